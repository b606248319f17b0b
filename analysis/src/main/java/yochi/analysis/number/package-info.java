/**
 * The small mathematics that several analyses share: medians, intervals of a share, q-values, the gamma function.
 *
 * <p>Comes in: numbers. Goes out: numbers. Must never import: anything of ours.
 */
@NullMarked
package yochi.analysis.number;

import org.jspecify.annotations.NullMarked;
