package yochi.analysis.propagation;

import java.util.Arrays;

/**
 * What can explain the counts of one region, step by step, each in the unit of a rate: its own rhythm; its rhythm times
 * what all others do in the same step by what is usual for them (the global factor, by size) and did before (each with
 * the same say); and what each region did before, faded over half an hour, three hours and a day (algorithms §3.4).
 * Each region's series is cut at its usual height, and none has more than a fifth of the global factor, so that a node
 * that lies, or one source with a million packets, has a bounded say.
 */
final class CountDesign {
    /** Hours over which each kernel fades to 1/e. */
    static final double[] FADES = {0.5, 3, 24};
    /** Columns before the leaders' own. */
    static final int SHARED = 2 + FADES.length;

    /** Share of the global factor that one region may have (own choice). */
    private static final double MOST_SHARE = 0.2;
    private static final int MOST_ROUNDS = 50;
    /** A value counts as at most so many times the mean of its series (own choice). */
    private static final double MOST_TIMES = 20;
    /** Days drawn towards an even rhythm, as of {@code analysis.trend}'s seasons. */
    private static final double EVEN_DAYS = 3;

    private final Panel panel;
    /** Rate, cut; the region's mean where it was not measured. */
    private final double[][] rate;
    private final double[][] rhythm;
    private final double[] share;
    private final double[][][] faded;
    private final double[] total;
    private final double[] mean;
    /** What the rhythms of all let expect at each step of the day. */
    private final double[] expected;

