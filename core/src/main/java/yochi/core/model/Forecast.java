package yochi.core.model;

import java.time.Instant;
import java.util.List;

/**
 * An immutable statement about the future that will be scored: question, answer, rivals' answers, and what was known.
 *
 * @param question what is predicted
 * @param prediction our answer
 * @param rivals naive methods' answers to the same question
 * @param issued when it was made, in observation time
 * @param informationUntil end of the data it rests on; never after {@code issued}
 * @param method name and version of the method
 * @param missing what was missing in the data, one sentence each
 */
public record Forecast(
        Prediction.Question question,
        Prediction prediction,
        List<Prediction.Rival> rivals,
        Instant issued,
        Instant informationUntil,
        String method,
        List<String> missing) {
    public Forecast {
        rivals = List.copyOf(rivals);
        missing = List.copyOf(missing);
        if (informationUntil.isAfter(issued)) {
            throw new IllegalArgumentException("knows the future: " + informationUntil + " after " + issued);
        }
    }
}
