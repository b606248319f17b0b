/**
 * Reduces the observations of one epoch to counts and distinct sets, in process, and keeps them until their release
 * window closes.
 *
 * <p>Comes in: observations with their verdicts. Goes out: {@link yochi.node.summary.EpochSummary}s that merge in any
 * order, which still hold addresses and so go to {@code border} only, and a {@link yochi.node.summary.LocalView} for
 * the node's own people. Must never import: the border, the wire, the line.
 */
@NullMarked
package yochi.node.summary;

import org.jspecify.annotations.NullMarked;
