/**
 * What to do about an alert, and what was done: an editable table of recommendations, the cost-loss rule with its
 * value, and an append-only log of decisions.
 *
 * <p>Comes in: the case that an alert is, probabilities and outcomes, people's decisions. Goes out: the row that fired
 * with its options, relative economic value, the log as lines. Must never import another room but {@code store}.
 */
@NullMarked
package yochi.centre.decision;

import org.jspecify.annotations.NullMarked;
