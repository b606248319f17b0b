package yochi.centre.ledger;

import java.time.Duration;
import yochi.core.model.Forecast;

/**
 * Statements that are scored together: of one method, made on the same basis, for the same length of time.
 *
 * @param method name and version
 * @param basis forecast or nowcast
 * @param horizonHours length of the span asked for
 */
public record Group(String method, Basis basis, long horizonHours) implements Comparable<Group> {
    /** The group that the statement is scored in. */
    public static Group of(Sealed sealed) {
        Forecast forecast = sealed.forecast();
        return new Group(
                forecast.method(),
                sealed.basis(),
                Duration.between(forecast.question().from(), forecast.question().to())
                        .toHours());
    }

    @Override
    public int compareTo(Group other) {
        int byMethod = method.compareTo(other.method);
        int byBasis = byMethod != 0 ? byMethod : basis.compareTo(other.basis);
        return byBasis != 0 ? byBasis : Long.compare(horizonHours, other.horizonHours);
    }
}
