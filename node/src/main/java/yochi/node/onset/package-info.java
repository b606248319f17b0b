/**
 * Early detection at the sensor: windows of sources by slot, tested by {@code analysis.onset} where the addresses are.
 *
 * <p>Comes in: classified packets of one sensor. Goes out: {@link yochi.node.onset.WindowOnset}s, which hold no
 * address. Must never import: {@code border}, {@code line}.
 */
@NullMarked
package yochi.node.onset;

import org.jspecify.annotations.NullMarked;
