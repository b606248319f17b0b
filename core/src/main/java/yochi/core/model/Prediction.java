package yochi.core.model;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What is said about the future, before it is sealed: a distribution for a number, or a probability of an event. */
public sealed interface Prediction {
    /**
     * A number's distribution.
     *
     * @param quantiles probability level (0..1) to value, ascending
     */
    record Quantiles(Map<Double, Double> quantiles) implements Prediction {
        public Quantiles {
            quantiles = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
            if (quantiles.isEmpty()) {
                throw new IllegalArgumentException("no quantiles");
            }
        }

        public double median() {
            Double median = quantiles.get(0.5);
            if (median == null) {
                throw new IllegalStateException("no median among " + quantiles.keySet());
            }
            return median;
        }
    }

    /** The probability, 0..1, that the event happens at least once. */
    record Probability(double value) implements Prediction {
        public Probability {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("not a probability: " + value);
            }
        }
    }

    /** Point value of a rival method over the same span. */
    record Rival(String name, Prediction prediction) {}

    /**
     * The question that is answered.
     *
     * @param region whose attacks
     * @param attackType which kind
     * @param service which service, {@link Service#ANY} for all
     * @param metric what is counted, or whose first occurrence is asked for
     * @param from first instant of the span
     * @param to first instant after it
     */
    record Question(Region region, AttackType attackType, Service service, Metric metric, Instant from, Instant to) {
        public Question {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("an empty span: " + from + " to " + to);
            }
        }
    }
}
