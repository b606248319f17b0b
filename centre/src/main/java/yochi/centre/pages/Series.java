package yochi.centre.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * One series with what was forecast for it and what really came.
 *
 * @param key which series
 * @param unit what the values count, such as {@code distinct sources per day}
 * @param step length of one point; the same as the forecasts' spans
 * @param points what came, oldest first; a span that was not watched has no value
 * @param forecasts sealed statements, by span; the newest issue per span
 * @param gaps when it was not, or only partly, watched
 * @param marks policy changes, alerts and the like
 * @param missing what else was missing
 */
public record Series(
        Key key,
        String unit,
        Duration step,
        List<Point> points,
        List<Span> forecasts,
        List<Gap> gaps,
        List<Mark> marks,
        List<Phrase> missing) {
    public Series {
        points = List.copyOf(points);
        forecasts = List.copyOf(forecasts);
        gaps = List.copyOf(gaps);
        marks = List.copyOf(marks);
        missing = List.copyOf(missing);
    }

    /**
     * Which series.
     *
     * @param id stable and fit for an address, such as {@code JP.SCAN_SYN.tcp-445.sources}
     */
    public record Key(
            String id,
            Region region,
            Party party,
            AttackType attackType,
            Service service,
            Metric metric,
            boolean simulated) {}

    /**
     * What came in one step.
     *
     * @param at start of the step, observation time
     * @param value empty where it was not watched
     */
    public record Point(Instant at, OptionalDouble value) {}

    /**
     * One sealed forecast.
     *
     * @param id its id in the ledger
     * @param issued when it was sealed, observation time
     * @param informationUntil end of the data it rests on
     * @param quantiles probability level as text, such as {@code 0.05}, to value
     * @param rival a naive method's point value, by name
     * @param outcome what came; empty until it is known, or where it was not watched
     */
    public record Span(
            String id,
            Instant issued,
            Instant informationUntil,
            Instant from,
            Instant to,
            Map<String, Double> quantiles,
            Map<String, Double> rival,
            OptionalDouble outcome) {
        public Span {
            quantiles = java.util.Collections.unmodifiableMap(new TreeMap<>(quantiles));
            rival = java.util.Collections.unmodifiableMap(new TreeMap<>(rival));
        }
    }

    /**
     * When the series was not, or only partly, watched.
     *
     * @param watched share of it that was watched, 0..1
     * @param sensor whose gap it is, where it is one sensor's
     * @param reasons as the sensor or the policy says it
     */
    public record Gap(Instant from, Instant to, double watched, Optional<String> sensor, List<Phrase> reasons) {
        public Gap {
            reasons = List.copyOf(reasons);
        }
    }

    /** What kind of event a mark is. */
    public enum MarkKind {
        POLICY,
        SENSOR,
        ALERT
    }

    /** An event drawn into the series. */
    public record Mark(Instant at, MarkKind kind, Phrase what) {}
}
