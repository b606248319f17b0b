package yochi.analysis.propagation;

import java.util.Arrays;

/**
 * The log likelihood of a guessed course of a cascade, kept while one region's guess after the other moves: a move
 * changes one term of each other region's rate, so that only these are counted anew.
 */
final class Course {
    private final ArrivalNetwork network;
    private final Arrivals now;
    private final int n;
    private final double others;
    private int origin;
    /** Rate into each region at its arrival, or its end, and the integral of the rate until then. */
    private double[] rate;

    private double[] integral;

    /** Follows {@code now}, which the caller changes. */
    Course(ArrivalNetwork network, Arrivals now) {
        this.network = network;
        this.now = now;
        this.n = now.at().length;
        this.others = Math.max(1, n - 1);
        this.rate = new double[n];
        this.integral = new double[n];
        this.origin = now.origin();
        for (int i = 0; i < n; i++) {
            count(i, rate, integral);
        }
    }

    private void count(int i, double[] rates, double[] integrals) {
        double end = now.reachable(i);
        rates[i] = 1;
        integrals[i] = 0;
        if (origin < 0 || origin == i || Double.isNaN(end) || end <= now.at()[origin]) {
            return;
        }
        ArrivalNetwork.Column c = network.columns()[i];
        double common = c.common() / others;
        double r = c.outside();
        double sum = c.outside() * (end - now.at()[origin]);
        for (int j = 0; j < n; j++) {
            if (j != i && now.at()[j] < end) {
                double own = common + c.from()[j];
                r += own;
                sum += own * (end - now.at()[j]);
            }
        }
        rates[i] = now.arrived(i) ? Math.max(r, Double.MIN_NORMAL) : 1;
        integrals[i] = sum;
    }

    /**
     * Whether a region's new guess, already made in the arrivals, is taken; otherwise the caller takes it back.
     *
     * @param before its arrival before, NaN for none
     * @param least log likelihood that it must bring more
     */
    boolean moved(int region, double before, double least) {
        double[] rates = rate.clone();
        double[] integrals = integral.clone();
        int first = now.origin();
        int last = origin;
        boolean anew = first < 0 || first != origin || first == region;
        origin = first;
        for (int k = 0; k < n; k++) {
            if (anew || k == region) {
                count(k, rates, integrals);
            } else if (k != origin) {
                shift(k, region, before, rates, integrals);
            }
        }
        double more = 0;
        for (int k = 0; k < n; k++) {
            more += integral[k] - integrals[k] + (rates[k] == rate[k] ? 0 : Math.log(rates[k] / rate[k]));
        }
        if (least <= more) {
            rate = rates;
            integral = integrals;
            return true;
        }
        origin = last;
        return false;
    }

    /** Of another region, when the origin stays. */
    private void shift(int k, int region, double before, double[] rates, double[] integrals) {
        double end = now.reachable(k);
        if (Double.isNaN(end) || end <= now.at()[origin]) {
            return;
        }
        ArrivalNetwork.Column c = network.columns()[k];
        double own = c.common() / others + c.from()[region];
        double after = now.at()[region];
        integrals[k] += own * (Math.max(0, end - (after < end ? after : end)) - (before < end ? end - before : 0));
        boolean was = before < end;
        boolean is = after < end;
        if (was != is && now.arrived(k)) {
            rates[k] = Math.max(rates[k] + (is ? own : -own), Double.MIN_NORMAL);
        }
    }

    /** Log likelihood of the whole course. */
    double logLikelihood() {
        return Arrays.stream(rate).map(Math::log).sum() - Arrays.stream(integral).sum();
    }
}
