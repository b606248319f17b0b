package yochi.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.locality.AgainstPast;
import yochi.analysis.locality.CubePanel;
import yochi.analysis.locality.RiseScan;
import yochi.analysis.locality.RiseWatch;
import yochi.analysis.locality.ShrunkMargins;
import yochi.core.model.Region;

/** Ways of finding a rise, each with a score per signature and region: ours, and the rivals it must beat. */
enum LocalityMethod {
    /** The best subset of regions and window. */
    SUBSETS("subset scan"),
    /** Each region for itself, by a negative binomial with its own past; best of windows of 1, 3 and 7 days. */
    SURPRISE("per-region surprise"),
    /** Last day less the mean of the past, by its standard deviation. */
    Z_SCORE("z-score"),
    /** Count of three days by row and column over total; its logarithm, PMI, puts all in the same order. */
    LIFT("lift (PMI)"),
    /** The same quotient shrunk: 5 % quantile after Gamma-Poisson shrinkage by the margins. */
    GPS("GPS by margins");

    private static final int PAST = 28;
    private static final int[] WINDOWS = {1, 3, 7};
    private static final int LIFT_DAYS = 3;

    private final String words;

    LocalityMethod(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * What one method says of a signature on a day.
     *
     * @param score the highest
     * @param regions score of each region; of a subset, of all its regions
     */
    record Said(double score, Map<Region, Double> regions) {
        /** Regions that reach the threshold. */
        TreeSet<Region> above(double threshold) {
            TreeSet<Region> out = new TreeSet<>();
            regions.forEach((r, s) -> {
                if (s >= threshold) {
                    out.add(r);
                }
            });
            return out;
        }
    }

    /** What each method says of each signature on the cube's last day. */
    static Map<Cell, Map<LocalityMethod, Said>> all(Cube cube, List<Cell> cells) {
        return new Race().all(cube, cells);
    }

    /** The methods on one world, day after day; what the shrinker has learnt on the first day it keeps. */
    static final class Race {
        private Optional<ShrunkMargins> shrunk = Optional.empty();

        Map<Cell, Map<LocalityMethod, Said>> all(Cube cube, List<Cell> cells) {
            CubePanel panel = CubePanel.of(
                    cube, cube.regions(), cells, cube.days().getLast().endSecond());
            double[][] newest = newest(panel, cube.regions().size(), cells.size());
            ShrunkMargins by = shrunk.orElseGet(() -> ShrunkMargins.learnt(newest));
            shrunk = Optional.of(by);
            return said(cube.regions(), cells, panel, lifts(newest), by.lower5(newest));
        }
    }

    private static Map<Cell, Map<LocalityMethod, Said>> said(
            List<Region> regions, List<Cell> cells, CubePanel panel, double[][] lifts, double[][] lower5) {
        RiseWatch watch = new RiseWatch(RiseScan.Settings.DAYS, panel);
        Map<Cell, Map<LocalityMethod, Said>> out = new TreeMap<>();
        for (int g = 0; g < cells.size(); g++) {
            AgainstPast signature = watch.signature(g);
            RiseScan.Rise rise = signature.rise();
            double[][] counts = panel.counts(g);
            Map<Region, Double> subset = new TreeMap<>();
            Map<Region, Double> surprise = new TreeMap<>();
            Map<Region, Double> z = new TreeMap<>();
            Map<Region, Double> lift = new TreeMap<>();
            Map<Region, Double> gps = new TreeMap<>();
            for (int r = 0; r < regions.size(); r++) {
                if (rise.holds(r)) {
                    subset.put(regions.get(r), rise.score());
                }
                surprise.put(regions.get(r), surprise(signature, r));
                z.put(regions.get(r), z(counts[r]));
                lift.put(regions.get(r), lifts[r][g]);
                gps.put(regions.get(r), lower5[r][g]);
            }
            Map<LocalityMethod, Said> said = new EnumMap<>(LocalityMethod.class);
            said.put(SUBSETS, new Said(rise.score(), subset));
            said.put(SURPRISE, best(surprise));
            said.put(Z_SCORE, best(z));
            said.put(LIFT, best(lift));
            said.put(GPS, best(gps));
            out.put(cells.get(g), said);
        }
        return out;
    }

    /** The scan's p-value of each signature on the cube's last day. */
    static double[] pValues(Cube cube, List<Cell> cells, long seed) {
        CubePanel panel =
                CubePanel.of(cube, cube.regions(), cells, cube.days().getLast().endSecond());
        RiseWatch watch = new RiseWatch(RiseScan.Settings.DAYS, panel);
        double[] out = new double[cells.size()];
        for (int g = 0; g < out.length; g++) {
            AgainstPast signature = watch.signature(g);
            out[g] = signature.chance(signature.rise().score(), seed + g).value();
        }
        return out;
    }

    private static Said best(Map<Region, Double> scores) {
        return new Said(scores.values().stream().mapToDouble(s -> s).max().orElse(0), scores);
    }

    private static double surprise(AgainstPast signature, int region) {
        double most = 0;
        for (int w : WINDOWS) {
            most = Math.max(most, signature.surprise(region, w));
        }
        return most;
    }

    private static double z(double[] counts) {
        List<Double> past = new ArrayList<>();
        int last = counts.length - 1;
        for (int t = Math.max(0, last - PAST); t < last; t++) {
            if (!Double.isNaN(counts[t])) {
                past.add(counts[t]);
            }
        }
        if (past.size() < 7 || Double.isNaN(counts[last])) {
            return 0;
        }
        double mean = past.stream().mapToDouble(v -> v).average().orElse(0);
        double variance =
                past.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (past.size() - 1);
        return variance == 0 ? 0 : Math.max(0, (counts[last] - mean) / Math.sqrt(variance));
    }

    /** Counts of the newest three days, by region and signature. */
    private static double[][] newest(CubePanel panel, int regions, int cells) {
        double[][] n = new double[regions][cells];
        for (int g = 0; g < cells; g++) {
            double[][] counts = panel.counts(g);
            for (int r = 0; r < regions; r++) {
                for (int t = Math.max(0, counts[r].length - LIFT_DAYS); t < counts[r].length; t++) {
                    n[r][g] += Double.isNaN(counts[r][t]) ? 0 : counts[r][t];
                }
            }
        }
        return n;
    }

    private static double[][] lifts(double[][] n) {
        int cells = n.length == 0 ? 0 : n[0].length;
        double[] row = new double[n.length];
        double[] column = new double[cells];
        double all = 0;
        for (int r = 0; r < n.length; r++) {
            for (int g = 0; g < cells; g++) {
                row[r] += n[r][g];
                column[g] += n[r][g];
                all += n[r][g];
            }
        }
        double[][] out = new double[n.length][cells];
        for (int r = 0; r < n.length; r++) {
            for (int g = 0; g < cells; g++) {
                out[r][g] = n[r][g] == 0 ? 0 : n[r][g] * all / (row[r] * column[g]);
            }
        }
        return out;
    }
}
