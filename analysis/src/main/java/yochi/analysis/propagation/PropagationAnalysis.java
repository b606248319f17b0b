package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Propagation;
import yochi.core.model.Finding.Propagation.Basis;
import yochi.core.model.Finding.Propagation.Conclusion;
import yochi.core.model.Region;

/**
 * Who comes first, and where it goes next: arrows between regions that foretold later data, from first arrivals of
 * signatures and from hourly counts; what all share, told as such; who leads; and the chance that a signature seen
 * elsewhere reaches home.
 */
public final class PropagationAnalysis {
    private final Settings settings;

    /**
     * What is looked at.
     *
     * @param days of hourly counts
     * @param kinds of attack, those with the most sources
     * @param reachHours horizon of the chance to reach home
     * @param mostReach signatures whose chance is told, the likeliest
     * @param mostLeads pairs told of the correlation
     * @param shared mean share of variance in common from which, without an arrow, a common cause is told (own choice)
     */
    public record Settings(
            int days,
            int kinds,
            double reachHours,
            int mostReach,
            int mostLeads,
            double shared,
            ArrivalAnalysis.Settings arrivals,
            CountAnalysis.Settings counts) {
        public static final Settings DEFAULTS = new Settings(
                30, 2, 24, 50, 100, 0.25, ArrivalAnalysis.Settings.DEFAULTS, CountAnalysis.Settings.DEFAULTS);
    }

    public PropagationAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** One account of the window, and a chance for each signature that is on its way to a region of home. */
    public List<Finding> analyse(Cube cube, List<Region> home) {
        if (cube.days().isEmpty()) {
            return List.of();
        }
        Epoch window = cube.lastDays(settings.days);
        TreeSet<String> missing = new TreeSet<>();
        cube.regions().forEach(r -> missing.addAll(cube.missing(r, window)));
        ArrivalPart seen = new ArrivalPart(cube);
        CountPart counts = new CountPart(cube, window, missing);
        List<Propagation.Arrow> arrows = new ArrayList<>(seen.arrows);
        arrows.addAll(counts.arrows);
        int together = seen.together;
        Conclusion conclusion = conclusion(arrows, seen, counts, together);
        List<Finding> out = new ArrayList<>();
        out.add(new Propagation(
                window,
                conclusion,
                seen.signatures.size(),
                settings.arrivals.leastCascades(),
                arrows,
                counts.leads.stream().limit(settings.mostLeads).toList(),
                seen.leaders(),
                new Propagation.Common(counts.shared, together),
                why(conclusion, seen, counts, together),
                List.copyOf(missing)));
        out.addAll(seen.reach(home));
        return out;
    }

    private Conclusion conclusion(List<Propagation.Arrow> arrows, ArrivalPart seen, CountPart counts, int together) {
        int cascades = seen.signatures.size();
        if (!arrows.isEmpty()) {
            return Conclusion.ARROWS;
        } else if (counts.shared.orElse(0) >= settings.shared || (together >= 3 && 2 * together >= cascades)) {
            return Conclusion.COMMON_CAUSE;
        }
        return seen.enough() || counts.tested ? Conclusion.NO_ARROW : Conclusion.NOT_ENOUGH;
    }

    private String why(Conclusion conclusion, ArrivalPart seen, CountPart counts, int together) {
        int cascades = seen.signatures.size();
        List<String> out = new ArrayList<>();
        switch (conclusion) {
            case ARROWS ->
                out.add((seen.arrows.size() + counts.arrows.size()) + " arrows foretold data they were not fitted to");
            case COMMON_CAUSE -> out.add("what reaches one region reaches all at once: no propagation");
            case NO_ARROW -> out.add("no arrow foretold data it was not fitted to");
            case NOT_ENOUGH -> out.add("not enough to tell who leads whom");
        }
        if (!seen.enough()) {
            out.add("not enough cascades that spread: " + (cascades - together) + " of "
                    + settings.arrivals.leastCascades());
        }
        if (together > 0) {
            out.add(together + " of " + cascades
                    + " cascades reached all that watched within an hour, as an Internet-wide scanner does; they take"
                    + " no part in arrows");
        }
        counts.shared.ifPresent(s -> out.add(String.format(
                Locale.ROOT, "%.0f %% of the hourly variance is shared by all regions in the same hour", 100 * s)));
        out.addAll(counts.refused);
        return String.join("; ", out);
    }

    /** What first arrivals of signatures tell. */
    private final class ArrivalPart {
        private final Cube cube;
        private final Signatures from;
        private final List<Signatures.Signature> signatures;
        /** Cascades that reached all at once. */
        private final int together;
        private final Optional<ArrivalAnalysis> network;
        private final List<Propagation.Arrow> arrows;

        ArrivalPart(Cube cube) {
            this.cube = cube;
            this.from = new Signatures(cube);
            this.signatures = from.found(settings.arrivals.mostCascades());
            this.together = SharedCause.count(cascades());
            this.network = enough()
                    ? Optional.of(new ArrivalAnalysis(settings.arrivals, from.regions().size(), cascades()))
                    : Optional.empty();
            this.arrows = network.map(ArrivalAnalysis::arrows).orElse(List.of()).stream()
                    .map(a -> named(a, from.regions(), Basis.FIRST_ARRIVALS, AttackType.ALL_ORIGIN))
                    .toList();
        }

        private List<Cascade> cascades() {
            return signatures.stream().map(Signatures.Signature::cascade).toList();
        }

