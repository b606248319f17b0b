/**
 * Mergeable summaries, each with stated error and versioned bytes.
 *
 * <p>Comes in: keyed 64-bit tokens, never addresses. Goes out: estimates with bounds, bytes. Must never import: any
 * other Yochi package.
 */
@NullMarked
package yochi.core.sketch;

import org.jspecify.annotations.NullMarked;
