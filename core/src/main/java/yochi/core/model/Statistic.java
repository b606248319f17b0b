package yochi.core.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * One cell with its measures.
 *
 * @param key what it is about
 * @param measures metric to value, sorted by metric
 */
public record Statistic(CellKey key, Map<Metric, Measure> measures) {
    public Statistic {
        measures = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    }

    /** The count of a metric, 0 where the cell does not hold it or holds it as missing. */
    public long count(Metric metric) {
        return switch (measures.get(metric)) {
            case Measure.Count c -> c.value();
            case Measure.DistinctSet d -> d.bounds().estimate();
            case Measure.DistinctCount d -> d.estimate();
            case null -> 0;
            case Measure.Missing m -> 0;
            case Measure.Packed p -> 0;
        };
    }

    /** Both together; the keys must be equal. */
    public Statistic merge(Statistic other) {
        if (!key.equals(other.key)) {
            throw new IllegalArgumentException("different cells: " + key + ", " + other.key);
        }
        Map<Metric, Measure> all = new TreeMap<>(measures);
        other.measures.forEach((metric, measure) -> all.merge(metric, measure, Measure::merge));
        return new Statistic(key, all);
    }
}
