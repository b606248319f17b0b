package yochi.centre.pages;

import java.util.List;

/**
 * One sealed statement in full.
 *
 * @param hash of its entry: who kept it can prove later that nothing was changed
 * @param evidence why it says what it says: its own evidence, then what alerts that rest on it tell
 * @param outcome what came of it, where that is known
 * @param past what was said to the same question before and what came, newest first
 */
public record ForecastSheet(
        ForecastBoard.Statement statement,
        String hash,
        List<Phrase> evidence,
        java.util.Optional<ForecastRecord.Scored> outcome,
        List<ForecastRecord.Scored> past) {
    public ForecastSheet {
        evidence = List.copyOf(evidence);
        past = List.copyOf(past);
    }
}
