/**
 * Says what kind of activity an observation is, by an ordered decision list, and which rule decided.
 *
 * <p>Comes in: observations. Goes out: a {@link yochi.node.classify.Verdict} per observation, and the tools that the
 * sources of scans are declared to use. Must never import: trace, summary, border, line.
 */
@NullMarked
package yochi.node.classify;

import org.jspecify.annotations.NullMarked;
