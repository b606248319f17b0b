package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import yochi.core.model.Region;

/** Small made-up cascades and series with known arrows, for unit tests; the worlds of the evaluation are others'. */
final class Made {
    final int regions;
    final double[][] rates;
    final double[] sight;
    private final SplittableRandom random;

    private Made(double[][] rates, double[] sight, long seed) {
        this.regions = sight.length;
        this.rates = rates;
        this.sight = sight;
        this.random = new SplittableRandom(seed);
    }

    /** A random graph with so many arrows into each region, and telescopes that see after hours on average. */
    static Made graph(int regions, int into, double delayHours, double mostSightHours, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rates = new double[regions][regions];
        double[] sight = new double[regions];
        for (int i = 0; i < regions; i++) {
            for (int k = 0; k < into; ) {
                int j = random.nextInt(regions);
                if (j != i && rates[j][i] == 0) {
                    rates[j][i] = 1 / (delayHours * (0.5 + random.nextDouble()));
                    k++;
                }
            }
            double size = Math.pow(100, (double) i / Math.max(1, regions - 1));
            sight[i] = mostSightHours == 0 ? Double.POSITIVE_INFINITY : size / mostSightHours;
        }
        return new Made(rates, sight, seed + 1);
    }

    /** Everything reaches all within minutes, whoever is first. */
    static Made scanner(int regions, long seed) {
        double[] sight = new double[regions];
        Arrays.fill(sight, Double.POSITIVE_INFINITY);
        return new Made(new double[regions][regions], sight, seed);
    }

    List<Cascade> cascades(int many, double outsideHours, double horizon) {
        List<Cascade> out = new ArrayList<>();
        for (int c = 0; c < many; c++) {
            double[] at = new double[regions];
            Arrays.fill(at, Double.POSITIVE_INFINITY);
            at[random.nextInt(regions)] = 0;
            double[] next = new double[regions];
            for (int i = 0; i < regions; i++) {
                next[i] = outsideHours == 0 ? Double.POSITIVE_INFINITY : wait(1 / outsideHours);
            }
            boolean[] done = new boolean[regions];
            for (int round = 0; round < regions; round++) {
                int first = -1;
                for (int i = 0; i < regions; i++) {
                    at[i] = Math.min(at[i], next[i]);
                    first = !done[i] && (first < 0 || at[i] < at[first]) ? i : first;
                }
                if (first < 0 || Double.isInfinite(at[first])) {
                    break;
                }
                done[first] = true;
                for (int i = 0; i < regions; i++) {
                    if (!done[i] && rates[first][i] > 0) {
                        next[i] = Math.min(next[i], at[first] + wait(rates[first][i]));
                    }
                }
            }
            out.add(seen("c" + c, 1000.0 * c, at, horizon));
        }
        return out;
    }

    /** Cascades of which every region is reached within so many hours of the first, in any order. */
    List<Cascade> together(int many, double hours, double horizon) {
        List<Cascade> out = new ArrayList<>();
        for (int c = 0; c < many; c++) {
            double[] at = new double[regions];
            double speed = hours * 2 * random.nextDouble();
            Arrays.setAll(at, i -> wait(1 / speed));
            out.add(seen("t" + c, 1000.0 * c, at, horizon));
        }
        return out;
    }

    private Cascade seen(String name, double start, double[] at, double horizon) {
        double[] from = new double[regions];
        boolean[] watched = new boolean[regions];
        Arrays.fill(watched, true);
        double first = Double.POSITIVE_INFINITY;
        for (int i = 0; i < regions; i++) {
            double sighted = at[i] + (Double.isInfinite(sight[i]) ? 0 : wait(sight[i]));
            from[i] = sighted > horizon ? Double.NaN : start + sighted;
            first = Math.min(first, start + sighted);
        }
        return new Cascade(name, first, start + horizon, from, from, sight, watched);
    }

    private double wait(double rate) {
        return -Math.log1p(-random.nextDouble()) / rate;
    }

    /** Share of pairs (true arrow, no arrow) that the score puts in the right order, ties half. */
    double auc(Score score) {
        List<Double> yes = new ArrayList<>();
        List<Double> no = new ArrayList<>();
        for (int j = 0; j < regions; j++) {
            for (int i = 0; i < regions; i++) {
                if (i != j) {
                    (rates[j][i] > 0 ? yes : no).add(score.of(j, i));
                }
            }
        }
        double won = 0;
        for (double y : yes) {
            for (double n : no) {
                won += y > n ? 1 : y == n ? 0.5 : 0;
            }
        }
        return won / yes.size() / no.size();
    }

    /** A number for an ordered pair. */
    interface Score {
        double of(int from, int to);
    }

    static List<Region> names(int regions) {
        return IntStream.range(0, regions).mapToObj(i -> new Region("r%02d".formatted(i))).toList();
    }

    /**
     * Hourly counts of regions with one arrow from 0 to 1 (or none), a rhythm and a swell that all share.
     *
     * @param weight counts at 1 that one count at 0 draws, three hours later on average
     */
    static Panel panel(int regions, int days, double base, double weight, double swell, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int steps = 24 * days;
        double[][] counts = new double[regions][steps];
        double[][] exposure = new double[regions][steps];
        double common = 0;
        double excited = 0;
        double keep = Math.exp(-1 / 3.0);
        for (int t = 0; t < steps; t++) {
            common = 0.8 * common + 0.6 * normal(random);
            double shared = Math.exp(swell * common) * (1 + 0.5 * Math.sin(2 * Math.PI * t / 24));
            for (int i = 0; i < regions; i++) {
                exposure[i][t] = 100;
                double mean = base * shared * Math.exp(0.2 * normal(random)) + (i == 1 ? weight * excited : 0);
                counts[i][t] = poisson(random, mean);
            }
            excited = keep * excited + (1 - keep) * counts[0][t];
        }
        return Panel.of(names(regions), counts, exposure, 24);
    }

    static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    static int poisson(SplittableRandom random, double mean) {
        if (mean > 500) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
        }
        double limit = Math.exp(-mean);
        int k = 0;
        for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
            k++;
        }
        return k;
    }
}
