/**
 * Judges what the centre sends: signature by a pinned key, addressee, age, replay; signs the answers.
 *
 * <p>Comes in: signed notices and heads of the ledger as text. Goes out: notices that may be acted on, signed
 * acknowledgements, outcomes and receipts.
 * Must never import: mitigation, detection.
 */
@NullMarked
package yochi.member.inbox;

import org.jspecify.annotations.NullMarked;
