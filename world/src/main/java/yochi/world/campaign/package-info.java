/**
 * A historical campaign of attacks as the public record tells it, and a seeded world that shows what sensors abroad
 * would have recorded of it: order lists and, where sources were forged, backscatter.
 *
 * <p>Comes in: a campaign file (waves, target classes, vectors, each figure with its source or the reason why it is not
 * known) and a staging, which is ours. Goes out: tables in the sensors' own formats with the full truth, all marked
 * <em>simulated</em>, with documentation addresses and AS numbers only (RFC 5737, RFC 5398). Must never import: any
 * party.
 */
@NullMarked
package yochi.world.campaign;

import org.jspecify.annotations.NullMarked;
