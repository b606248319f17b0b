/**
 * Who will come to the home country tomorrow: nodes' tokens become ranked lists, sealed before their day, scored after.
 *
 * <p>Comes in: reports of authenticated nodes on sources that cannot be forged, as tokens whose key the centre lacks,
 * and boxes of addresses that it cannot open. Goes out: commitments and scores to the ledger, lists and boxes to the
 * home country's own nodes. Must never import: a later room ({@code desk}, {@code line}).
 */
@NullMarked
package yochi.centre.source;

import org.jspecify.annotations.NullMarked;
