package yochi.analysis.cube;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import yochi.core.model.Epoch;

/**
 * One region's distinct sources of every cell, step by step over a span, in one pass over its reports: for analyses
 * that ask for thousands of series. A step of which less than half was watched, or in which the cell could not be
 * observed, is NaN; steps are counted each for itself, so a source of two steps counts in both.
 */
public final class StepCounts {
    private final Map<Cell, double[]> seen = new HashMap<>();
    private final boolean[] watched;
    private final List<Exposure> exposures;
    private final BiPredicate<Cell, Epoch> leftOut;
    private final List<Epoch> steps;
    private final boolean byAddress;

    StepCounts(List<Epoch> steps, boolean[] watched, List<Exposure> exposures, BiPredicate<Cell, Epoch> leftOut) {
        this.steps = steps;
        this.watched = watched;
        this.exposures = exposures;
        this.leftOut = leftOut;
        boolean addresses = true;
        for (int t = 0; t < watched.length; t++) {
            addresses &= !watched[t] || exposures.get(t).addressSeconds() > 0;
        }
        this.byAddress = addresses;
    }

    void put(Cell cell, int step, double sources) {
        seen.computeIfAbsent(cell, c -> {
            double[] none = new double[steps.size()];
            Arrays.fill(none, -1);
            return none;
        })[step] = sources;
    }

    /** Cells seen in any of the steps. */
    public SortedSet<Cell> cells() {
        return new TreeSet<>(seen.keySet());
    }

    /** Whether what was watched is counted in monitored addresses; else in sensors, since a size is not known. */
    public boolean byAddress() {
        return byAddress;
    }

    /** Distinct sources per step, 0 where none came though they could have been seen. */
    public double[] counts(Cell cell) {
        double[] told = seen.getOrDefault(cell, new double[0]);
        double[] out = new double[steps.size()];
        for (int t = 0; t < out.length; t++) {
            boolean some = told.length > 0 && told[t] >= 0;
            out[t] = !watched[t] ? Double.NaN : some ? told[t] : open(cell, t) ? 0 : Double.NaN;
        }
        return out;
    }

    private boolean open(Cell cell, int t) {
        Exposure e = exposures.get(t);
        boolean all = e.reach().isEmpty() && !e.othersClosed();
        return (all || e.of(cell)[0] >= Cube.LEAST_UPTIME * e.sensorSeconds()) && !leftOut.test(cell, steps.get(t));
    }

    /** Addresses (or sensors) times days that watched the cell, per step; what was seen could be observed. */
    public double[] exposure(Cell cell) {
        double[] told = seen.getOrDefault(cell, new double[0]);
        double[] out = new double[steps.size()];
        for (int t = 0; t < out.length; t++) {
            if (watched[t]) {
                Exposure e = exposures.get(t);
                double open = e.of(cell)[byAddress ? 1 : 0];
                double all = byAddress ? e.addressSeconds() : e.sensorSeconds();
                boolean some = told.length > 0 && told[t] > 0;
                out[t] = (open > 0 ? open : some ? all : 0) / Epoch.DAY;
            }
        }
        return out;
    }
}
