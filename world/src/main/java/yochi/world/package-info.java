/**
 * A seeded world to try things on: floods, legitimate flows, a router and its flow export, with full truth.
 *
 * <p>Comes in: a seed and a script. Goes out: flows with labels, IPFIX datagrams, counts per label; everything it makes
 * is marked <em>simulated</em> and uses documentation addresses only (RFC 5737). Must never import: any party.
 */
@NullMarked
package yochi.world;

import org.jspecify.annotations.NullMarked;
