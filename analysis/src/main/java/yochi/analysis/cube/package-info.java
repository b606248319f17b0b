/**
 * Read-only statistics in one shape: epoch by region by attack type by service, where missing is not zero.
 *
 * <p>Comes in: epoch reports, in any order, repeated, late or corrected. Goes out: a {@link yochi.analysis.cube.Cube}
 * that every analysis reads. Must never import: link, a clock, input or output, or any analysis.
 */
@NullMarked
package yochi.analysis.cube;

import org.jspecify.annotations.NullMarked;
