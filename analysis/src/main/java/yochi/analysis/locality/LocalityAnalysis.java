package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.Told;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * What is peculiar to one region: services whose distinct sources are surely more than twice what the region's and the
 * service's own totals let expect, or that rose above their own past there and in few other regions (algorithms §3.3).
 * Counts of sources, not packets; a burst of few sources gets a verdict of its own. Origins and victims are looked at
 * apart. One instance for all rounds keeps what it fitted to a window, as long as nothing more is told of that time.
 */
public final class LocalityAnalysis {
    /** Cells of all regions above which a fit is too large to be kept from round to round (own choice: 20 MB). */
    private static final long MOST_KEPT = 100_000;

    private final Settings settings;
    private final VerdictModel model;
    private final Map<Party, Kept> kept = new ConcurrentHashMap<>();

    /** What was fitted last, and to what. */
    private record Kept(Epoch window, Told told, Fit fit) {}

    /**
     * What is looked at.
     *
     * @param leastQuotient 5 % quantile of observed/expected above which a cell is peculiar (DuMouchel 1999: 2)
     * @param fitted whether the prior is learnt from the cells, else Gamma(1/2, 1/2)
     * @param burstPackets packets in the window from which a burst is told (own choice)
     * @param burstShare share of the region's packets from which a burst is told (own choice)
     * @param burstSources most sources beyond the usual of a burst (own choice: little above the usual k of 3)
     * @param mostShare of all counts that one region may carry in what others are expected to see (own choice: a
     *     quarter)
     * @param mostQ q-value up to which a rise is told (Benjamini and Yekutieli 2001: 5 %)
     */
    public record Settings(
            double leastQuotient,
            boolean fitted,
            long burstPackets,
            double burstShare,
            int burstSources,
            double mostShare,
            double mostQ) {
        public static final Settings DEFAULTS = new Settings(2, true, 1000, 0.1, 5, 0.25, 0.05);
    }

    /** A region is held against others of its operator only: no others are surely built and filtered alike. */
    public LocalityAnalysis(Settings settings) {
        this(settings, VerdictWeights.fitted());
    }

    /** With other probabilities of the readings. */
    public LocalityAnalysis(Settings settings, VerdictModel model) {
        this.settings = settings;
        this.model = model;
    }

    /**
     * Peculiar cells of the window, the surest first; and where reports tell hours, what rose by the hour until now and
     * is not peculiar to the window.
     */
    public List<Finding.Locality> analyse(Cube cube, Epoch window) {
        record Spot(Region region, AttackType type, Service service) {
            static Spot of(Finding.Locality f) {
                return new Spot(f.region(), f.attackType(), f.service());
            }
        }
        List<Finding.Locality> out = new ArrayList<>();
        for (Party party : Party.values()) {
            out.addAll(days(cube, window, party).found());
        }
        Set<Spot> told = out.stream().map(Spot::of).collect(Collectors.toSet());
        for (Party party : Party.values()) {
            Search.ofHours(cube, party, settings, model).ifPresent(hours -> hours.found().stream()
                    .filter(f -> !told.contains(Spot.of(f)))
                    .forEach(out::add));
        }
        out.sort(Comparator.comparingDouble((Finding.Locality f) -> -f.lower5())
                .thenComparing(Finding.Locality::region)
                .thenComparing(Finding.Locality::attackType)
                .thenComparing(Finding.Locality::service));
        return out;
    }

    /** As long as nothing more is told of the time up to the window's end, what was fitted to it stands. */
    private Search days(Cube cube, Epoch window, Party party) {
        Told told = cube.toldBefore(window.end());
        Optional<Fit> known = Optional.ofNullable(kept.get(party))
                .filter(k -> k.window().equals(window) && k.told().equals(told))
                .map(Kept::fit);
        Search search = Search.ofDays(cube, window, party, settings, model, known);
        if (search.fit.size() <= MOST_KEPT) {
            kept.put(party, new Kept(window, told, search.fit));
        } else {
            kept.remove(party);
        }
        return search;
    }

    /** What is known of a cell at a region, whether it is peculiar or not: to measure the verdicts. */
    public Asked asked(Cube cube, Epoch window, Party party) {
        return new Asked(days(cube, window, party));
    }

    /** One window of a cube, ready to be asked about any of its cells. */
    public static final class Asked {
        private final Search search;

        private Asked(Search search) {
            this.search = search;
        }

        public Signs signs(Region region, Cell cell) {
            return search.signs(region, cell);
        }

        /** The finding of the cell if it is peculiar. */
        public Optional<Finding.Locality> finding(Region region, Cell cell) {
            return search.finding(region, cell);
        }
    }
}
