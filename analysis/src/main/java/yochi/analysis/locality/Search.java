package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Party;
import yochi.core.model.Region;

/** One party's cells in one window, held against each expectation: the margins, the own past, and both. */
final class Search {
    final Cube cube;
    final Epoch window;
    final Scale scale;
    final LocalityAnalysis.Settings settings;
    private final VerdictModel model;
    final Fit fit;
    final Panel panel;
    final RiseWatch watch;

    private Search(
            Cube cube,
            Epoch window,
            Scale scale,
            Panel panel,
            LocalityAnalysis.Settings settings,
            VerdictModel model,
            Fit fit) {
        this.cube = cube;
        this.window = window;
        this.scale = scale;
        this.panel = panel;
        this.settings = settings;
        this.model = model;
        this.fit = fit;
        this.watch = fit.watch.on(panel);
    }

    /**
     * By the days of a window.
     *
     * @param known what was fitted to the very same reports, if it was
     */
    static Search ofDays(
            Cube cube,
            Epoch window,
            Party party,
            LocalityAnalysis.Settings settings,
            VerdictModel model,
            Optional<Fit> known) {
        if (known.isPresent()) {
            Fit fit = known.get();
            CubePanel panel = CubePanel.of(cube, fit.regions, fit.cells, window.endSecond());
            return new Search(cube, window, Scale.DAYS, panel, settings, model, fit);
        }
        List<Region> regions = cube.regions().stream()
                .filter(r -> cube.uptime(r, window) >= Cube.LEAST_UPTIME)
                .toList();
        TreeSet<Cell> all = new TreeSet<>();
        regions.forEach(r -> cube.cells(r, window).stream()
                .filter(c -> c.party() == party && c.single())
                .forEach(all::add));
        List<Cell> cells = List.copyOf(all);
        CubePanel panel = CubePanel.of(cube, regions, cells, window.endSecond());
        Fit fit = new Fit(cube, window, Scale.DAYS, regions, cells, panel, settings);
        return new Search(cube, window, Scale.DAYS, panel, settings, model, fit);
    }

    /** By the hours of the last day that ends with a full hour; nothing where no report tells hours. */
    static Optional<Search> ofHours(
            Cube cube, Party party, LocalityAnalysis.Settings settings, VerdictModel model) {
        HourPanel panel = HourPanel.of(cube, party);
        if (panel.signatures() == 0) {
            return Optional.empty();
        }
        Epoch window = panel.window();
        Fit fit = new Fit(cube, window, Scale.HOURS, panel.regions(), panel.cells(), panel, settings);
        return Optional.of(new Search(cube, window, Scale.HOURS, panel, settings, model, fit));
    }

    List<Finding.Locality> found() {
        List<Finding.Locality> out = new ArrayList<>();
        for (int r = 0; r < fit.regions.size(); r++) {
            for (int c = 0; c < fit.cells.size(); c++) {
                judge(r, c).ifPresent(out::add);
            }
        }
        return out;
    }

    Optional<Finding.Locality> finding(Region region, Cell cell) {
        int r = fit.regions.indexOf(region);
        int c = fit.cells.indexOf(cell);
        return r < 0 || c < 0 ? Optional.empty() : judge(r, c);
    }

    Signs signs(Region region, Cell cell) {
        int r = fit.regions.indexOf(region);
        int c = fit.cells.indexOf(cell);
        if (r < 0 || c < 0) {
            throw new IllegalArgumentException(cell + " was not seen in the window, or not watched at " + region);
        }
        return new Place(this, r, c).signs();
    }

    private Optional<Finding.Locality> judge(int r, int c) {
        double observed = fit.sources.count(r, c);
        double expected = fit.sources.expected(r, c);
        if (observed <= 0) {
            return Optional.empty();
        }
        boolean rose =
                Optional.ofNullable(fit.risen.get(c)).filter(x -> x.rise().holds(r)).isPresent();
        boolean much = observed > settings.leastQuotient() * expected;
        if (scale.hourly() && !rose) {
            return Optional.empty();
        }
        Place at = new Place(this, r, c);
        boolean burst = fit.packets.count(r, c) >= settings.burstPackets() && at.burst();
        double lower5 = much || rose || burst ? fit.prior.after(observed, expected).quantile(.05) : 0;
        if (!rose && !burst && lower5 <= settings.leastQuotient()) {
            return Optional.empty();
        }
        Signs signs = at.signs();
        List<Finding.Reading> readings = model.read(signs);
        Finding.Verdict verdict = readings.getFirst().verdict();
        Finding.Strength strength = at.strength();
        String why = at.why(lower5, verdict, strength, signs);
        return Optional.of(new Finding.Locality(
                fit.regions.get(r),
                fit.cells.get(c).attackType(),
                fit.cells.get(c).service(),
                window,
                observed,
                expected,
                lower5,
                verdict,
                readings,
                Optional.of(strength),
                why,
                cube.missing(fit.regions.get(r), window)));
    }
}
