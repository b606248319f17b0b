/**
 * How far a kind of attack has spread: in how many regions it is above its usual, how evenly it is spread over them,
 * and in which order it came to them.
 *
 * <p>Comes in: a cube and a window. Goes out: {@link yochi.core.model.Finding.Spread} per kind and service. Must never
 * import: a sibling analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.spread;

import org.jspecify.annotations.NullMarked;
