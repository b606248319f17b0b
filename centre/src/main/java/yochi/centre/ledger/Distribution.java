package yochi.centre.ledger;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A distribution known by some of its quantiles, joined by straight lines; a single one is a point. */
final class Distribution {
    private final NavigableMap<Double, Double> quantiles;

    Distribution(Map<Double, Double> quantiles) {
        this.quantiles = new TreeMap<>(quantiles);
    }

    double at(double level) {
        Map.Entry<Double, Double> below = quantiles.floorEntry(level);
        Map.Entry<Double, Double> above = quantiles.ceilingEntry(level);
        if (below == null || above == null) {
            return (below == null ? quantiles.firstEntry() : quantiles.lastEntry()).getValue();
        }
        double width = above.getKey() - below.getKey();
        double share = width == 0 ? 0 : (level - below.getKey()) / width;
        return below.getValue() + share * (above.getValue() - below.getValue());
    }

    /** Whether the outcome lies within the central interval of that probability. */
    boolean covers(double outcome, double probability) {
        return outcome >= at((1 - probability) / 2) && outcome <= at((1 + probability) / 2);
    }

    boolean isPoint() {
        return quantiles.size() == 1;
    }
}
