package yochi.centre.ledger;

import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import yochi.core.model.Prediction;

/**
 * Of whom something must be said on a day, quiet ones too: nobody can pick the winners afterwards.
 *
 * @param kind which forecasts, such as {@code orders}
 * @param rule who is eligible, in words; chained when it changes
 * @param units the units of the day, as {@link #unit} names them
 */
public record Eligible(String kind, String rule, SortedSet<String> units) {
    private static final int MOST_UNITS = 100_000;

    public Eligible {
        units = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(units));
        if (units.size() > MOST_UNITS) {
            throw new IllegalArgumentException(kind + " has more than " + MOST_UNITS + " units");
        }
    }

    /** What is asked, without the day. */
    public static String unit(Prediction.Question question) {
        return String.join(
                "|",
                question.region().name(),
                question.attackType().name(),
                question.service().toString(),
                question.metric().id(),
                Duration.between(question.from(), question.to()).toHours() + "h");
    }
}
