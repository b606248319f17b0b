/**
 * Sees in the member's own flow records that an attack on its networks has begun.
 *
 * <p>Comes in: IPFIX datagrams (RFC 7011) from the member's routers. Goes out: {@link Onslaught}s. Must never import:
 * mitigation, inbox, anything of the centre.
 */
@NullMarked
package yochi.member.detection;

import org.jspecify.annotations.NullMarked;
