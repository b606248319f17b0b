/**
 * Floods that no single darknet is large enough to tell: packets per keyed victim and ten seconds, added over nodes
 * before the thresholds.
 *
 * <p>Comes in: {@link yochi.core.model.EpochReport}s with the metric {@code victims}. Goes out:
 * {@link yochi.analysis.pooling.PooledAttack}s, which name a victim by its token only. Must never import: another
 * analysis, anything with a file, a clock or a socket.
 */
@NullMarked
package yochi.analysis.pooling;

import org.jspecify.annotations.NullMarked;
