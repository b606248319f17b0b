package yochi.centre.ledger;

import java.time.Instant;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * A forecast with what belongs to it when it is sealed.
 *
 * @param forecast what is said; its method is the model's name and version, {@code informationUntil} its information
 * @param basis before a campaign's first order, or not
 * @param inputDigest SHA-256 of what it was made from, hexadecimal; empty where nothing was told
 */
public record Statement(Forecast forecast, Basis basis, String inputDigest) {
    /** Digest of the question with method and day: of the same, the first answer stands. */
    String asked(Instant knownUntil) {
        Prediction.Question q = forecast.question();
        return Entry.sha256(String.join(
                "\n",
                Eligible.unit(q),
                q.from().toString(),
                forecast.method(),
                DayBook.day(knownUntil).toString()));
    }

    /** The same, as the entry has it. */
    Sealed sealed(Entry entry, Instant knownUntil) {
        return new Sealed(
                entry.subject(), entry.number(), entry.sealedAt(), knownUntil, forecast, basis, inputDigest);
    }
}
