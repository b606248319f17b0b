package yochi.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One single thing that a suite judged, with the truth, as {@code --dump} writes it: a line each, from which the
 * figures of its measure follow (docs/formats.md).
 *
 * @param unit what {@code value} is: a probability, a score of which more speaks for the outcome, days, hours
 * @param key what was judged: world, region, signature, pair
 * @param measure the figure that it belongs to
 * @param value what ours said
 * @param rivals what the others said of the same
 * @param outcome 1 where it was so in truth, 0 where not; of a delay 1 where the alarm came at all
 */
public record Decision(
        String unit, String key, String measure, double value, Map<String, Double> rivals, double outcome) {
    public Decision {
        rivals = Collections.unmodifiableSortedMap(new TreeMap<>(rivals));
    }
}
