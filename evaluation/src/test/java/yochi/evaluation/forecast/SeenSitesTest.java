package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Covariate;
import yochi.analysis.victim.Features;
import yochi.analysis.victim.Forerunners;
import yochi.analysis.victim.HazardModel;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.LiveFile;
import yochi.centre.site.SiteRegister;
import yochi.centre.situation.Counsel;
import yochi.centre.situation.SeenSites;
import yochi.centre.situation.Settings;
import yochi.centre.situation.Situation;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Service;
import yochi.evaluation.world.VictimParameters;
import yochi.evaluation.world.VictimWorld;

/**
 * what the nodes of a simulated world tell a home country of its own attacked sites, taken by its centre as
 * messages, makes its hazard better than orders alone; its weight is learnt from that country's own past.
 */
@DisplayName("R-4 seen victims of a simulated world, through the messages")
final class SeenSitesTest {
    private static final VictimParameters PARAMETERS = VictimParameters.committed();
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final long FIRST_DAY = START.getEpochSecond() / 86_400;
    private static final int FIRST_ORIGIN = 91;
    private static final int REFIT_DAYS = 30;
    private static final int HOMES = 8;

    @TempDir
    Path folder;

    private final List<NodeId> nodes = IntStream.range(0, PARAMETERS.ground().nodes())
            .mapToObj(n -> NodeId.of(0, new Random(n)))
            .toList();
    private final VictimWorld world =
            VictimWorld.of(PARAMETERS, PARAMETERS.tuningSeeds().getFirst());

    private static Instant day(long n) {
        return START.plus(Duration.ofDays(n));
    }

    private static String address(int site) {
        return "192.0.2." + site;
    }

    private AttackDays orders() {
        boolean[] watched = new boolean[PARAMETERS.days()];
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        for (int day = 0; day < watched.length; day++) {
            watched[day] = world.watched(day);
        }
        for (VictimWorld.OrderDay o : world.orderDays()) {
            named.computeIfAbsent(world.countries().get(o.country()), c -> new TreeMap<>())
                    .put(
                            FIRST_DAY + o.day(),
                            new AttackDays.Named(o.targets(), o.targets(), o.readers() == 1 && o.watching() > 1));
        }
        return AttackDays.of(FIRST_DAY, watched, named).corroborated();
    }

    private Optional<SeenVictimReport> report(int country, int node, int day) {
        if (world.reported(node, day) == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        List<SeenVictim> victims = world.sitesSeen(country, day).stream()
                .filter(s -> s.node() == node)
                .map(s -> new SeenVictim(
                        SeenVictim.name(java.net.InetAddress.ofLiteral(address(s.site()))),
                        s.reflected() ? SeenVictim.Kind.AMPLIFICATION : SeenVictim.Kind.BACKSCATTER,
                        Asn.UNKNOWN,
                        Service.ANY,
                        day(day),
                        3600,
                        128))
                .toList();
        return Optional.of(new SeenVictimReport(
                nodes.get(node),
                day + 1L,
                new Country(world.countries().get(country)),
                day(day),
                day(day + 1L),
                PARAMETERS.ground().honeypots().get(node) > 0
                        ? Set.of(SeenVictim.Kind.values())
                        : Set.of(SeenVictim.Kind.BACKSCATTER),
                "own-country",
                0,
                victims));
    }

    /** What the centre of a country knows when all has come. */
    private SeenSites told(int country) {
        String code = world.countries().get(country);
        String sites = IntStream.range(0, PARAMETERS.ground().sites())
                .mapToObj(s -> "\n  - {name: s" + s + ", sector: state, prefixes: [" + address(s) + "/32]}")
                .reduce("sites:", String::concat);
        Counsel counsel = new Counsel(
                LiveFile.unfiled(DecisionTable.builtIn(), DecisionTable.class),
                LiveFile.unfiled(sites, SiteRegister.class),
                s -> s);
        try (ControlStore store = ControlStore.open(folder.resolve(code + ".db"), Situation.MIGRATIONS)) {
            Situation room = new Situation(
                    store, Settings.of(new Country(code)), counsel, () -> START, new Random(1), EventLog.none(),
                    a -> {});
            for (int day = 0; day < PARAMETERS.days(); day++) {
                for (int node = 0; node < nodes.size(); node++) {
                    long known = Math.min(world.reported(node, day), PARAMETERS.days()) + 1L;
                    report(country, node, day).ifPresent(r -> room.seen().add(r, day(known)));
                }
            }
            return room.seen().until(day(PARAMETERS.days()));
        }
    }

    private record Said(double orders, double sites, double believed, boolean onset, boolean came) {}

    private static HazardModel fit(AttackDays days, SeenSites seen, String home, boolean corroborated, int end) {
        List<Covariate> out = new ArrayList<>();
        for (SeenVictim.Kind kind : SeenVictim.Kind.values()) {
            Forerunners of = new Forerunners(kind.name(), days, seen.seen(kind, corroborated));
            if (of.past(home, days.day(end)).enough()) {
                out.add(of);
            }
        }
        return HazardModel.fit(new Features(days, days, out), end, 1);
    }

    private List<Said> said(AttackDays days) {
        List<Said> out = new ArrayList<>();
        List<Integer> homes = IntStream.range(0, world.countries().size())
                .boxed()
                .sorted(Comparator.comparingInt(c -> -named(days, world.countries().get(c))))
                .limit(HOMES)
                .toList();
        Map<Integer, HazardModel> plain = new TreeMap<>();
        for (int country : homes) {
            String home = world.countries().get(country);
            SeenSites seen = told(country);
            for (int from = FIRST_ORIGIN; from < days.size(); from += REFIT_DAYS) {
                HazardModel orders = plain.computeIfAbsent(
                        from, end -> HazardModel.fit(new Features(days, days), end, 1));
                HazardModel sites = fit(days, seen, home, false, from);
                HazardModel believed = fit(days, seen, home, true, from);
                for (int end = from; end < Math.min(from + REFIT_DAYS, days.size()); end++) {
                    if (days.watched(end)) {
                        out.add(new Said(
                                orders.probability(home, end),
                                sites.probability(home, end),
                                believed.probability(home, end),
                                days.quiet(home, end - 1, VictimPart.QUIET_DAYS),
                                days.hit(home, end)));
                    }
                }
            }
        }
        return out;
    }

    private static int named(AttackDays days, String country) {
        return (int) IntStream.range(0, days.size()).filter(d -> days.hit(country, d)).count();
    }

    private interface Chance {
        double of(Said said);
    }

    private static double auc(List<Said> all, Chance chance) {
        double right = 0;
        double pairs = 0;
        for (Said came : all.stream().filter(Said::came).toList()) {
            for (Said not : all.stream().filter(s -> !s.came()).toList()) {
                right += chance.of(came) > chance.of(not) ? 1 : chance.of(came) == chance.of(not) ? 0.5 : 0;
                pairs++;
            }
        }
        return right / pairs;
    }

    @Test
    void aCentreThatIsToldOfItsOwnAttackedSitesDoesBetterThanWithOrdersAlone() {
        List<Said> all = said(orders());
        List<Said> onsets = all.stream().filter(Said::onset).toList();
        assertThat(onsets.stream().filter(Said::came).count()).isGreaterThan(30);
        assertThat(auc(all, Said::sites)).isGreaterThan(auc(all, Said::orders) + 0.005);
        assertThat(auc(onsets, Said::sites)).isGreaterThan(auc(onsets, Said::orders) + 0.02);
    }
}
