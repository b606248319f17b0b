/**
 * What will come to a region in the next days, as distributions beside naive rivals.
 *
 * <p>Comes in: a cube and the regions asked for. Goes out: {@link yochi.core.model.Forecast}s, ready to be sealed. Must
 * never import: a sibling analysis, link, a clock, input or output; chance is handed in as a seed.
 */
@NullMarked
package yochi.analysis.forecast;

import org.jspecify.annotations.NullMarked;
