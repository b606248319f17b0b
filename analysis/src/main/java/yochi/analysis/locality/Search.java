package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Party;
import yochi.core.model.Region;

/** One party's cells in one window, held against each expectation: the margins, the own past, and both. */
final class Search {
    private static final long SEED = 20_260_301;
    /**
     * Expectations below which cells tell nothing about the prior of quotients (own choice: one source a fortnight).
     */
    private static final double LEAST_EXPECTED = 0.5;

    final Cube cube;
    final Epoch window;
    final Scale scale;
    final LocalityAnalysis.Settings settings;
    private final VerdictModel model;
    final List<Region> regions;
    final List<Cell> cells;
    final Table sources;
    final Table packets;
    final Prior prior;
    final Panel panel;
    final RiseWatch watch;
    final Map<Integer, RiseWatch.Risen> risen = new HashMap<>();
    /** Of all days of the longest window: counted, expected by the own past, and variance by that. */
    final double[][][] whole;

    final Table both;
    final Prior pastPrior;
    final Prior bothPrior;

    private Search(
            Cube cube,
            Epoch window,
            Scale scale,
            List<Region> regions,
            List<Cell> cells,
            Panel panel,
            LocalityAnalysis.Settings settings,
            VerdictModel model) {
        this.cube = cube;
        this.window = window;
        this.scale = scale;
        this.settings = settings;
        this.model = model;
        this.regions = regions;
        this.cells = cells;
        this.panel = panel;
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
        this.watch = new RiseWatch(scale.scan(), panel);
        this.whole = new double[3][regions.size()][cells.size()];
        look();
        this.both = Table.at(
                regions, cells, (r, c) -> quasi(0, r, c), (r, c) -> quasi(1, r, c), settings.mostShare());
        this.pastPrior = settings.fitted() ? PriorFit.of(pastObserved()) : Prior.SIMPLE;
        this.bothPrior = settings.fitted() ? PriorFit.of(bothObserved()) : Prior.SIMPLE;
    }

    /** By the days of a window. */
    static Search ofDays(
            Cube cube, Epoch window, Party party, LocalityAnalysis.Settings settings, VerdictModel model) {
        List<Region> regions = cube.regions().stream()
                .filter(r -> cube.uptime(r, window) >= Cube.LEAST_UPTIME)
                .toList();
        TreeSet<Cell> all = new TreeSet<>();
        regions.forEach(r -> cube.cells(r, window).stream()
                .filter(c -> c.party() == party && c.single())
                .forEach(all::add));
        List<Cell> cells = List.copyOf(all);
        CubePanel panel = CubePanel.of(cube, regions, cells, window.endSecond());
        return new Search(cube, window, Scale.DAYS, regions, cells, panel, settings, model);
    }

    /** By the hours of the last day that ends with a full hour; nothing where no report tells hours. */
    static Optional<Search> ofHours(
            Cube cube, Party party, LocalityAnalysis.Settings settings, VerdictModel model) {
        HourPanel panel = HourPanel.of(cube, party);
        return panel.signatures() == 0
                ? Optional.empty()
                : Optional.of(new Search(
                        cube,
                        panel.window(),
                        Scale.HOURS,
                        panel.regions(),
                        panel.cells(),
                        panel,
                        settings,
                        model));
    }

    private void look() {
        List<RiseScan.Rise> rises = new ArrayList<>();
        for (int g = 0; g < panel.signatures(); g++) {
            AgainstPast signature = watch.signature(g);
            rises.add(signature.rise());
            for (int r = 0; r < regions.size(); r++) {
                whole[0][r][g] = signature.counted(r, scale.longest());
                whole[1][r][g] = signature.expected(r, scale.longest());
                whole[2][r][g] = signature.dispersion(r, scale.longest());
            }
        }
        for (RiseWatch.Risen r : watch.tested(rises, SEED)) {
            if (r.q() <= settings.mostQ()) {
                risen.put(r.signature(), r);
            }
        }
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

    List<Finding.Locality> found() {
        List<Finding.Locality> out = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < cells.size(); c++) {
                judge(r, c).ifPresent(out::add);
            }
        }
        return out;
    }

    Optional<Finding.Locality> finding(Region region, Cell cell) {
        int r = regions.indexOf(region);
        int c = cells.indexOf(cell);
        return r < 0 || c < 0 ? Optional.empty() : judge(r, c);
    }

    Signs signs(Region region, Cell cell) {
        int r = regions.indexOf(region);
        int c = cells.indexOf(cell);
        if (r < 0 || c < 0) {
            throw new IllegalArgumentException(cell + " was not seen in the window, or not watched at " + region);
        }
        return new Place(this, r, c).signs();
    }

    private Optional<Finding.Locality> judge(int r, int c) {
        double observed = sources.count(r, c);
        double expected = sources.expected(r, c);
        if (observed <= 0) {
            return Optional.empty();
        }
        boolean rose =
                Optional.ofNullable(risen.get(c)).filter(x -> x.rise().holds(r)).isPresent();
        boolean much = observed > settings.leastQuotient() * expected;
        if (scale.hourly() && !rose) {
            return Optional.empty();
        }
        Place at = new Place(this, r, c);
        boolean burst = packets.count(r, c) >= settings.burstPackets() && at.burst();
        double lower5 = much || rose || burst ? prior.after(observed, expected).quantile(.05) : 0;
        if (!rose && !burst && lower5 <= settings.leastQuotient()) {
            return Optional.empty();
        }
        Signs signs = at.signs();
        List<Finding.Reading> readings = model.read(signs);
        Finding.Verdict verdict = readings.getFirst().verdict();
        Finding.Strength strength = at.strength();
        String why = at.why(lower5, verdict, strength, signs);
        return Optional.of(new Finding.Locality(
                regions.get(r),
                cells.get(c).attackType(),
                cells.get(c).service(),
                window,
                observed,
                expected,
                lower5,
                verdict,
                readings,
                Optional.of(strength),
                why,
                cube.missing(regions.get(r), window)));
    }
}
