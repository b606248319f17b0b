package yochi.node.border;

import java.util.Map;
import java.util.Optional;
import yochi.core.model.Measure;
import yochi.core.model.Metric;

/** How a metric may leave the country: a metric without a line in the table stays at home. */
enum ReleaseRule {
    /** With a cell that passes the policy: k addresses, networks, sensors, no dominant address. */
    WITH_CELL,
    /** With such a cell and for the whole window at once, so that k addresses stand behind it. */
    OF_WINDOW,
    /** Likewise, and without the bins that fewer than k packets fell into. */
    THINNED_BINS,
    /** Likewise, and only if it is at least k, or none. */
    AT_LEAST_K,
    /** As keyed sketches or tokens, where the policy lets sketches out. */
    KEYED,
    /** As the policy's findings let it, by {@link FoundCells}. */
    AS_FINDING,
    /** Always: it speaks of the sensors' own watching, of no address. */
    ALWAYS,
    /** Never. */
    WITHHELD;

    private static final Map<Metric, ReleaseRule> TABLE = Map.ofEntries(
            Map.entry(Metric.PACKETS, WITH_CELL),
            Map.entry(Metric.BYTES, WITH_CELL),
            Map.entry(Metric.SOURCES, WITH_CELL),
            Map.entry(Metric.ORDERS, WITH_CELL),
            Map.entry(Metric.EXTRAPOLATED, WITH_CELL),
            Map.entry(Metric.EXTRAPOLATED_LOW, WITH_CELL),
            Map.entry(Metric.EXTRAPOLATED_HIGH, WITH_CELL),
            Map.entry(Metric.TARGETS, OF_WINDOW),
            Map.entry(Metric.ENTROPY_SOURCES, OF_WINDOW),
            Map.entry(Metric.ENTROPY_SERVICES, OF_WINDOW),
            Map.entry(Metric.TTL, THINNED_BINS),
            Map.entry(Metric.SIZE, THINNED_BINS),
            Map.entry(Metric.GAP, THINNED_BINS),
            Map.entry(Metric.SOURCE_PORTS, THINNED_BINS),
            Map.entry(Metric.SOURCES_NEW, AT_LEAST_K),
            Map.entry(Metric.VICTIMS, KEYED),
            Map.entry(Metric.MONITORED, ALWAYS),
            Map.entry(Metric.SENSORS, ALWAYS),
            Map.entry(Metric.OBSERVABLE_OTHERS, ALWAYS));

    static ReleaseRule of(Metric metric) {
        if (metric.isFinding()) {
            return AS_FINDING;
        }
        return metric.brightness() >= 0 ? KEYED : TABLE.getOrDefault(metric, WITHHELD);
    }

    /** What of a further metric of a passing cell may leave with the whole window; empty for nothing. */
    static Optional<Measure> ofWindow(Metric metric, Measure measure, int k) {
        return switch (of(metric)) {
            case OF_WINDOW -> Optional.of(measure);
            case THINNED_BINS -> Optional.of(thinned(measure, k));
            case AT_LEAST_K ->
                Optional.of(
                        measure instanceof Measure.DistinctCount d && d.lower() > 0 && d.lower() < k
                                ? new Measure.Missing("fewer than the policy lets out")
                                : measure);
            case WITH_CELL, KEYED, AS_FINDING, ALWAYS, WITHHELD -> Optional.empty();
        };
    }

    private static Measure thinned(Measure measure, int k) {
        return switch (measure) {
            case Measure.Histogram h -> new Measure.Histogram(h.bins().atLeast(k));
            case Measure.Quantiles q -> new Measure.Quantiles(q.sketch().atLeast(k));
            case Measure m -> m;
        };
    }
}
