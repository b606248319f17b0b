/**
 * Whether a series grows or shrinks.
 *
 * <p>Comes in: a cube. Goes out: {@link yochi.core.model.Finding.Trend} per region and cell. Must never import: a
 * sibling analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.trend;

import org.jspecify.annotations.NullMarked;
