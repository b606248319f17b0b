package yochi.centre.open;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import yochi.core.model.AttackType;
import yochi.core.model.Country;

/**
 * All that the open page tells.
 *
 * @param home the country whose attacks are forecast
 * @param until last day told; empty before there is one
 * @param replayed whether recorded observations are replayed
 * @param simulated whether any traffic is simulated
 * @param sources whose observations these are, and under which licence
 * @param counts by day, country and kind
 * @param usual how much the last week was above or below the weeks before, by country
 * @param forecasts how the forecasts did
 */
public record OpenStatistics(
        Country home,
        Optional<LocalDate> until,
        boolean replayed,
        boolean simulated,
        List<Source> sources,
        List<Count> counts,
        List<Usual> usual,
        Forecasts forecasts) {
    public OpenStatistics {
        sources = List.copyOf(sources);
        counts = List.copyOf(counts);
        usual = List.copyOf(usual);
    }

    /** Whose observations. */
    public record Source(String name, String address, String licence) {}

    /** Why there is no number. */
    public enum Why {
        /** Fewer than may be told, none included. */
        FEW,
        /** Nobody watched, or less than half of the day. */
        UNWATCHED
    }

    /**
     * Distinct addresses of one kind on one day at one country's sensors.
     *
     * @param country where the sensors stand
     * @param addresses rounded; absent where {@code why} says why
     * @param least whether it is the largest of several sensors, so that there were at least so many
     */
    public record Count(
            LocalDate day,
            Country country,
            AttackType kind,
            OptionalLong addresses,
            Optional<Why> why,
            boolean least) {}

    /** Mean of the last seven days told over the median of the 28 before; 1 is as usual. */
    public record Usual(Country country, double times) {}

    /**
     * How the forecasts did.
     *
     * @param sealed forecasts sealed
     * @param scored of them, scored
     * @param waiting of them, whose time has not passed
     * @param notScorable of them, whose outcome nobody watched
     * @param silent of these, whose sensors had fallen silent before the span was over
     * @param methods each method beside its strongest simple rival
     * @param last the latest scored statements about whole countries, right and wrong
     */
    public record Forecasts(
            long sealed,
            long scored,
            long waiting,
            long notScorable,
            long silent,
            List<Method> methods,
            List<Told> last) {
        public Forecasts {
            methods = List.copyOf(methods);
            last = List.copyOf(last);
        }
    }

    /** What may be said of a method beside its rival. */
    public enum Verdict {
        BETTER,
        WORSE,
        /** The interval holds 0. */
        OPEN,
        /** Too few outcomes for a verdict. */
        FEW
    }

    /**
     * One method beside the rival that did best.
     *
     * @param kind {@code forecast}: before a campaign's first order; {@code nowcast}: while it runs; else
     *     {@code undivided}
     * @param horizonHours length of the spans asked for
     * @param daysAhead 1 where they begin with the last data known, 2 where at most a day later, and so on
     * @param measure which error; smaller is better
     * @param n statements
     * @param independent outcomes that do not depend on each other
     */
    public record Method(
            String name,
            String kind,
            long horizonHours,
            long daysAhead,
            String measure,
            double ours,
            String rival,
            double rivals,
            Verdict verdict,
            long n,
            long independent) {}

    /**
     * A statement whose time has passed.
     *
     * @param country of whom
     * @param kind of what
     * @param probability of an event
     * @param middle of a number; all numbers are rounded
     * @param low lower end of its widest range
     * @param high upper end
     * @param outcome what came; 0 or 1 for an event; absent for a number too small to be told
     * @param nearer whether it was nearer than the strongest simple rival
     */
    public record Told(
            String id,
            Country country,
            AttackType kind,
            Instant from,
            Instant to,
            OptionalDouble probability,
            OptionalDouble middle,
            OptionalDouble low,
            OptionalDouble high,
            OptionalDouble outcome,
            Optional<Boolean> nearer) {}
}
