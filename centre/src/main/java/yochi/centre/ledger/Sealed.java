package yochi.centre.ledger;

import java.time.Instant;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * A forecast in the ledger.
 *
 * @param id names it everywhere
 * @param number of its entry
 * @param sealedAt wall clock
 * @param knownUntil how far the centre's data reached when it was sealed; never into the span asked for
 * @param forecast the statement
 * @param basis before a campaign's first order, or not
 * @param inputDigest SHA-256 of what it was made from; empty where nothing was told
 */
public record Sealed(
        String id,
        long number,
        Instant sealedAt,
        Instant knownUntil,
        Forecast forecast,
        Basis basis,
        String inputDigest) {
    /** Right: the event was called likelier than not and came, or neither; the number lay in the 90 % interval told. */
    public boolean right(Score score) {
        return switch (forecast.prediction()) {
            case Prediction.Probability p -> p.value() >= 0.5 == score.outcome() > 0;
            case Prediction.Quantiles q ->
                score.inside90().orElseGet(() -> new Distribution(q.quantiles()).at(0.5) == score.outcome());
        };
    }
}
