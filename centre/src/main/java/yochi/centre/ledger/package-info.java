/**
 * Every forecast sealed before its outcome can be known, and scored after, beside naive rivals.
 *
 * <p>Comes in: forecasts, who is eligible, how far the centre's data reach, outcomes, members' receipts. Goes out: an
 * append-only chain that anybody can check (commitments, and openings when their span is over), its signed heads to
 * members, who countersign them, and the record of how past forecasts did. Must never import: an analysis that makes
 * forecasts.
 */
@NullMarked
package yochi.centre.ledger;

import org.jspecify.annotations.NullMarked;
