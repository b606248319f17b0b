/**
 * Notices to those whom an alert concerns (members by their networks, owners of registered sites, partner countries),
 * with mitigations that members may arm, and what became of both.
 *
 * <p>Comes in: alerts, members with their networks and pinned keys, owners of sites, an approver's signature, members'
 * signed answers. Goes out: signed notices, one per recipient, and the record of each with its times. Must never import
 * another room but {@code store}, {@code site} and {@code gate}.
 */
@NullMarked
package yochi.centre.response;

import org.jspecify.annotations.NullMarked;
