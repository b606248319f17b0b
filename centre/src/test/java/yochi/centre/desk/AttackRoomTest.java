package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.pages.Attacks;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Telling;
import yochi.core.model.Tool;
import yochi.core.sketch.ItemCounts;
import yochi.link.wire.ReportCodec;

/** what nodes told is shown, two nodes below the threshold tell an attack, and who was attacked is forgotten. */
class AttackRoomTest {
    private static final long START = 1_700_006_400L;
    private static final Country SG = new Country("SG");

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final InstantSource clock = () -> now;
    private ControlStore store;
    private AttackRoom room;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("attacks.db"), AttackRoom.MIGRATIONS);
        room = new AttackRoom(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Statistic cell(Epoch epoch, AttackType type, Service service, Map<Metric, Measure> measures) {
        return new Statistic(
                new CellKey(epoch, "node", type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN), measures);
    }

    /** What travels: made, encoded, decoded. */
    private static EpochReport report(int node, int hour, List<Statistic> cells) {
        EpochReport made = new EpochReport(
                new NodeId(new UUID(0x0194_0000_0000_7000L, 0x8000L << 48 | node)), "n" + node, SG, 1, hour + 1,
                new Epoch(START + hour * 3600L, 3600), 0, false, "p", "", "day one", "1", sorted(cells), List.of(),
                new Suppressed(0, 0, 0));
        return ReportCodec.decode(ReportCodec.encode(made));
    }

    private static List<Statistic> sorted(List<Statistic> cells) {
        return cells.stream().sorted(java.util.Comparator.comparing(Statistic::key)).toList();
    }

    private static EpochReport victims(int node, int hour, int packets) {
        List<Statistic> cells = new ArrayList<>();
        for (int slot = 0; slot < 7; slot++) {
            ItemCounts items = ItemCounts.empty();
            items.add(77, packets);
            cells.add(cell(
                    new Epoch(START + hour * 3600L + 600 + slot * 10L, 10), AttackType.BACKSCATTER_TCP, Service.ANY,
                    Map.of(Metric.VICTIMS, new Measure.FrequentItems(items))));
        }
        return report(node, hour, cells);
    }

    @Test
    void twoNodesBelowTheThresholdTellAnAttackThatOutlivesTheTokenOfItsVictim() {
        room.add(victims(1, 0, 3));
        assertThat(room.attacks().pooled()).isEmpty();
        room.add(victims(2, 0, 3));
        Attacks.Pooled found = room.attacks().pooled().getFirst();
        assertThat(found.alone()).isFalse();
        assertThat(found.nodes()).isEqualTo(2);
        assertThat(found.countries()).containsExactly(SG);
        assertThat(found.packets()).isEqualTo(42);
        assertThat(found.from()).isEqualTo(Instant.ofEpochSecond(START + 600));
        now = now.plus(Duration.ofHours(24));
        room.forget(now.minus(Duration.ofHours(23)), Instant.ofEpochSecond(START + 3600));
        assertThat(tokens()).isZero();
        room.add(victims(3, 0, 3));
        assertThat(room.attacks().pooled()).hasSize(1);
        store.close();
        open();
        assertThat(tokens()).isZero();
        room.add(report(1, 0, List.of()));
        assertThat(room.attacks().pooled()).hasSize(1);
    }

    private static EpochReport scans(int hour, long underWay, long begun) {
        Map<Metric, Measure> measures = new java.util.TreeMap<>();
        measures.put(Metric.attacks("scan", false), new Measure.Count(underWay));
        if (begun >= 0) {
            measures.put(Metric.begun("scan", false), new Measure.Count(begun));
        }
        return report(1, hour, List.of(cell(
                new Epoch(START + hour * 3600L, 3600), AttackType.ALL_ORIGIN, Service.tcp(23), measures)));
    }

    /** twelve scans that last three hours are twelve, and two that came in the second hour are two more. */
    @Test
    void anAttackThatLastsOverSeveralWindowsCountsOnce() {
        room.add(scans(1, 14, 2));
        room.add(scans(0, 12, 12));
        room.add(scans(2, 11, -1));
        assertThat(room.attacks().told()).singleElement().satisfies(t -> {
            assertThat(t.most()).isEqualTo(14);
            assertThat(t.different()).isEqualTo(14);
            assertThat(t.windows()).isEqualTo(3);
        });
        room.add(scans(3, 14, 10));
        assertThat(room.attacks().told().getFirst().different()).isEqualTo(24);
    }

    @Test
    void whatANodeTellsLateOfDaysThatAreNotShownAnyMoreIsNotShown() {
        room.add(scans(24 * 9, 5, 5));
        room.add(scans(0, 12, 12));
        assertThat(room.attacks().told()).singleElement().satisfies(t -> {
            assertThat(t.most()).isEqualTo(5);
            assertThat(t.windows()).isOne();
        });
    }

    private int tokens() {
        return store.transaction(h -> h.createQuery("SELECT count(*) FROM pooled WHERE token IS NOT NULL")
                .mapTo(Integer.class)
                .one());
    }

    /** No attack told is not no attack found: which of the two it is stands beside. */
    @Test
    void ofEachNodeItsNewestWordIsShownAndOneThatSaidNothingIsUnknown() {
        assertThat(room.attacks().tellers()).isEmpty();
        room.add(says(1, 1, Telling.State.POLICY));
        room.add(says(1, 0, Telling.State.TOLD));
        room.add(report(1, 2, List.of()));
        room.add(report(2, 0, List.of()));
        assertThat(room.attacks().tellers())
                .extracting(Attacks.Teller::node, t -> t.telling().events())
                .containsExactly(tuple("n1", Telling.State.POLICY), tuple("n2", Telling.State.UNKNOWN));
        assertThat(room.attacks().told()).isEmpty();
        room.add(says(1, 3, Telling.State.TOLD));
        assertThat(room.attacks().tellers().getFirst().telling().whole()).isTrue();
    }

    private static EpochReport says(int node, int hour, Telling.State state) {
        return report(node, hour, List.of(cell(
                new Epoch(START + hour * 3600L, 3600), AttackType.ALL_ORIGIN, Service.ANY,
                Map.of(
                        Metric.FOUND_EVENTS, state.measure(),
                        Metric.FOUND_ONSET, state.measure(),
                        Metric.FOUND_LINKS, state.measure()))));
    }

    @Test
    void whatNodesToldIsShownByServiceAndARestartTakesItUpAgain() {
        Epoch hour = new Epoch(START, 3600);
        Epoch ten = new Epoch(START + 1200, 600);
        List<Statistic> cells = List.of(
                cell(hour, AttackType.ALL_ORIGIN, Service.tcp(23),
                        Map.of(Metric.attacks("scan", false), new Measure.Count(12))),
                cell(hour, AttackType.REST_VICTIM, Service.ANY,
                        Map.of(Metric.attacks("dos-backscatter", true), new Measure.Count(10))),
                cell(ten, AttackType.ALL_ORIGIN, Service.tcp(9034), Map.of(
                        Metric.ONSET_SOURCES, new Measure.Count(30),
                        Metric.ONSET_EXPECTED, new Measure.Count(2),
                        Metric.ONSET_SURPRISE, new Measure.Count(214),
                        Metric.ONSET_ODDS, new Measure.Count(155),
                        Metric.ONSET_GROUP, new Measure.Count(3),
                        Metric.ONSET_NETWORKS, new Measure.Count(40),
                        Metric.ONSET_NETWORKS_BEFORE, new Measure.Count(20))),
                cell(ten, AttackType.ALL_ORIGIN, Service.ANY, Map.of(
                        Metric.ONSET_FUSED, new Measure.Count(47),
                        Metric.ONSET_ALARMS, new Measure.Count(1))),
                cell(hour, AttackType.ALL_ORIGIN, Service.ANY, Map.of(
                        Metric.LINKED, new Measure.Count(10), Metric.LINKED_OF, new Measure.Count(40))));
        for (int start = 0; start < 2; start++) {
            room = new AttackRoom(store, clock);
            room.add(report(1, 0, cells));
            Attacks shown = room.attacks();
            assertThat(shown.told()).extracting(Attacks.Told::kind).containsExactly("scan", "dosBackscatter");
            assertThat(shown.told().getFirst().service()).isEqualTo(Service.tcp(23));
            assertThat(shown.told().getLast().rest()).isTrue();
            assertThat(shown.told().getLast().carpet()).isTrue();
            assertThat(shown.together()).singleElement().satisfies(t -> {
                assertThat(t.surprise()).isEqualTo(214);
                assertThat(t.oddsRatio()).hasValue(15.5);
                assertThat(t.group()).isEqualTo(3);
                assertThat(t.networks()).isEqualTo(40);
                assertThat(t.networksBefore()).isEqualTo(20);
            });
            assertThat(shown.unusual()).singleElement().satisfies(u -> {
                assertThat(u.alarms()).containsExactly("n1");
                assertThat(u.nodes()).isEqualTo(1);
                assertThat(u.low()).isEqualTo(1);
                assertThat(u.pBinomial()).isCloseTo(0.01, within(1e-12));
                assertThat(u.pCauchy()).isCloseTo(Math.pow(10, -4.7), within(1e-9));
            });
            assertThat(shown.linked()).containsExactly(new Attacks.Linked("n1", SG, 10, 40));
        }
    }
}
