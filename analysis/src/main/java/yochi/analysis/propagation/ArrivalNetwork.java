package yochi.analysis.propagation;

import java.util.Arrays;

/**
 * How fast a region is reached, per hour: from outside the observed regions, by the mere number of regions that already
 * have it (what all share: a cascade that is quick everywhere), and by each of these over its own arrow. Arrivals given
 * these rates are exponential (NetRate, Gomez-Rodriguez, Balduzzi and Schölkopf 2011). The region where a cascade began
 * is taken as given.
 *
 * @param columns one per region that is reached
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as they were computed, never compared
record ArrivalNetwork(Column[] columns) {
    /**
     * The rates into one region.
     *
     * @param outside per hour from the start of the cascade on
     * @param common per hour once all other regions have it
     * @param from per hour once that region has it
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers as they were computed, never compared
    record Column(double outside, double common, double[] from) {
        static Column start(int regions, double rate) {
            double[] even = new double[regions];
            Arrays.fill(even, rate / regions);
            return new Column(rate, rate, even);
        }

        Column without(int leader) {
            double[] less = from.clone();
            less[leader] = 0;
            return new Column(outside, common, less);
        }
    }

    static ArrivalNetwork start(int regions, double rate) {
        Column[] columns = new Column[regions];
        Arrays.setAll(columns, i -> Column.start(regions, rate));
        return new ArrivalNetwork(columns);
    }

    double weight(int from, int to) {
        return columns[to].from[from];
    }

    /** Rate into the region just before {@code time}, given who has it by then. */
    double rate(int region, Arrivals arrivals, double time) {
        Column c = columns[region];
        double others = Math.max(1, columns.length - 1);
        double rate = c.outside;
        for (int j = 0; j < columns.length; j++) {
            if (j != region && arrivals.arrived(j) && arrivals.at()[j] < time) {
                rate += c.common / others + c.from[j];
            }
        }
        return rate;
    }

    /** Log likelihood of what happened at one region, given the others. */
    double logLikelihood(int region, Arrivals arrivals, int origin) {
        double end = arrivals.reachable(region);
        if (origin < 0 || origin == region || Double.isNaN(end) || end <= arrivals.at()[origin]) {
            return 0;
        }
        Column c = columns[region];
        double others = Math.max(1, columns.length - 1);
        double rate = c.outside;
        double sum = c.outside * (end - arrivals.at()[origin]);
        for (int j = 0; j < columns.length; j++) {
            if (j != region && arrivals.arrived(j) && arrivals.at()[j] < end) {
                double own = c.common / others + c.from[j];
                rate += own;
                sum += own * (end - arrivals.at()[j]);
            }
        }
        return (arrivals.arrived(region) ? Math.log(Math.max(rate, Double.MIN_NORMAL)) : 0) - sum;
    }

    double logLikelihood(Arrivals arrivals) {
        int origin = arrivals.origin();
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += logLikelihood(i, arrivals, origin);
        }
        return sum;
    }
}
