package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.victim.AttackDays;
import yochi.centre.MadeOrders;
import yochi.centre.ledger.Truth;
import yochi.centre.site.Site;
import yochi.centre.site.SiteRegister;
import yochi.centre.store.ControlStore;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.Prefix;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/** what came of a prefix and a sector follows from the targets that nodes tell; what none tells is missing. */
class OrderTargetsTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final NodeId NODE = MadeOrders.NODE;
    private static final NodeId OTHER = NodeId.of(1, new Random(2));
    private static final String WATER = "192.0.2.0/25";
    private static final String DUMB = "198.51.100.0/24";

    @TempDir
    Path folder;

    private ControlStore store;
    private OrderHistory history;
    private HomeUnits register = new HomeUnits(new SiteRegister(
            Optional.empty(), List.of(site("water", WATER, List.of("w")), site("power", DUMB, List.of()))));

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        history = new OrderHistory(store, MadeOrders.HOME, () -> register, () -> Instant.parse("2030-01-01T00:00:00Z"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTargetStaysNamedWhileItsNodesListsNameHomeAndUntilItIsOffTheList() {
        history.add(report(NODE, 0, "LT"));
        history.add(victims(NODE, 1, false, "w"));
        history.add(report(NODE, 1, "JP"));
        history.add(report(NODE, 2, "JP"));
        history.add(report(NODE, 3, "JP"));
        history.add(victims(NODE, 3, true, "w"));
        history.add(victims(NODE, 3, false, "x"));
        AttackDays units = units(4);
        assertThat(named(units, WATER)).containsExactly(1, 2);
        assertThat(named(units, "sector:water")).containsExactly(1, 2);
        assertThat(named(units, DUMB)).isEmpty();
        assertThat(history.until(day(4)).orElseThrow().hit("JP", 3)).isTrue();
    }

    @Test
    void theSameReportTwiceAndReportsOutOfOrderChangeNothing() {
        List<VictimReport> reports = List.of(
                victims(NODE, 1, false, "w", "x"), victims(NODE, 3, true, "w"), victims(NODE, 5, false, "w"));
        for (VictimReport report : List.of(
                reports.get(2), reports.get(1), reports.get(0), reports.get(1), reports.get(0), reports.get(2))) {
            history.add(report);
        }
        for (int day = 0; day < 7; day++) {
            history.add(report(NODE, day, "JP"));
        }
        assertThat(named(units(7), WATER)).containsExactly(1, 2, 5, 6);
        assertThat(units(7).of(WATER, 1)).isEqualTo(new AttackDays.Named(1, 1));
    }

    @Test
    void whatCameOfAUnitIsKnownFromTargetsOnly() {
        history.add(report(NODE, 0, "LT"));
        history.add(victims(NODE, 1, false, "w"));
        history.add(victims(NODE, 2, true, "w"));
        history.add(victims(NODE, 2, false, "somebody"));
        history.add(report(NODE, 3, "LT"));
        assertThat(history.of(question(WATER, 0, 1))).isEqualTo(new Truth.Known(0, day(1)));
        assertThat(history.of(question(DUMB, 0, 1))).isEqualTo(new Truth.Known(0, day(1)));
        assertThat(history.of(question(WATER, 0, 2))).isEqualTo(new Truth.Known(1, day(2), Optional.of(day(1))));
        assertThat(history.of(question("sector:water", 1, 2)))
                .isEqualTo(new Truth.Known(1, day(2), Optional.of(day(1))));
        assertThat(history.of(question(WATER, 2, 3))).isEqualTo(new Truth.Known(0, day(3)));
        assertThat(history.of(question(DUMB, 1, 2)))
                .isEqualTo(new Truth.Missing(
                        "no listed name and no domain is registered by which orders could mean it"));
        assertThat(history.of(question(WATER, 3, 9))).isEqualTo(new Truth.NotYet());
        register = HomeUnits.NONE;
        assertThat(history.of(question(WATER, 0, 1)))
                .isEqualTo(new Truth.Missing("the register of sites no longer holds " + WATER));
    }

    @Test
    void ordersOfWhichNoNodeTellsTheTargetsAreNotQuietDays() {
        history.add(report(NODE, 0, "LT"));
        history.add(report(NODE, 1, "JP"));
        history.add(report(NODE, 2));
        assertThat(history.of(question(WATER, 1, 2)))
                .isEqualTo(new Truth.Missing("orders named the home country, and no node told whom"));
        UnitDays days = history.units(history.until(day(3)).orElseThrow());
        assertThat(days.units().watched(1)).isFalse();
        assertThat(days.untold()).isOne();
        assertThat(days.ordered("JP")).isOne();
    }

    /** One node that invents orders against a site settles nothing while another that could tell saw none. */
    @Test
    void whatOneNodeAloneTellsOfAUnitSettlesNothing() {
        history.add(victims(NODE, 0, false, "x"));
        history.add(victims(OTHER, 0, false, "x"));
        history.add(victims(NODE, 1, false, "w"));
        history.add(victims(OTHER, 1, false, "y"));
        assertThat(history.of(question(WATER, 1, 2))).isEqualTo(new Truth.Missing(UnitDays.ALONE));
        assertThat(units(2).of(WATER, 1).alone()).isTrue();
        history.add(victims(OTHER, 1, false, "w"));
        assertThat(history.of(question(WATER, 1, 2))).isInstanceOf(Truth.Known.class);
    }

    @Test
    void aListingThatNobodyRenewsOrEndsIsOverAfterFourWeeks() {
        history.add(victims(NODE, 0, false, "w"));
        for (int day = 1; day < 40; day++) {
            history.add(report(NODE, day, "JP"));
        }
        assertThat(named(units(40), WATER)).hasSize(28).contains(0, 27);
    }

    private AttackDays units(int until) {
        return history.units(history.until(day(until)).orElseThrow()).units();
    }

    private static List<Integer> named(AttackDays days, String region) {
        List<Integer> out = new ArrayList<>();
        for (int at = 0; at < days.size(); at++) {
            if (days.hit(region, at)) {
                out.add(at);
            }
        }
        return out;
    }

    private static Site site(String name, String prefix, List<String> listed) {
        return new Site(
                name,
                name,
                List.of(Prefix.parse(prefix)),
                List.of(),
                List.of(),
                listed,
                List.of(),
                Site.Criticality.MEDIUM,
                Optional.empty(),
                Optional.empty(),
                "en",
                Optional.empty());
    }

    private static Prediction.Question question(String region, int from, int to) {
        return MadeOrders.question(region, day(from), day(to));
    }

    private static Instant day(int n) {
        return FIRST.plus(Duration.ofDays(n));
    }

    private static VictimReport victims(NodeId node, int day, boolean withdrawn, String... names) {
        List<Victim> targets = Stream.of(names).map(MadeOrders::target).toList();
        return MadeOrders.list(node, day, day(day).plusSeconds(3600), withdrawn, targets);
    }

    private static EpochReport report(NodeId node, int day, String... countries) {
        return MadeOrders.read(node, day + 1L, Epoch.containing(day(day), Duration.ofDays(1)), countries);
    }
}
