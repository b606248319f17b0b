package yochi.analysis.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CancellationException;
import java.util.function.BiPredicate;
import yochi.core.model.Epoch;

/**
 * One region's distinct sources of every cell, step by step over a span, in one pass over its reports: for analyses
 * that ask for thousands of series. A step of which less than half was watched, or in which the cell could not be
 * observed, is NaN; steps are counted each for itself, so a source of two steps counts in both.
 */
public final class StepCounts {
    private final List<Span> steps;
    private final boolean[] watched;
    private final BiPredicate<Cell, Span> leftOut;
    private final boolean byAddress;
    /** Whether in every step all services could be observed. */
    private final boolean open;

    private final Cells cells;
    /** Where the steps of each cell begin in the next two rows. */
    private final int[] begin;

    private final Numbers step;
    private final Numbers sources;

    StepCounts(List<Span> steps, BiPredicate<Cell, Span> leftOut) {
        this.steps = steps;
        this.leftOut = leftOut;
        this.watched = new boolean[steps.size()];
        boolean addresses = true;
        boolean all = true;
        List<Told> told = new ArrayList<>();
        for (int t = 0; t < watched.length; t++) {
            Span s = steps.get(t);
            watched[t] = !s.slices().isEmpty() && s.uptime() >= Cube.LEAST_UPTIME;
            addresses &= !watched[t] || s.exposure().addressSeconds() > 0;
            all &= s.exposure().reachesAll();
            told.add(watched[t] ? Told.of(s) : Told.NOTHING);
        }
        this.byAddress = addresses;
        this.open = all;
        this.cells = Cells.union(told.stream().map(Told::cells).toList());
        this.begin = begin(told);
        long[] step = new long[begin[cells.size()]];
        long[] sources = new long[step.length];
        fill(told, step, sources);
        this.step = Numbers.of(step);
        this.sources = Numbers.of(sources);
    }

    /** What one step tells. */
    private record Told(Cells cells, Numbers sources) {
        static final Told NOTHING = new Told(Cells.NONE, i -> 0);

        static Told of(Span span) {
            Cells cells = span.cells();
            boolean[] known = new boolean[cells.size()];
            long[] sources = new long[known.length];
            int n = 0;
            for (int i = 0; i < known.length; i++) {
                double count = span.step(Cell.of(cells.code(i)));
                known[i] = !Double.isNaN(count);
                sources[n] = (long) count;
                n += known[i] ? 1 : 0;
            }
            return new Told(n == known.length ? cells : cells.where(known), at -> sources[at]);
        }
    }

    private int[] begin(List<Told> told) {
        int[] out = new int[cells.size() + 1];
        for (Told t : told) {
            int at = 0;
            for (int i = 0; i < t.cells().size(); i++) {
                at = cells.seek(t.cells().code(i), at);
                out[at + 1]++;
            }
        }
        for (int i = 1; i < out.length; i++) {
            out[i] += out[i - 1];
        }
        return out;
    }

    private void fill(List<Told> told, long[] step, long[] sources) {
        int[] next = begin.clone();
        for (int t = 0; t < told.size(); t++) {
            Cells own = told.get(t).cells();
            int at = 0;
            for (int i = 0; i < own.size(); i++) {
                at = cells.seek(own.code(i), at);
                step[next[at]] = t;
                sources[next[at]++] = told.get(t).sources().at(i);
            }
        }
    }

    /** Cells seen in any of the steps. */
    public SortedSet<Cell> cells() {
        return cells;
    }

    /** Whether what was watched is counted in monitored addresses; else in sensors, since a size is not known. */
    public boolean byAddress() {
        return byAddress;
    }

    /** Distinct sources per step, 0 where none came though they could have been seen. */
    public double[] counts(Cell cell) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("told to stop");
        }
        double[] out = new double[watched.length];
        for (int t = 0; t < out.length; t++) {
            out[t] = watched[t] && couldBeSeen(cell, t) ? 0 : Double.NaN;
        }
        int at = cells.find(cell);
        for (int i = at < 0 ? 0 : begin[at]; at >= 0 && i < begin[at + 1]; i++) {
            out[(int) step.at(i)] = sources.at(i);
        }
        return out;
    }

    private boolean couldBeSeen(Cell cell, int t) {
        Exposure e = steps.get(t).exposure();
        return (open || e.reachesAll() || e.of(cell)[0] >= Cube.LEAST_UPTIME * e.sensorSeconds())
                && !leftOut.test(cell, steps.get(t));
    }

    /** Addresses (or sensors) times days that watched the cell, per step; what was seen could be observed. */
    public double[] exposure(Cell cell) {
        double[] out = new double[watched.length];
        for (int t = 0; t < out.length; t++) {
            out[t] = watched[t] ? (open ? all(t) : steps.get(t).exposure().of(cell)[byAddress ? 1 : 0]) : 0;
        }
        int at = cells.find(cell);
        for (int i = at < 0 ? 0 : begin[at]; at >= 0 && i < begin[at + 1]; i++) {
            int t = (int) step.at(i);
            if (sources.at(i) > 0 && !(out[t] > 0)) {
                out[t] = all(t);
            }
        }
        for (int t = 0; t < out.length; t++) {
            out[t] = (out[t] > 0 ? out[t] : 0) / Epoch.DAY;
        }
        return out;
    }

    private double all(int t) {
        Exposure e = steps.get(t).exposure();
        return byAddress ? e.addressSeconds() : e.sensorSeconds();
    }
}
