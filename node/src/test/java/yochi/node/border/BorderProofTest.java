package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Statistic;
import yochi.link.wire.ExtractionCodec;
import yochi.link.wire.ReportCodec;
import yochi.node.classify.Rule;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/** K-10: no address in what is emitted, no influence of which address of a network it was; each test has its leak. */
class BorderProofTest {
    private static final NodeCard CARD = new NodeCard(
            new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001")),
            "node one",
            new Country("SG"),
            1,
            "1");
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);
    private static final List<Sensor> SENSORS = Traffic.sensors(2);
    private static final Instant START = Instant.ofEpochSecond(Traffic.START_SECOND);
    private static final PrivacyPolicy OPEN = PrivacyPolicy.ofYaml("{name: open, epoch: 10m, release: 1h, k: 2,"
            + " networks: 1, sensors: 1, dominance: 1.1, rounding: 1, dimensions: [sensor, service, tool, place, asn],"
            + " sketches: {every: 1h, keyLife: 1h, atLeast: 2}}");
    private static final Rule[] RULES = {Rule.TCP_SYN, Rule.UDP_REST, Rule.TCP_SYN_ACK, Rule.ICMP_ERROR};

    /** Packets whose sources lie in the reserved block 240.0.0.0/4, one in twenty in 2001:db8::/48. */
    private static List<Sent> packets(long seed, int n, int sources) {
        Random random = new Random(seed);
        long[] pool = random.longs(sources, 0, 1L << 28).map(a -> 0xF000_0000L | a).toArray();
        List<Sent> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean six = random.nextInt(20) == 0;
            out.add(new Sent(
                    random.nextInt(2),
                    Traffic.START_SECOND * 1_000_000_000L + (long) (random.nextDouble() * 3600e9),
                    RULES[random.nextInt(RULES.length)],
                    random.nextInt(30),
                    six ? -1 - (random.nextLong() >>> 1 & 0xFFFF_FFFFFFL) : pool[random.nextInt(pool.length)],
                    60 + random.nextInt(100)));
        }
        return out;
    }

    private static List<ClosedWindow> windows(List<Sent> packets) {
        Summariser summariser = new Summariser(
                SummarySettings.of(OPEN.epoch(), OPEN.release(), Duration.ZERO, true), SENSORS, Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser.close();
    }

    private static List<EpochReport> reports(List<ClosedWindow> windows) {
        return new Border(CARD, OPEN, KEYS)
                .release(windows, 1).stream().map(Border.Release::report).toList();
    }

    private static ExtractionRequest request() {
        return new ExtractionRequest(
                "q",
                START,
                START.plusSeconds(3600),
                Optional.empty(),
                Optional.empty(),
                Set.of(ExtractionRequest.Dimension.values()));
    }

    private static ExtractionAnswer answer(List<ClosedWindow> windows) {
        ExtractionDesk desk = new ExtractionDesk(CARD.id(), CARD.name(), InstantSource.fixed(START), KEYS.draw());
        desk.released(windows, OPEN.digest());
        return desk.answer(request(), OPEN, windows);
    }

    /** All that leaves: reports, and an answer with every dimension. */
    private static byte[] emitted(List<Sent> packets, UnaryOperator<EpochReport> leak) {
        List<ClosedWindow> windows = windows(packets);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports(windows).forEach(r -> out.writeBytes(ReportCodec.encode(leak.apply(r))));
        out.writeBytes(ExtractionCodec.encode(answer(windows), request()));
        return out.toByteArray();
    }

    private static byte[] bytes(long source) {
        return source < 0
                ? ByteBuffer.allocate(16).putLong(0x2001_0DB8_0000_0000L).putLong(-source).array()
                : ByteBuffer.allocate(4).putInt((int) source).array();
    }

    private static List<byte[]> addresses(List<Sent> packets) {
        return packets.stream().map(Sent::source).distinct().map(BorderProofTest::bytes).toList();
    }

    /** As many addresses of the same blocks that were not in the input. */
    private static List<byte[]> control(List<Sent> packets) {
        Set<Long> taken = new HashSet<>();
        packets.forEach(p -> taken.add(p.source()));
        List<Sent> others = packets(99, 100_000, 20_000);
        List<Long> free =
                others.stream().map(Sent::source).filter(s -> !taken.contains(s)).distinct().toList();
        long sixes = taken.stream().filter(s -> s < 0).count();
        List<byte[]> out = new ArrayList<>();
        free.stream().filter(s -> s < 0).limit(sixes).forEach(s -> out.add(bytes(s)));
        free.stream().filter(s -> s >= 0).limit(taken.size() - sixes).forEach(s -> out.add(bytes(s)));
        assertThat(out).hasSize(taken.size());
        return out;
    }

    private static double chance(byte[] emitted, List<Sent> packets) {
        return LeakScan.chance(
                LeakScan.binaries(emitted, addresses(packets)), LeakScan.binaries(emitted, control(packets)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noAddressStandsInWhatIsEmittedAsTextAndNoMoreAsBytesThanByChance(long seed) {
        List<Sent> packets = packets(seed, 20_000, 3000);
        byte[] emitted = emitted(packets, r -> r);
        assertThat(emitted.length).isGreaterThan(20_000);
        assertThat(LeakScan.texts(emitted, addresses(packets))).isZero();
        assertThat(chance(emitted, packets)).isGreaterThan(0.001);
    }

    private static EpochReport named(EpochReport r, String name) {
        return new EpochReport(
                r.node(), name, r.country(), r.boot(), r.sequence(), r.window(), r.revision(), r.late(), r.policy(),
                r.policyDigest(), r.keyId(), r.rulesVersion(), r.cells(), r.uptime(), r.suppressed(), r.operators());
    }

    private static EpochReport with(EpochReport r, List<Statistic> cells) {
        return new EpochReport(
                r.node(), r.nodeName(), r.country(), r.boot(), r.sequence(), r.window(), r.revision(), r.late(),
                r.policy(), r.policyDigest(), r.keyId(), r.rulesVersion(), cells, r.uptime(), r.suppressed(),
                r.operators());
    }

    @Test
    void aReportThatNamesASingleAddressIsFoundInEveryTextForm() {
        List<Sent> packets = packets(1, 5000, 1000);
        long four = packets.stream().mapToLong(Sent::source).filter(s -> s >= 0).findFirst().orElseThrow();
        for (String text : List.of(
                Long.toString(four),
                Integer.toString((int) four),
                Long.toHexString(four),
                (four >>> 24) + "." + (four >>> 16 & 255) + "." + (four >>> 8 & 255) + "." + (four & 255),
                (four & 255) + "." + (four >>> 8 & 255) + "." + (four >>> 16 & 255) + "." + (four >>> 24))) {
            assertThat(LeakScan.texts(emitted(packets, r -> named(r, "n " + text)), addresses(packets)))
                    .as(text)
                    .isPositive();
        }
        long six = packets.stream().mapToLong(Sent::source).filter(s -> s < 0).findFirst().orElseThrow();
        String compressed = String.format("2001:db8::%x:%x:%x", -six >>> 32, -six >>> 16 & 0xFFFF, -six & 0xFFFF);
        assertThat(LeakScan.texts(emitted(packets, r -> named(r, compressed)), addresses(packets)))
                .as(compressed)
                .isPositive();
    }

    @Test
    void reportsThatCarryAddressesAsNumbersAreFoundByTheCountOfBytes() {
        List<Sent> packets = packets(1, 20_000, 3000);
        List<Long> sources = packets.stream().map(Sent::source).filter(s -> s >= 0).distinct().toList();
        UnaryOperator<EpochReport> leak = r -> {
            List<Statistic> cells = new ArrayList<>();
            for (int i = 0; i < r.cells().size(); i++) {
                Map<Metric, Measure> measures = new TreeMap<>(r.cells().get(i).measures());
                if (i < 60) {
                    measures.put(new Metric("first.source"), new Measure.Count(sources.get(i)));
                }
                cells.add(new Statistic(r.cells().get(i).key(), measures));
            }
            return with(r, cells);
        };
        assertThat(chance(emitted(packets, leak), packets)).isLessThan(0.001);
        byte[] honest = emitted(packets, r -> r);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(honest);
        addresses(packets).stream().limit(60).forEach(raw::writeBytes);
        assertThat(chance(raw.toByteArray(), packets)).isLessThan(0.001);
    }

    /** All that leaves but the sketches. */
    private static List<byte[]> outsideSketches(List<Sent> packets, UnaryOperator<EpochReport> leak) {
        List<ClosedWindow> windows = windows(packets);
        List<byte[]> out = new ArrayList<>();
        for (EpochReport report : reports(windows)) {
            List<Statistic> cells = new ArrayList<>();
            for (Statistic cell : leak.apply(report).cells()) {
                Map<Metric, Measure> measures = new HashMap<>(cell.measures());
                measures.values().removeIf(Measure.DistinctSet.class::isInstance);
                cells.add(new Statistic(cell.key(), measures));
            }
            out.add(ReportCodec.encode(with(report, cells)));
        }
        out.add(ExtractionCodec.encode(answer(windows), request()));
        return out;
    }

    /** The same packets where one source is another one of its /24, or /48, that no packet has. */
    private static List<Sent> neighbour(List<Sent> packets, long seed) {
        Set<Long> taken = new HashSet<>();
        packets.forEach(p -> taken.add(p.source()));
        Random random = new Random(seed);
        long old = packets.get(random.nextInt(packets.size())).source();
        long other = old;
        while (taken.contains(other)) {
            other = old < 0 ? -1 - (random.nextLong() >>> 20) : (old & ~255L) | random.nextInt(256);
        }
        long source = other;
        return packets.stream()
                .map(p -> p.source() == old
                        ? new Sent(p.sensor(), p.nanos(), p.rule(), p.port(), source, p.length())
                        : p)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "2,3", "2,4", "3,5", "3,6", "4,7"})
    void whichAddressOfANetworkItWasChangesNoByteOutsideTheSketches(long seed, long change) {
        List<Sent> packets = packets(seed, 3000, 200);
        List<Sent> changed = neighbour(packets, change);
        assertThat(changed).isNotEqualTo(packets);
        assertThat(outsideSketches(changed, r -> r))
                .containsExactly(outsideSketches(packets, r -> r).toArray(byte[][]::new));
        assertThat(emitted(changed, r -> r)).isNotEqualTo(emitted(packets, r -> r));
    }

    @Test
    void aReportThatDependsOnAnAddressIsFoundEvenWhereNobodyCouldReadIt() {
        List<Sent> packets = packets(1, 3000, 200);
        List<Sent> changed = neighbour(packets, 1);
        assertThat(outsideSketches(changed, dependent(changed)).getFirst())
                .isNotEqualTo(outsideSketches(packets, dependent(packets)).getFirst());
    }

    /** A leak that no scan would find: a residue of the sum of all addresses is added to one number. */
    private static UnaryOperator<EpochReport> dependent(List<Sent> packets) {
        long sum = packets.stream().mapToLong(Sent::source).sum();
        return r -> {
            List<Statistic> cells = new ArrayList<>(r.cells());
            Map<Metric, Measure> measures = new HashMap<>(cells.getFirst().measures());
            measures.put(Metric.PACKETS, new Measure.Count(Math.floorMod(sum, 1009)));
            cells.set(0, new Statistic(cells.getFirst().key(), measures));
            return with(r, cells);
        };
    }

    @Test
    void theChanceOfACountIsThatOfTheBinomialLaw() {
        assertThat(LeakScan.chance(0, 0)).isEqualTo(1);
        assertThat(LeakScan.chance(3, 0)).isEqualTo(0.125);
        assertThat(LeakScan.chance(2, 1)).isEqualTo(0.5);
        byte[] text = "x 240.1.2.3 y".getBytes(StandardCharsets.US_ASCII);
        assertThat(LeakScan.texts(text, List.of(bytes(0xF001_0203L)))).isEqualTo(1);
    }
}
