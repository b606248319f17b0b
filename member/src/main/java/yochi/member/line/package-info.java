/**
 * Runs the member: listens to the centre, arms what may be armed, watches the flows, cuts off and tells the outcome.
 *
 * <p>Comes in: settings, notices, flow records. Goes out: acknowledgements, outcomes, rules at a back-end. Must never
 * import: node, centre.
 */
@NullMarked
package yochi.member.line;

import org.jspecify.annotations.NullMarked;
