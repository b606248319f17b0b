/**
 * Notices to the members whose networks an alert concerns, with mitigations that they may arm, and what became of both.
 *
 * <p>Comes in: alerts, members with their networks and pinned keys, an approver's signature, members' signed answers.
 * Goes out: signed notices, one per member, and the record of each with its times. Must never import another room but
 * {@code store} and {@code gate}.
 */
@NullMarked
package yochi.centre.response;

import org.jspecify.annotations.NullMarked;
