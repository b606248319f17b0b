package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.AttackType;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.node.observation.Sensor;
import yochi.node.summary.Traffic.Sent;

@DisplayName("K-7, A-8, A-10: many metrics per cell that merge in any order and equal the unsplit whole")
class RowMeasuresTest {
    private static final SummarySettings SETTINGS = SummarySettings.of(
                    Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofMinutes(10), false)
            .with(EnumSet.allOf(Detail.class));
    private static final List<Sensor> SENSORS = Traffic.sensors(3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void partsOfACaptureMergedInAnyOrderEqualTheWhole(long seed) {
        List<Sent> packets = new ArrayList<>(Traffic.packets(seed, 4000, 3, 3));
        packets.sort(Comparator.comparingLong(Sent::nanos));
        Map<String, Map<Metric, Measure>> whole = measures(summarised(packets));
        Random random = new Random(seed);
        List<Summariser> parts = new ArrayList<>();
        for (int from = 0; from < packets.size(); ) {
            int to = Math.min(packets.size(), from + 1 + random.nextInt(1500));
            parts.add(summarised(packets.subList(from, to)));
            from = to;
        }
        Collections.shuffle(parts, random);
        Summariser merged = parts.getFirst();
        parts.subList(1, parts.size()).forEach(merged::merge);
        assertThat(measures(merged)).isEqualTo(whole);
    }

    @Test
    void packingAndUnpackingLosesNothing() {
        List<Sent> packets = Traffic.packets(7, 3000, 3, 2);
        Summariser plain = summarised(packets);
        Summariser packed = new Summariser(SETTINGS, SENSORS, Places.none());
        for (int i = 0; i < packets.size(); i += 500) {
            Traffic.feed(packets.subList(i, Math.min(packets.size(), i + 500)), SENSORS, packed);
            packed.epochs().forEach(EpochSummary::pack);
        }
        long loose = plain.bytes();
        plain.epochs().forEach(EpochSummary::pack);
        assertThat(plain.bytes()).isLessThan(loose);
        assertThat(measures(packed)).isEqualTo(measures(plain));
    }

    @Test
    void theMeasuresAreThoseOfPlainSetsAndSortedLists() {
        List<Sent> packets = new ArrayList<>(Traffic.packets(11, 6000, 3, 1));
        packets.sort(Comparator.comparingLong(Sent::nanos));
        Map<String, Map<Long, Long>> sources = new TreeMap<>();
        Map<String, List<Integer>> sizes = new HashMap<>();
        Map<String, Set<Long>> targets = new HashMap<>();
        for (Sent p : packets) {
            String row = p.nanos() / 600_000_000_000L + " " + p.rule().type();
            sources.computeIfAbsent(row, r -> new HashMap<>()).merge(p.source(), 1L, Long::sum);
            sizes.computeIfAbsent(row, r -> new ArrayList<>()).add(p.length());
            targets.computeIfAbsent(row, r -> new HashSet<>()).add(Traffic.target(p));
        }
        Map<String, Map<Metric, Measure>> found = measures(summarised(packets));
        assertThat(found.keySet()).isEqualTo(sources.keySet());
        sources.forEach((row, counts) -> {
            Map<Metric, Measure> measured = found.getOrDefault(row, Map.of());
            assertThat(measured).containsEntry(Metric.SOURCES, Measure.DistinctCount.exactly(counts.size()));
            long n = counts.values().stream().mapToLong(Long::longValue).sum();
            double entropy = counts.values().stream()
                    .mapToDouble(c -> -(double) c / n * Math.log((double) c / n) / Math.log(2))
                    .sum();
            Measure.Entropy told = of(measured, Metric.ENTROPY_SOURCES, Measure.Entropy.class);
            assertThat(told.bounds().lowerBits()).isCloseTo(entropy, within(1e-4));
            assertThat(told.bounds().upperBits()).isCloseTo(entropy, within(1e-4));
            List<Integer> sorted = Objects.requireNonNull(sizes.get(row)).stream().sorted().toList();
            Measure.Quantiles sized = of(measured, Metric.SIZE, Measure.Quantiles.class);
            double median = sorted.get(sorted.size() / 2);
            assertThat(sized.sketch().quantile(0.5)).isCloseTo(median, within(median / 64));
            Measure.DistinctCount touched = of(measured, Metric.TARGETS, Measure.DistinctCount.class);
            long size = Objects.requireNonNull(targets.get(row)).size();
            assertThat(size).isBetween(touched.lower(), touched.upper());
            Measure.Histogram ttl = of(measured, Metric.TTL, Measure.Histogram.class);
            assertThat(ttl.bins().total()).isEqualTo(n);
        });
    }

    @Test
    void whatTheRecordsDoNotTellIsMissingNotZero() {
        Summariser summariser = new Summariser(SETTINGS, SENSORS, Places.none());
        Traffic.feedKnowing(Traffic.packets(1, 300, 3, 1), SENSORS, summariser, 0);
        measures(summariser).values().forEach(m -> {
            for (Metric metric : List.of(Metric.SIZE, Metric.TTL, Metric.TARGETS, Metric.SOURCE_PORTS)) {
                assertThat(m.get(metric)).as(metric.id()).isInstanceOf(Measure.Missing.class);
            }
        });
    }

    @Test
    void afterSevenDaysNewSourcesAreToldAndBeforeTheyAreMissing() {
        Summariser summariser = new Summariser(SETTINGS, SENSORS, Places.none());
        long day = 86_400_000_000_000L;
        long start = Traffic.START_SECOND * 1_000_000_000L;
        List<Sent> packets = new ArrayList<>();
        for (int d = 0; d < 10; d++) {
            for (int s = 0; s < 20; s++) {
                packets.add(sent(start + d * day, s));
            }
            for (int s = 0; s < 5; s++) {
                packets.add(sent(start + d * day, 1000 + 10 * d + s));
            }
        }
        Traffic.feed(packets, SENSORS, summariser);
        List<Measure> told = new ArrayList<>();
        for (ClosedWindow window : summariser.close()) {
            window.epochs().forEach(e -> told.add(new RowMeasures(e, oneRow(e), 1).of(0).get(Metric.SOURCES_NEW)));
        }
        assertThat(told).hasSize(10);
        assertThat(told.subList(0, 7)).allMatch(m -> m instanceof Measure.Missing);
        assertThat(told.subList(7, 10)).allSatisfy(m -> assertThat(((Measure.DistinctCount) m).lower()).isEqualTo(5));
    }

    @Test
    void aFullTableMakesDetailsMissing() {
        SummarySettings tight = new SummarySettings(
                Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(4), false, 30,
                EnumSet.allOf(Detail.class));
        Summariser summariser = new Summariser(tight, SENSORS, Places.none());
        Traffic.feed(Traffic.packets(1, 3000, 3, 1), SENSORS, summariser);
        long entries = summariser.epochs().stream().mapToLong(EpochSummary::entries).sum();
        assertThat(entries).isLessThan(30 * 8 * 6);
        assertThat(measures(summariser).values())
                .anySatisfy(m -> assertThat(m.get(Metric.GAP)).isInstanceOf(Measure.Missing.class));
    }

    private static Sent sent(long nanos, long host) {
        return new Sent(0, nanos, yochi.node.classify.Rule.TCP_SYN, 23, 0xC0000200L + host, 60);
    }

    private static <T extends Measure> T of(Map<Metric, Measure> measures, Metric metric, Class<T> kind) {
        return kind.cast(Objects.requireNonNull(measures.get(metric), metric.id()));
    }

    private static int[][] oneRow(EpochSummary epoch) {
        int[][] rows = new int[epoch.counted().cells()][];
        java.util.Arrays.fill(rows, new int[] {0});
        return rows;
    }

    private static Summariser summarised(List<Sent> packets) {
        Summariser summariser = new Summariser(SETTINGS, SENSORS, Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser;
    }

    /** One row per epoch and attack type, all sensors and services together. */
    private static Map<String, Map<Metric, Measure>> measures(Summariser summariser) {
        Map<String, Map<Metric, Measure>> out = new TreeMap<>();
        for (EpochSummary epoch : summariser.epochs()) {
            List<AttackType> types = new ArrayList<>();
            int[][] rows = new int[epoch.counted().cells()][];
            for (int slot = 0; slot < rows.length; slot++) {
                AttackType type = CellCode.type(epoch.counted().code(slot));
                if (!types.contains(type)) {
                    types.add(type);
                }
                rows[slot] = new int[] {types.indexOf(type)};
            }
            RowMeasures measures = new RowMeasures(epoch, rows, types.size());
            for (int row = 0; row < types.size(); row++) {
                out.put(epoch.epoch().startSecond() / 600 + " " + types.get(row), measures.of(row));
            }
        }
        return out;
    }
}
