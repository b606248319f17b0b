package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One forecast with its outcome, as {@code --dump} writes it; the figures of its measure follow from all of its lines
 * (docs/forecasting.md). Exactly one of probability, quantiles and value is there.
 *
 * @param issued moment of the forecast, observation time
 * @param informationUntil end of what was known
 * @param from begin of what it speaks of
 * @param to its end
 * @param unit of the outcome
 * @param key what it speaks of: region, service, network
 * @param measure that it belongs to, such as {@code volume}
 * @param value ours where it is neither a probability nor a distribution, such as the hits of a list
 * @param rivals the same of the others: number or quantiles each
 * @param outcome what came
 * @param missing what the forecast did not have
 * @param modelVersion name and version of the method
 * @param inputDigest SHA-256 of the data files, of which it knew what lies before {@code informationUntil}
 */
public record Line(
        String id,
        Instant issued,
        Instant informationUntil,
        Instant from,
        Instant to,
        String unit,
        String key,
        String measure,
        Optional<Double> probability,
        Map<Double, Double> quantiles,
        Optional<Double> value,
        Map<String, Object> rivals,
        double outcome,
        Instant outcomeKnownAt,
        List<String> missing,
        String modelVersion,
        String inputDigest) {
    public Line {
        int told = (probability.isPresent() ? 1 : 0) + (quantiles.isEmpty() ? 0 : 1) + (value.isPresent() ? 1 : 0);
        if (told != 1) {
            throw new IllegalArgumentException(id + " tells " + told + " of probability, quantiles and value");
        }
        quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
        rivals = Collections.unmodifiableSortedMap(new TreeMap<>(rivals));
        missing = List.copyOf(missing);
    }

    /** The same, made from these files. */
    Line from(String digest) {
        return new Line(
                id,
                issued,
                informationUntil,
                from,
                to,
                unit,
                key,
                measure,
                probability,
                quantiles,
                value,
                rivals,
                outcome,
                outcomeKnownAt,
                missing,
                modelVersion,
                digest);
    }
}
