/**
 * What groups of sources say in honeypot sessions and when they come: the attack's side of a match with specimens
 * (M-2, algorithms §5.2).
 *
 * <p>Comes in: honeypot sessions with their words. Goes out: {@link yochi.node.habit.Habit}s for the node's own people,
 * and words with how many sources used them for the border; no address, as text, in either. Must never import: trace,
 * border, line.
 */
@NullMarked
package yochi.node.habit;

import org.jspecify.annotations.NullMarked;
