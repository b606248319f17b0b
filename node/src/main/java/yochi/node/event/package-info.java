/**
 * Attacks that last: what single observations become when they are counted by key over time (denial of service, scans,
 * brute force, orders).
 *
 * <p>Comes in: classified observations. Goes out: {@link yochi.node.event.Event}s for the node's own people; keys are
 * addresses, so they never pass the border as they are. Must never import: trace, border, line.
 */
@NullMarked
package yochi.node.event;

import org.jspecify.annotations.NullMarked;
