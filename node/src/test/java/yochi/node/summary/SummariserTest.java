package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Uptime;
import yochi.node.observation.Sensor;
import yochi.node.summary.Traffic.Sent;

/** K-7, K-10: observations of one epoch become statistics that merge in any order. */
class SummariserTest {
    private static final SummarySettings SETTINGS =
            SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofMinutes(10), false);
    private static final List<Sensor> SENSORS = Traffic.sensors(3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyOrderAndEverySplitEqualsTheWhole(long seed) {
        List<Sent> packets = new ArrayList<>(Traffic.packets(seed, 3000, 3, 4));
        String whole = picture(summarised(packets));
        Random random = new Random(seed);
        Collections.shuffle(packets, random);
        assertThat(picture(summarised(packets))).isEqualTo(whole);
        List<Summariser> parts = new ArrayList<>();
        for (int from = 0; from < packets.size(); ) {
            int to = Math.min(packets.size(), from + 1 + random.nextInt(1200));
            parts.add(summarised(packets.subList(from, to)));
            from = to;
        }
        Collections.shuffle(parts, random);
        Summariser merged = parts.getFirst();
        parts.subList(1, parts.size()).forEach(merged::merge);
        assertThat(picture(merged)).isEqualTo(whole);
    }

    @Test
    void countsEqualACountByPlainSets() {
        List<Sent> packets = Traffic.packets(9, 5000, 3, 3);
        Map<String, Long> counts = new HashMap<>();
        Map<String, Set<Long>> sources = new HashMap<>();
        for (Sent p : packets) {
            String cell = (p.nanos() / 600_000_000_000L) + " s" + p.sensor() + " "
                    + p.rule().type() + " " + p.port()
                    + (p.rule() == yochi.node.classify.Rule.UDP_REST ? "udp" : "tcp");
            counts.merge(cell, 1L, Long::sum);
            sources.computeIfAbsent(cell, c -> new HashSet<>()).add(p.source());
        }
        Map<String, Long> found = new HashMap<>();
        Map<String, Long> foundSources = new HashMap<>();
        for (EpochSummary epoch : summarised(packets).epochs()) {
            CellCounts cells = epoch.counted();
            List<String> names = new ArrayList<>();
            for (int slot = 0; slot < cells.cells(); slot++) {
                long code = cells.code(slot);
                String name = (epoch.epoch().startSecond() / 600) + " "
                        + epoch.dictionary().sensorOf(CellCode.sensor(code)).name() + " " + CellCode.type(code) + " "
                        + CellCode.service(code).number()
                        + CellCode.service(code).protocol().name().toLowerCase(java.util.Locale.ROOT);
                names.add(name);
                found.put(name, cells.records(slot));
            }
            cells.forEachPair((slot, address, n) -> foundSources.merge(names.get(slot), 1L, Long::sum));
        }
        assertThat(found).isEqualTo(counts);
        sources.forEach((cell, set) -> assertThat(foundSources.get(cell)).isEqualTo(set.size()));
    }

    @Test
    void aWindowInWhichEverySensorWasSilentIsTold() {
        Summariser summariser = new Summariser(SETTINGS, SENSORS, Places.none());
        Traffic.feed(Traffic.packets(1, 500, 3, 1), SENSORS, summariser);
        Instant end = Instant.ofEpochSecond(Traffic.START_SECOND + 10 * 3600);
        List<ClosedWindow> windows = summariser.closed(end.plusSeconds(600));
        assertThat(windows).hasSize(10);
        assertThat(windows.getLast().epochs()).isEmpty();
        assertThat(windows.getLast().uptime()).isNotEmpty().allMatch(u -> u.share() == 0 && !u.reason()
                .isEmpty());
        assertThat(summariser.close()).isEmpty();
    }

    @Test
    void aWindowIsHandedOutOnceItsLatenessIsOverAndLateDataFormAWindowOfTheirOwn() {
        Summariser summariser = new Summariser(SETTINGS, SENSORS, Places.none());
        List<Sent> packets = Traffic.packets(1, 500, 3, 1);
        Traffic.feed(packets, SENSORS, summariser);
        Instant end = Instant.ofEpochSecond(Traffic.START_SECOND + 3600);
        assertThat(summariser.closed(end.plusSeconds(599))).isEmpty();
        List<ClosedWindow> first = summariser.closed(end.plusSeconds(600));
        assertThat(first).singleElement().matches(w -> !w.late() && !w.epochs().isEmpty());
        assertThat(summariser.closed(end.plusSeconds(900))).isEmpty();
        Traffic.feed(packets.subList(0, 10), SENSORS, summariser);
        assertThat(summariser.closed(end.plusSeconds(900))).singleElement().matches(ClosedWindow::late);
    }

    @Test
    void aSilenceLongerThanPlausibleIsMissingAndAShortOneIsNot() {
        List<Sensor> one = Traffic.sensors(1);
        Summariser summariser = new Summariser(SETTINGS, one, Places.none());
        long hour = 3_600_000_000_000L;
        long start = Traffic.START_SECOND * 1_000_000_000L;
        List<Sent> packets = new ArrayList<>();
        for (long at : new long[] {0, 3 * hour, 8 * hour, 9 * hour}) {
            packets.add(new Sent(0, start + at, yochi.node.classify.Rule.TCP_SYN, 23, 0xC0000201L, 60));
        }
        Traffic.feed(packets, one, summariser);
        Map<Long, Double> shareByHour = new TreeMap<>();
        for (ClosedWindow window : summariser.close()) {
            double share = window.uptime().stream()
                    .mapToDouble(Uptime::share)
                    .average()
                    .orElseThrow();
            shareByHour.put((window.window().startSecond() - Traffic.START_SECOND) / 3600, share);
        }
        assertThat(shareByHour).containsEntry(1L, 1.0).containsEntry(2L, 1.0).containsEntry(8L, 1.0);
        assertThat(shareByHour).containsEntry(4L, 0.0).containsEntry(7L, 0.0).hasSize(10);
    }

    @Test
    void aFullTableMakesDistinctCountsMissingNotSmaller() {
        SummarySettings tight = new SummarySettings(
                Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(4), false, 20);
        Summariser summariser = new Summariser(tight, SENSORS, Places.none());
        Traffic.feed(Traffic.packets(1, 2000, 3, 1), SENSORS, summariser);
        long records = 0;
        long unkept = 0;
        for (EpochSummary epoch : summariser.epochs()) {
            assertThat(epoch.counted().pairs()).isLessThanOrEqualTo(20);
            for (int slot = 0; slot < epoch.counted().cells(); slot++) {
                records += epoch.counted().records(slot);
                unkept += epoch.counted().unkept(slot);
            }
        }
        assertThat(records).isEqualTo(2000);
        assertThat(unkept).isPositive();
    }

    private static Summariser summarised(List<Sent> packets) {
        Summariser summariser = new Summariser(SETTINGS, SENSORS, Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser;
    }

    /** Everything a summariser knows, in an order that does not depend on how it came to know it. */
    private static String picture(Summariser summariser) {
        Set<String> lines = new java.util.TreeSet<>();
        for (EpochSummary epoch : summariser.epochs()) {
            picture(epoch, epoch.counted(), "counted", lines);
            picture(epoch, epoch.written(), "written", lines);
        }
        for (ClosedWindow window : summariser.close()) {
            lines.add(window.window() + " " + window.uptime());
        }
        return String.join("\n", lines);
    }

    private static void picture(EpochSummary epoch, CellCounts cells, String name, Set<String> lines) {
        Dictionary words = epoch.dictionary();
        List<String> names = new ArrayList<>();
        for (int slot = 0; slot < cells.cells(); slot++) {
            long code = cells.code(slot);
            String cell = epoch.epoch()
                    + name
                    + words.sensorOf(CellCode.sensor(code)).name()
                    + CellCode.type(code)
                    + CellCode.service(code);
            names.add(cell);
            lines.add(cell + " " + cells.records(slot) + " " + cells.amount(slot) + " " + cells.unmeasured(slot));
        }
        cells.forEachPair((slot, address, n) -> lines.add(names.get(slot) + " "
                + java.util.HexFormat.of().formatHex(words.addresses().bytes(address)) + " " + n));
    }
}
