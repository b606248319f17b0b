/**
 * What is peculiar to one region, and whether the data can tell a local event from a filter.
 *
 * <p>Comes in: a cube and a window. Goes out: {@link yochi.core.model.Finding.Locality} per peculiar cell. Must never
 * import: a sibling analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.locality;

import org.jspecify.annotations.NullMarked;
