/**
 * The centre's door: which party a request comes from, and how every refusal looks.
 *
 * <p>Comes in: requests on the party listener. Goes out: the peer's name as its certificate carries it, or problem
 * details (RFC 9457). Must never import another room.
 */
@NullMarked
package yochi.centre.gate;

import org.jspecify.annotations.NullMarked;
