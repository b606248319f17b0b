/**
 * Every forecast sealed before its outcome can be known, and scored after, beside naive rivals.
 *
 * <p>Comes in: forecasts, how far the centre's data reach, outcomes. Goes out: an append-only chain of entries that
 * anybody can check, and the record of how past forecasts did. Must never import: an analysis that makes forecasts, a
 * network.
 */
@NullMarked
package yochi.centre.ledger;

import org.jspecify.annotations.NullMarked;
