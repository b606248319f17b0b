/**
 * Early detection by anomalous synchronisation: sources that act in the same slots of a short window, alike in their
 * service.
 *
 * <p>Comes in: a {@link yochi.analysis.onset.SourceMatrix}. Goes out: a {@link yochi.analysis.onset.Synchrony} without
 * any address, so that it can run inside a node too. Must never import: a sibling analysis, link, a clock, input or
 * output.
 */
@NullMarked
package yochi.analysis.onset;

import org.jspecify.annotations.NullMarked;
