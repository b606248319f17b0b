package yochi.centre.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * Statements that are scored together, since they answer one question: of one method, made on the same basis, for the
 * same length of time, as many days ahead.
 *
 * @param method name and version
 * @param basis forecast or nowcast
 * @param horizonHours length of the span asked for
 * @param daysAhead 1 where the span begins with the last data known, 2 where at most a day later, and so on; of spans
 *     under a day 1 where it begins less than a day later
 */
public record Group(String method, Basis basis, long horizonHours, long daysAhead) implements Comparable<Group> {
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::method)
            .thenComparing(Group::basis)
            .thenComparingLong(Group::horizonHours)
            .thenComparingLong(Group::daysAhead);

    /** The group that the statement is scored in. */
    public static Group of(Sealed sealed) {
        Forecast forecast = sealed.forecast();
        Prediction.Question asked = forecast.question();
        return of(forecast.method(), sealed.basis(), forecast.informationUntil(), asked.from(), asked.to());
    }

    static Group of(String method, Basis basis, Instant known, Instant from, Instant to) {
        long gap = Math.max(0, Duration.between(known, from).toSeconds());
        long hours = Duration.between(from, to).toHours();
        long days = hours < 24 ? gap / Epoch.DAY : Math.ceilDiv(gap, Epoch.DAY);
        return new Group(method, basis, hours, 1 + days);
    }

    /** Whether they are of surges: told by sealed counts, and no campaign behind them. */
    public boolean surges() {
        return method.startsWith(Surge.PREFIX);
    }

    /** Whole days from the last data known to the end of the span, at least one: so far may errors hang together. */
    int reachDays() {
        return Math.toIntExact(Math.max(1, daysAhead - 1 + horizonHours / 24));
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
