/**
 * Who will come to a region tomorrow: ranked lists of sources per service, from how long sources stay and from how much
 * the regions that saw them share with home.
 *
 * <p>Comes in: which source was seen in which region on which day, the sources as keyed numbers. Goes out: ranked lists
 * of these numbers with probabilities; who may turn a number back into an address is not known here. Must never
 * import: a sibling analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.source;

import org.jspecify.annotations.NullMarked;
