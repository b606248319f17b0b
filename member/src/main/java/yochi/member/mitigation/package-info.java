/**
 * Counter-measures as leases: armed, active, withdrawn; what a person or a detection makes active is checked against
 * the member's own rails, carried out by one back-end, and read back.
 *
 * <p>Comes in: proposed {@code Mitigation}s, onslaughts as matches. Goes out: rules at a back-end, outcomes. Must never
 * import: inbox, detection.
 */
@NullMarked
package yochi.member.mitigation;

import org.jspecify.annotations.NullMarked;
