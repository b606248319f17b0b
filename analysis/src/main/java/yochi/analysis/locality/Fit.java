package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/**
 * All cells of one party in one window together: what the margins, the own past, and both let expect of each, the
 * priors that they teach, and what rose. Hangs on nothing that is told of the time after the window, and holds nothing
 * of the cube.
 */
final class Fit {
    private static final long SEED = 20_260_301;
    /**
     * Expectations below which cells tell nothing about the prior of quotients (own choice: one source a fortnight).
     */
    private static final double LEAST_EXPECTED = 0.5;

    final List<Region> regions;
    final List<Cell> cells;
    final Table sources;
    final Table packets;
    final Prior prior;
    final RiseWatch watch;
    final Map<Integer, RiseWatch.Risen> risen = new HashMap<>();
    /** Of all days of the longest window: counted, expected by the own past, and variance by that. */
    final double[][][] whole;

    final Table both;
    final Prior pastPrior;
    final Prior bothPrior;

    Fit(
            Cube cube,
            Epoch window,
            Scale scale,
            List<Region> regions,
            List<Cell> cells,
            Panel panel,
            LocalityAnalysis.Settings settings) {
        this.regions = regions;
        this.cells = cells;
        ToDoubleBiFunction<Region, Cell> observable = (r, c) -> cube.observable(r, c, window);
        this.sources = Table.of(
                regions,
                cells,
                (r, c) -> Cube.number(cube.sources(r, c, window)),
                observable,
                settings.mostShare());
        this.packets = Table.of(
                regions, cells, (r, c) -> Cube.number(cube.packets(r, c, window)), observable, settings.mostShare());
        this.prior = settings.fitted() ? PriorFit.of(sources.observed()) : Prior.SIMPLE;
        RiseWatch looking = new RiseWatch(scale.scan(), panel);
        this.whole = new double[3][regions.size()][cells.size()];
        look(looking, panel, scale, settings.mostQ());
        this.watch = looking.on(Panel.NONE);
        this.both = Table.at(
                regions, cells, (r, c) -> quasi(0, r, c), (r, c) -> quasi(1, r, c), settings.mostShare());
        this.pastPrior = settings.fitted() ? PriorFit.of(pastObserved()) : Prior.SIMPLE;
        this.bothPrior = settings.fitted() ? PriorFit.of(bothObserved()) : Prior.SIMPLE;
    }

    private void look(RiseWatch looking, Panel panel, Scale scale, double mostQ) {
        List<RiseScan.Rise> rises = new ArrayList<>();
        for (int g = 0; g < panel.signatures(); g++) {
            AgainstPast signature = looking.signature(g);
            rises.add(signature.rise());
            for (int r = 0; r < regions.size(); r++) {
                whole[0][r][g] = signature.counted(r, scale.longest());
                whole[1][r][g] = signature.expected(r, scale.longest());
                whole[2][r][g] = signature.dispersion(r, scale.longest());
            }
        }
        for (RiseWatch.Risen r : looking.tested(rises, SEED)) {
            if (r.q() <= mostQ) {
                risen.put(r.signature(), r);
            }
        }
    }

    /** Cells of all regions. */
    long size() {
        return (long) regions.size() * cells.size();
    }

    /** Counts in units of their variance: those that scatter more weigh less; NaN where the region has no usual. */
    double quasi(int which, int r, int c) {
        return whole[which][r][c] / (Double.isNaN(whole[1][r][c]) ? Double.NaN : whole[2][r][c]);
    }

    private List<PriorFit.Observed> pastObserved() {
        List<PriorFit.Observed> out = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < cells.size(); c++) {
                if (quasi(1, r, c) >= LEAST_EXPECTED) {
                    out.add(new PriorFit.Observed(Math.rint(quasi(0, r, c)), quasi(1, r, c)));
                }
            }
        }
        return out;
    }

    private List<PriorFit.Observed> bothObserved() {
        List<PriorFit.Observed> out = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < cells.size(); c++) {
                if (both.expected(r, c) >= LEAST_EXPECTED) {
                    out.add(new PriorFit.Observed(Math.rint(both.count(r, c)), both.expected(r, c)));
                }
            }
        }
        return out;
    }
}
