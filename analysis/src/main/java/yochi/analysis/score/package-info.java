/**
 * How good a forecast was once its outcome is known.
 *
 * <p>Comes in: predictions and outcomes as plain numbers. Goes out: proper scores, coverage, skill. Must never import:
 * any analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.score;

import org.jspecify.annotations.NullMarked;
