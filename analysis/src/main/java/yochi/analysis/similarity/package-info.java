/**
 * How alike regions are: in what is attacked (mix), in who attacks (who) and in rhythm (when).
 *
 * <p>Comes in: a cube and a window. Goes out: {@link yochi.core.model.Finding.Similarity} per pair of regions, ranked.
 * Must never import: a sibling analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.similarity;

import org.jspecify.annotations.NullMarked;