    CountDesign(Panel panel) {
        this.panel = panel;
        int n = panel.size();
        int steps = panel.steps();
        this.rate = new double[n][steps];
        this.rhythm = new double[n][];
        this.share = new double[n];
        this.faded = new double[n][][];
        this.total = new double[steps];
        this.mean = new double[n];
        this.expected = new double[panel.stepsPerDay()];
        for (int i = 0; i < n; i++) {
            cut(i);
            rhythm[i] = rhythm(i);
            faded[i] = new double[FADES.length][];
            for (int b = 0; b < FADES.length; b++) {
                faded[i][b] = lifted(faded(rate[i], b));
            }
        }
        double[] size = new double[n];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < steps; t++) {
                size[i] += panel.told(i, t) ? panel.exposure(i, t) : 0;
            }
        }
        shares(size);
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < steps; t++) {
                total[t] += share[i] * rate[i][t];
            }
            mean[i] = Arrays.stream(rate[i]).average().orElse(0);
            for (int p = 0; p < expected.length; p++) {
                expected[p] += share[i] * usual(i, p);
            }
        }
    }

    /** Of the sizes, each cut so that it has no more than its most of what the cut ones sum to. */
    private void shares(double[] size) {
        double least = Arrays.stream(size).filter(v -> v > 0).min().orElse(0);
        double most = Arrays.stream(size).max().orElse(0);
        double all = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double cut = most;
            all = Arrays.stream(size).map(v -> Math.min(v, cut)).sum();
            most = Math.max(least, Math.min(cut, MOST_SHARE * all));
        }
        double cut = most;
        double sum = all;
        Arrays.setAll(share, i -> sum > 0 ? Math.min(size[i], cut) / sum : 0);
    }

    private void cut(int i) {
        int steps = panel.steps();
        double counts = 0;
        double exposure = 0;
        for (int t = 0; t < steps; t++) {
            if (panel.told(i, t)) {
                counts += panel.count(i, t);
                exposure += panel.exposure(i, t);
            }
        }
        double mean = exposure > 0 ? counts / exposure : 0;
        // A burst lifts the mean itself, so the mean without the largest hundredth is the measure.
        double[] told = java.util.stream.IntStream.range(0, steps)
                .filter(t -> panel.told(i, t))
                .mapToDouble(t -> panel.rate(i, t))
                .sorted()
                .toArray();
        int kept = (int) Math.ceil(told.length * 0.99);
        double usual = Arrays.stream(told, 0, kept).average().orElse(0);
        double most = usual > 0 ? MOST_TIMES * usual : Math.min(mean, told.length > 0 ? told[told.length - 1] : 0);
        for (int t = 0; t < steps; t++) {
            rate[i][t] = panel.told(i, t) ? Math.min(most, panel.rate(i, t)) : usual;
        }
    }

    /** Mean of each step of the day by the mean of all, drawn to 1 by three days. */
    private double[] rhythm(int i) {
        int day = panel.stepsPerDay();
        double[] sum = new double[day];
        int[] many = new int[day];
        double all = 0;
        int n = 0;
        for (int t = 0; t < panel.steps(); t++) {
            if (panel.told(i, t)) {
                sum[t % day] += rate[i][t];
                many[t % day]++;
                all += rate[i][t];
                n++;
            }
        }
        double mean = n > 0 ? all / n : 0;
        double[] out = new double[day];
        Arrays.setAll(out, p -> mean > 0 ? (sum[p] / mean + EVEN_DAYS) / (many[p] + EVEN_DAYS) : 1);
        return out;
    }

    private double[] faded(double[] x, int kernel) {
        double[] out = new double[x.length];
        double keep = Math.exp(-24.0 / panel.stepsPerDay() / FADES[kernel]);
        double state = Arrays.stream(x).average().orElse(0);
        for (int t = 0; t < x.length; t++) {
            out[t] = state;
            state = keep * state + (1 - keep) * x[t];
        }
        return out;
    }

    int regions() {
        return panel.size();
    }

    int steps() {
        return panel.steps();
    }

    /** Columns for one region: rhythm, others now, others before (three), each region before (three each). */
    int columns() {
        return SHARED + FADES.length * panel.size();
    }

    static int column(int leader, int kernel) {
        return SHARED + FADES.length * leader + kernel;
    }

    /** Mean hours by which a kernel looks back. */
    double lag(int kernel) {
        double step = 24.0 / panel.stepsPerDay();
        return step / (1 - Math.exp(-step / FADES[kernel]));
    }

    double count(int region, int t) {
        return panel.count(region, t);
    }

    double exposure(int region, int t) {
        return panel.exposure(region, t);
    }

    /** Steps that were measured and may be fitted to. */
    boolean told(int region, int t) {
        return panel.told(region, t);
    }

    /**
     * What a column tells at each step. All but the rhythm count from their lowest value on: the constant below it is
     * the rhythm's, which changes nothing in the model but lets the fit move.
     */
    double[] explained(int region, int column) {
        double[] out = new double[panel.steps()];
        if (column == 0) {
            Arrays.setAll(out, t -> rhythm[region][t % panel.stepsPerDay()]);
            return out;
        }
        if (column >= SHARED) {
            int k = column - SHARED;
            return faded[k / FADES.length][k % FADES.length];
        }
        double[] lift = lifted(column == 1 ? others(region) : faded(even(region), column - 2));
        Arrays.setAll(out, t -> rhythm[region][t % panel.stepsPerDay()] * lift[t]);
        return out;
    }

    /** What all others do by what their rhythm lets expect. */
    private double[] others(int region) {
        double[] out = new double[panel.steps()];
        Arrays.setAll(out, t -> {
            double due = expected[t % panel.stepsPerDay()] - share[region] * usual(region, t);
            return due > 0 ? Math.max(0, total[t] - share[region] * rate[region][t]) / due : 0;
        });
        return out;
    }

    /** What the other regions do by what their rhythm lets expect, each region with the same say. */
    private double[] even(int region) {
        double[] out = new double[panel.steps()];
        int many = 0;
        for (int j = 0; j < panel.size(); j++) {
            if (j != region && mean[j] > 0) {
                many++;
                for (int t = 0; t < out.length; t++) {
                    out[t] += rate[j][t] / usual(j, t);
                }
            }
        }
        double by = Math.max(1, many);
        return Arrays.stream(out).map(v -> v / by).toArray();
    }

    private double usual(int region, int t) {
        return mean[region] * rhythm[region][t % panel.stepsPerDay()];
    }

    private static double[] lifted(double[] x) {
        double least = Arrays.stream(x).min().orElse(0);
        return Arrays.stream(x).map(v -> v - least).toArray();
    }
}