        /** Whether enough of them spread. */
        boolean enough() {
            return signatures.size() - together >= settings.arrivals.leastCascades();
        }

        List<Propagation.Leader> leaders() {
            List<Region> regions = from.regions();
            return FirstArrivals.of(cascades(), regions.size()).leaders().stream()
                    .filter(l -> l.of() > 0)
                    .map(l -> new Propagation.Leader(
                            regions.get(l.region()), l.won(), l.of(), score(l.region(), regions.size())))
                    .toList();
        }

        private OptionalDouble score(int region, int regions) {
            if (network.isEmpty()) {
                return OptionalDouble.empty();
            }
            double sum = 0;
            for (int i = 0; i < regions; i++) {
                sum += network.get().rate(region, i);
            }
            return OptionalDouble.of(sum);
        }

        /** Of each signature that is still within its course and not seen at a home region that watches. */
        List<Finding.Reach> reach(List<Region> home) {
            List<Finding.Reach> out = new ArrayList<>();
            for (Signatures.Signature s : network.isPresent() ? signatures : List.<Signatures.Signature>of()) {
                Cascade c = s.cascade();
                boolean running = c.end() - c.start() < 24.0 * Signatures.PLAYED_DAYS;
                for (Region region : running ? home : List.<Region>of()) {
                    int at = from.regions().indexOf(region);
                    if (at >= 0 && c.watched()[at] && !c.seen(at)) {
                        out.add(reach(s, region, network.get().forecast(c, at, settings.reachHours)));
                    }
                }
            }
            out.sort(java.util.Comparator.comparingDouble((Finding.Reach r) -> -r.reach())
                    .thenComparing(Finding.Reach::home)
                    .thenComparing(Finding.Reach::attackType)
                    .thenComparing(Finding.Reach::service));
            return out.stream().limit(settings.mostReach).toList();
        }

        private Finding.Reach reach(Signatures.Signature s, Region home, ArrivalForecast f) {
            Cascade c = s.cascade();
            List<Region> at = new ArrayList<>();
            for (int i = 0; i < c.regions(); i++) {
                if (c.seen(i)) {
                    at.add(from.regions().get(i));
                }
            }
            Cell cell = s.cell();
            long start = from.second(c.start());
            Epoch course = new Epoch(start, Math.toIntExact(Math.max(1, from.second(c.end()) - start)));
            return new Finding.Reach(
                    home,
                    cell.attackType(),
                    cell.service(),
                    course,
                    settings.reachHours,
                    f.reach(),
                    f.seen(),
                    at,
                    cube.missing(home, cube.lastDays(1)));
        }
    }

    /** What hourly counts tell. */
    private final class CountPart {
        private final List<Propagation.Arrow> arrows = new ArrayList<>();
        private final List<Propagation.Lead> leads = new ArrayList<>();
        private final TreeSet<String> refused = new TreeSet<>();
        private final OptionalDouble shared;
        private boolean tested;

        CountPart(Cube cube, Epoch window, Set<String> missing) {
            List<Double> shares = new ArrayList<>();
            Panels.of(cube, window, settings.kinds).forEach((type, panel) -> {
                Optional<String> no = LeadLag.refusal(panel).or(() -> CountAnalysis.refusal(panel, settings.counts));
                if (no.isPresent()) {
                    refused.add(type + ": " + no.get());
                    return;
                }
                tested = true;
                Residuals rest = Residuals.of(panel);
                for (int i = 0; i < panel.size(); i++) {
                    if (rest.varies(i)) {
                        shares.add(rest.shared(i));
                    } else {
                        missing.add(panel.regions().get(i) + ": " + type
                                + " by the hour is constant, or was measured for less than half of the time");
                    }
                }
                leads(type, panel, rest);
                CountAnalysis network = new CountAnalysis(settings.counts, panel);
                network.arrows().forEach(a -> arrows.add(named(a, panel.regions(), Basis.COUNTS, type)));
                if (network.fittedRadius() > CountAnalysis.MOST_RADIUS) {
                    missing.add(String.format(
                            Locale.ROOT,
                            "%s: counts drew ever more counts (radius %.2f); weights were drawn down",
                            type,
                            network.fittedRadius()));
                }
            });
            this.shared = shares.stream().mapToDouble(Double::doubleValue).average();
        }

        private void leads(AttackType type, Panel panel, Residuals rest) {
            for (LeadLag.Lead l : LeadLag.of(panel, rest)) {
                if (l.qValue() <= settings.counts.level()) {
                    leads.add(new Propagation.Lead(
                            panel.regions().get(l.leader()),
                            panel.regions().get(l.follower()),
                            type,
                            l.lag() * 24.0 / panel.stepsPerDay(),
                            l.correlation(),
                            l.qValue(),
                            told(Granger.of(panel, l.leader(), l.follower()).pValue()),
                            told(TransferEntropy.best(rest, l.leader(), l.follower(), panel.stepsPerDay())
                                    .pValue())));
                }
            }
        }
    }

    private static OptionalDouble told(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Propagation.Arrow named(Arrow a, List<Region> regions, Basis basis, AttackType type) {
        return new Propagation.Arrow(
                regions.get(a.from()),
                regions.get(a.to()),
                basis,
                type,
                a.lag(),
                a.strength(),
                a.low(),
                a.high(),
                a.frequency(),
                a.gain(),
                a.qValue());
    }
}
