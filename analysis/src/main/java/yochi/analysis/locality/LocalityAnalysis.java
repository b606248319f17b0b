package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Party;
import yochi.core.model.Region;

/**
 * What is peculiar to one region: services whose distinct sources are surely more than twice what the region's and the
 * service's own totals let expect (algorithms §3.3). Counts of sources, not packets; a burst of few sources gets a
 * verdict of its own. Origins and victims are looked at apart.
 */
public final class LocalityAnalysis {
    private final Settings settings;

    /**
     * What is looked at.
     *
     * @param leastQuotient 5 % quantile of observed/expected above which a cell is peculiar (DuMouchel 1999: 2)
     * @param fitted whether the prior is learnt from the cells, else Gamma(1/2, 1/2)
     * @param burstPackets packets in the window from which a burst is told (own choice)
     * @param burstShare share of the region's packets from which a burst is told (own choice)
     * @param burstSources most distinct sources of a burst (own choice: little above the usual k of 3)
     */
    public record Settings(
            double leastQuotient, boolean fitted, long burstPackets, double burstShare, int burstSources) {
        public static final Settings DEFAULTS = new Settings(2, true, 1000, 0.1, 5);
    }

    /** A region is held against others of its operator only: no others are surely built and filtered alike. */
    public LocalityAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** Peculiar cells of the window, the surest first. */
    public List<Finding.Locality> analyse(Cube cube, Epoch window) {
        List<Finding.Locality> out = new ArrayList<>();
        for (Party party : Party.values()) {
            out.addAll(analyse(cube, window, party));
        }
        out.sort(Comparator.comparingDouble((Finding.Locality f) -> -f.lower5())
                .thenComparing(Finding.Locality::region)
                .thenComparing(Finding.Locality::attackType)
                .thenComparing(Finding.Locality::service));
        return out;
    }

    private List<Finding.Locality> analyse(Cube cube, Epoch window, Party party) {
        List<Region> regions = cube.regions().stream()
                .filter(r -> cube.uptime(r, window) >= Cube.LEAST_UPTIME)
                .toList();
        TreeSet<Cell> cells = new TreeSet<>();
        regions.forEach(r -> cube.cells(r, window).stream()
                .filter(c -> c.party() == party && c.single())
                .forEach(cells::add));
        ToDoubleBiFunction<Region, Cell> observable = (r, c) -> cube.observable(r, c, window);
        Table sources = Table.of(
                regions, List.copyOf(cells), (r, c) -> Cube.number(cube.sources(r, c, window)), observable);
        Table packets = Table.of(
                regions, List.copyOf(cells), (r, c) -> Cube.number(cube.packets(r, c, window)), observable);
        Prior prior = settings.fitted() ? PriorFit.of(sources.observed()) : Prior.SIMPLE;
        List<Finding.Locality> out = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < sources.cells().size(); c++) {
                judge(cube, window, sources, packets, prior, r, c, out);
            }
        }
        return out;
    }

    private void judge(
            Cube cube,
            Epoch window,
            Table sources,
            Table packets,
            Prior prior,
            int r,
            int c,
            List<Finding.Locality> out) {
        double observed = sources.count(r, c);
        double expected = sources.expected(r, c);
        boolean burst = observed <= settings.burstSources()
                && packets.count(r, c) >= settings.burstPackets()
                && packets.count(r, c) >= settings.burstShare() * packets.total(r);
        if (observed <= 0 || (!burst && observed <= settings.leastQuotient() * expected)) {
            return;
        }
        double lower5 = prior.after(observed, expected).quantile(.05);
        if (!burst && lower5 <= settings.leastQuotient()) {
            return;
        }
        Region region = sources.regions().get(r);
        Cell cell = sources.cells().get(c);
        List<Region> others = sources.regions().stream()
                .filter(o -> !o.equals(region)
                        && cube.operator(region).isPresent()
                        && cube.operator(o).equals(cube.operator(region)))
                .toList();
        Evidence evidence = Evidence.of(cube, region, cell, others);
        Finding.Verdict verdict = burst ? Finding.Verdict.ONE_SOURCE_BURST : evidence.verdict(window);
        out.add(new Finding.Locality(
                region,
                cell.attackType(),
                cell.service(),
                window,
                observed,
                expected,
                lower5,
                verdict,
                evidence.why(observed, expected, lower5, verdict),
                cube.missing(region, window)));
    }
}
