package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Service;
import yochi.core.model.SourceReport;
import yochi.core.model.Statistic;
import yochi.core.model.Telling;
import yochi.core.model.Telling.State;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.core.sketch.ItemCounts;
import yochi.link.wire.ExtractionCodec;
import yochi.link.wire.ReportCodec;
import yochi.link.wire.SeenVictimReportCodec;
import yochi.link.wire.SourceReportCodec;
import yochi.link.wire.VictimReportCodec;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.event.Event;
import yochi.node.event.EventDesk;
import yochi.node.habit.SaidSessions;
import yochi.node.habit.UsedWord;
import yochi.node.habit.WordWatch;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.offence.SourceDays;
import yochi.node.offence.SourceWatch;
import yochi.node.onset.OnsetWatch;
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/**
 * K-10: the proofs of {@link BorderProofTest} on everything that a policy can let out at once: all further metrics,
 * keyed victims of ten seconds, findings with the words that sources said, answers by every dimension, the public day,
 * reports on victims, named by orders and seen by sensors, sources one by one; drawn sensors and not.
 */
class WholeBorderProofTest {
    private static final NodeCard CARD = new NodeCard(
            new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001")), "node one", new Country("SG"), 1, "1");
    private static final Places PLACES = places();
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);
    private static final List<Sensor> SENSORS = Traffic.sensors(4);
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Traffic.START_SECOND * SECOND;
    private static final Instant BEGIN = Instant.ofEpochSecond(Traffic.START_SECOND);
    private static final String EVERYTHING = "name: everything, epoch: 10m, release: 1h, k: 2, networks: 1, sensors: 1,"
            + " dominance: 1.1, rounding: 1, clipWindow: 500, dimensions: [service, tool, place, asn],"
            + " sketches: {every: 1h, keyLife: 1h, atLeast: 2}, publicView: {},"
            + " victims: own-country, seenVictims: own-country, sources: {atLeast: 2, homes: [reader]},"
            + " findings: [events, onset, links, words], details: [sizes, gaps, ttl,"
            + " source_ports, victims, entropy, new_sources";
    private static final String TARGETS = ", targets]";
    private static final String DRAWN = ", sampling: {share: 0.5, every: 1h}";

    private static PrivacyPolicy policy(String more) {
        return PrivacyPolicy.ofYaml("{" + EVERYTHING + more + "}");
    }

    /** Address n of a crowd in 240.0.0.0/4; every twentieth is an IPv6 address. */
    private static long source(int n) {
        long scattered = n * 0x9E37_79B9L & 0x0FFF_FFFFL;
        return n % 20 == 19 ? -1 - scattered : 0xF000_0000L | scattered;
    }

    /** Background, scanners, victims of floods, and a group that comes together. */
    private static List<Sent> packets(long seed) {
        Random random = new Random(seed);
        List<Sent> out = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            long at = START + (long) (random.nextDouble() * 3600e9);
            Rule rule = List.of(Rule.TCP_SYN, Rule.UDP_REST, Rule.TCP_SYN_ACK).get(random.nextInt(3));
            int n = random.nextInt(600);
            out.add(new Sent(i % 4, at, rule, random.nextInt(25), source(1000 + n), 60 + n % 40));
        }
        for (int s = 0; s < 12; s++) {
            for (int i = 0; i < 300; i++) {
                out.add(new Sent(i % 4, START + i * (5 * SECOND + 11_000) + s, Rule.TCP_SYN, 23, source(s), 60));
            }
        }
        for (int v = 0; v < 12; v++) {
            for (int i = 0; i < 45; i++) {
                out.add(new Sent(
                        i % 4, START + (600 + i * 2) * SECOND + v, Rule.TCP_SYN_ACK, 443, source(100 + v), 60));
            }
        }
        for (int g = 0; g < 30; g++) {
            out.add(new Sent(g % 4, START + 1810 * SECOND + g * SECOND, Rule.TCP_SYN, 9034, source(200 + g), 60));
        }
        for (int t = 0; t < 40; t++) {
            out.add(new Sent(t % 4, START + t * SECOND, Rule.PROBE, 22, source(300 + t), 60));
        }
        out.sort(Comparator.comparingLong(Sent::nanos));
        return out;
    }

    /** All that leaves, part by part; reports as the leak makes them. */
    private static List<byte[]> emitted(List<Sent> packets, PrivacyPolicy policy, UnaryOperator<EpochReport> leak) {
        return emitted(packets, policy, leak, true);
    }

    /** The same, of single sources and victims with the hashes and tokens of their addresses or without. */
    private static List<byte[]> emitted(
            List<Sent> packets, PrivacyPolicy policy, UnaryOperator<EpochReport> leak, boolean keyed) {
        Summariser summariser = new Summariser(
                SummarySettings.of(policy.epoch(), policy.release(), Duration.ZERO, true).with(policy.details()),
                SENSORS,
                Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        EventDesk desk = new EventDesk(Rules.shipped(), Places.none());
        Traffic.feed(packets, SENSORS, desk);
        OnsetWatch onset = new OnsetWatch(1);
        Traffic.feed(packets, SENSORS, (PacketsOnly) onset::packet);
        Finds finds = new Finds(
                        desk.events(), onset.take(Instant.MAX), Optional.of(new AttemptLinks.Span(12, 20, 12, 6)))
                .with(said(packets));
        List<ClosedWindow> windows = summariser.close();
        Border border = new Border(CARD, policy, KEYS);
        List<byte[]> out = new ArrayList<>();
        EpochReport report = border.release(windows.getFirst(), finds, 1).report();
        out.add(ReportCodec.encode(leak.apply(report)));
        ExtractionDesk answers =
                new ExtractionDesk(CARD.id(), CARD.name(), InstantSource.fixed(BEGIN), KEYS.draw());
        answers.released(windows, policy.digest());
        for (Set<ExtractionRequest.Dimension> by :
                List.of(Set.of(ExtractionRequest.Dimension.values()), Set.<ExtractionRequest.Dimension>of())) {
            ExtractionRequest question = new ExtractionRequest(
                    "q" + by.size(), BEGIN, BEGIN.plusSeconds(3600), Optional.empty(), Optional.empty(), by);
            out.add(ExtractionCodec.encode(answers.answer(question, policy, windows), question));
        }
        new PublicDays(policy, KEYS.draw(), new SplittableRandom(1))
                .of(CARD.country(), windows, BEGIN.plus(Duration.ofDays(4)), d -> false)
                .forEach(day -> out.add(day.addresses().toString().getBytes(StandardCharsets.UTF_8)));
        victims(policy).forEach(out::add);
        seenVictims(windows.getFirst(), finds.events(), policy)
                .map(r -> SeenVictimReportCodec.encode(keyed ? r : unnamed(r)))
                .ifPresent(out::add);
        sources(packets, policy)
                .map(r -> SourceReportCodec.encode(keyed ? r : unnamed(r)))
                .ifPresent(out::add);
        assertThat(out).hasSize(policy.sampling().isEmpty() ? 8 : 6);
        return out;
    }

    /** All addresses of the test are of the country of the centre. */
    private static Places places() {
        try {
            Path table = Files.createTempFile("places", ".csv");
            Files.writeString(table, "240.0.0.0,255.255.255.255,SG\n");
            Places four = Places.none().with(table);
            Files.writeString(table, "2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,SG\n");
            Places both = four.with(table);
            Files.delete(table);
            return both;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SeenVictimReport> seenVictims(
            ClosedWindow window, List<Event> events, PrivacyPolicy policy) {
        return new SeenVictimNotices(CARD, CARD.country(), PLACES, policy).report(window, events, () -> 1);
    }

    private static SeenVictimReport unnamed(SeenVictimReport r) {
        List<SeenVictim> victims = r.victims().stream()
                .map(v -> new SeenVictim(
                        "000000000000", v.kind(), v.asn(), v.service(), v.from(), v.seconds(), v.packets()))
                .toList();
        return new SeenVictimReport(
                r.node(), r.sequence(), r.addressee(), r.from(), r.until(), r.watched(), r.policy(), r.unnamed(),
                victims);
    }

    /** The sources that said something to honeypots, for a node of the home country. */
    private static Optional<SourceReport> sources(List<Sent> packets, PrivacyPolicy policy) {
        LocalDate day = LocalDate.ofInstant(BEGIN, ZoneOffset.UTC);
        SourceDays days = new SourceDays();
        days.watched(day.toEpochDay());
        SourceWatch watch = new SourceWatch(days);
        sessions(packets).forEach(session -> watch.session(session, Rule.BRUTE_FORCE));
        KeyPair pair = WrappedSecret.newPair(new SecureRandom());
        NodePair reader = NodePair.of(
                HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPrivate())),
                HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPublic())));
        return new SourceLists(CARD, CARD.country(), policy, Optional.of(reader), () -> 1, new SecureRandom())
                .ahead(
                        days,
                        day.plusDays(1),
                        BEGIN.plusSeconds(3600),
                        KEYS,
                        List.of(new KeyRoster.Entry("reader", CARD.country(), reader.open(), day.plusDays(9))));
    }

    private static SourceReport unnamed(SourceReport r) {
        return new SourceReport(
                r.node(),
                r.sequence(),
                r.country(),
                r.day(),
                r.kind(),
                r.until(),
                r.policy(),
                r.keyId(),
                r.watched(),
                r.services().stream()
                        .map(of -> new SourceReport.OfService(
                                of.service(),
                                of.seen().stream().map(s -> new SourceReport.Seen(0, s.days())).toList()))
                        .toList(),
                r.leftOut(),
                List.of());
    }

    private static Stream<HoneypotSession> sessions(List<Sent> packets) {
        return packets.stream()
                .filter(p -> p.rule() == Rule.PROBE)
                .map(p -> SaidSessions.naming(
                        addresses(List.of(p), 0).getFirst(), Instant.ofEpochSecond(p.nanos() / SECOND)));
    }

    /** Targets of orders: addresses that scan here too, and that no test changes. */
    private static long target(int n) {
        return source(1300 + n);
    }

    /** A list of orders, and the next without the first of them: named as somebody names who hides nothing. */
    private static List<byte[]> victims(PrivacyPolicy policy) {
        List<AttackOrder> orders = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            String address = LeakScan.forms(address(target(n))).get(n % LeakScan.FORMS);
            orders.add(order(address, List.of("http/get", "tcp to " + address)));
        }
        AtomicLong sequence = new AtomicLong();
        VictimNotices notices =
                new VictimNotices(CARD.id(), CARD.country(), policy, sequence::incrementAndGet);
        List<byte[]> out = new ArrayList<>();
        notices.list(BEGIN, orders).forEach(r -> out.add(VictimReportCodec.encode(r)));
        notices.list(BEGIN.plusSeconds(60), orders.subList(1, orders.size()))
                .forEach(r -> out.add(VictimReportCodec.encode(r)));
        return out;
    }

    private static AttackOrder order(String name, List<String> vectors) {
        Victim victim = new Victim(
                name, CARD.country(), "geo", new Asn(64_500), vectors, List.of(Service.tcp(443)), 3);
        return new AttackOrder(new Origin(SENSORS.getFirst(), "test"), BEGIN, victim, CARD.country());
    }

    /** What the border lets through as a pseudonym is searched too: this name it would have to change. */
    @Test
    void aVictimToldByItsAddressIsFound() {
        List<Sent> packets = packets(1);
        for (String name : LeakScan.forms(address(target(1)))) {
            VictimReport leak = new VictimReport(
                    CARD.id(), 1, CARD.country(), BEGIN, false, "p", List.of(order(name, List.of()).victim()));
            assertThat(LeakScan.texts(VictimReportCodec.encode(leak), addresses(packets, 0)))
                    .as(name)
                    .isPositive();
        }
    }

    /** Whom sensors saw attacked is searched too: this name would be the address itself. */
    @Test
    void aSeenVictimToldByTheBytesOfItsAddressIsFound() {
        List<Sent> packets = packets(1);
        byte[] address = address(source(100));
        SeenVictim leak = new SeenVictim(
                "0000" + HexFormat.of().formatHex(address),
                SeenVictim.Kind.BACKSCATTER,
                Asn.UNKNOWN,
                Service.ANY,
                BEGIN,
                60,
                32);
        SeenVictimReport report = new SeenVictimReport(
                CARD.id(), 1, CARD.country(), BEGIN, BEGIN.plusSeconds(60), Set.of(), "p", 0, List.of(leak));
        assertThat(LeakScan.binaries(SeenVictimReportCodec.encode(report), addresses(packets, 0)))
                .isPositive();
        assertThat(LeakScan.binaries(SeenVictimReportCodec.encode(unnamed(report)), addresses(packets, 0)))
                .isZero();
    }

    /** What the proof speaks of: victims by their hashes, sources by their tokens and in a closed box. */
    @Test
    void seenVictimsAndSourcesAreInWhatTheProofSearches() {
        List<Sent> packets = packets(1);
        PrivacyPolicy policy = policy(TARGETS);
        List<byte[]> parts = emitted(packets, policy, r -> r);
        SeenVictimReport seen = SeenVictimReportCodec.decode(parts.get(6));
        assertThat(seen.victims()).extracting(SeenVictim::name).contains(
                SeenVictim.name(inet(address(source(100)))), SeenVictim.name(inet(address(source(111)))));
        assertThat(seen.watched()).contains(SeenVictim.Kind.BACKSCATTER);
        SourceReport sources = SourceReportCodec.decode(parts.get(7));
        assertThat(sources.size()).isEqualTo(40);
        assertThat(sources.closed()).hasSize(1);
    }

    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every source of the sessions names its own address in all that it says. */
    private static List<UsedWord> said(List<Sent> packets) {
        WordWatch words = new WordWatch(WordWatch.MOST);
        sessions(packets).forEach(words::session);
        return words.said(BEGIN, BEGIN.plusSeconds(3600));
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<byte[]> addresses(List<Sent> packets, long other) {
        return packets.stream()
                .map(p -> p.source() < 0 ? p.source() - other : p.source() ^ other)
                .distinct()
                .map(WholeBorderProofTest::address)
                .toList();
    }

    private static byte[] address(long source) {
        return source < 0
                ? ByteBuffer.allocate(16).putLong(0x2001_0DB8_0000_0000L).putLong(-source).array()
                : ByteBuffer.allocate(4).putInt((int) source).array();
    }

    private static double chance(byte[] emitted, List<Sent> packets) {
        return LeakScan.chance(
                LeakScan.binaries(emitted, addresses(packets, 0)),
                LeakScan.binaries(emitted, addresses(packets, 0x0055_5555)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", DRAWN})
    void noAddressStandsInAnythingThatLeavesAsTextAndNoMoreAsBytesThanByChance(String drawn) {
        List<Sent> packets = packets(drawn.length());
        byte[] emitted = joined(emitted(packets, policy(TARGETS + drawn), r -> r));
        assertThat(emitted.length).isGreaterThan(20_000);
        assertThat(LeakScan.texts(emitted, addresses(packets, 0))).isZero();
        assertThat(chance(emitted, packets)).isGreaterThan(0.001);
    }

    @Test
    void everythingThatTheProofSpeaksOfIsThere() {
        Set<String> metrics = new TreeSet<>();
        emitted(packets(1), policy(TARGETS), r -> {
            r.cells().forEach(c -> c.measures().keySet().forEach(m -> metrics.add(m.id())));
            return r;
        });
        assertThat(metrics).contains(
                "packets", "bytes", "sources", "targets", "size", "gap", "ttl", "sourceports", "victims",
                "entropy.sources", "entropy.services", "attacks.scan", "attacks.dosBackscatter", "onset.sources",
                "onset.windows", "found.events", "found.words", "words.credentials", "words.commands",
                "words.requests", "words.texts");
        assertThat(metrics).anyMatch(m -> m.startsWith("sources.brightness"));
    }

    /** Neither is kept by sensor, so both would tell of sensors that must not show; the report says why. */
    @Test
    void whereSensorsAreDrawnNeitherFindingsNorVictimsLeaveAndTheReportSaysSo() {
        emitted(packets(1), policy(TARGETS + DRAWN), r -> {
            assertThat(Telling.of(r)).contains(new Telling(State.SAMPLING, State.SAMPLING, State.SAMPLING));
            assertThat(r.cells()).allSatisfy(c -> assertThat(c.measures().keySet())
                    .noneMatch(m -> m.equals(Metric.VICTIMS) || (m.isFinding() && !m.id().startsWith("found."))));
            return r;
        });
    }

    /** Tokens that are no keyed hashes but the addresses themselves. */
    @Test
    void victimsToldByTheirAddressesAreFoundByTheCountOfBytes() {
        List<Sent> packets = packets(1);
        List<Long> sources = packets.stream().map(Sent::source).filter(s -> s >= 0).distinct().toList();
        byte[] leaking = joined(emitted(packets, policy(TARGETS), r -> changed(r, (i, measures) -> {
            if (measures.containsKey(Metric.VICTIMS)) {
                ItemCounts items = ItemCounts.empty();
                items.add(sources.get(i % sources.size()), 3);
                measures.put(Metric.VICTIMS, new Measure.FrequentItems(items));
            }
        })));
        assertThat(chance(leaking, packets)).isLessThan(0.001);
    }

    /** Tokens of words that are the addresses named in them. */
    @Test
    void wordsToldWithTheAddressesInThemAreFoundByTheCountOfBytes() {
        List<Sent> packets = packets(1);
        List<Long> sources = packets.stream().map(Sent::source).filter(s -> s >= 0).distinct().toList();
        byte[] leaking = joined(emitted(packets, policy(TARGETS), r -> changed(r, (i, measures) -> {
            if (measures.containsKey(Metric.words("commands"))) {
                ItemCounts items = ItemCounts.empty();
                sources.stream().limit(60).forEach(s -> items.add(s, 3));
                measures.put(Metric.words("commands"), new Measure.FrequentItems(items));
            }
        })));
        assertThat(chance(leaking, packets)).isLessThan(0.001);
    }

    private interface Change {
        void in(int cell, Map<Metric, Measure> measures);
    }

    private static EpochReport changed(EpochReport report, Change change) {
        List<Statistic> cells = new ArrayList<>();
        for (int i = 0; i < report.cells().size(); i++) {
            Map<Metric, Measure> measures = new TreeMap<>(report.cells().get(i).measures());
            change.in(i, measures);
            cells.add(new Statistic(report.cells().get(i).key(), measures));
        }
        return report.with(cells, report.uptime(), report.operators());
    }

    private static EpochReport withoutKeyed(EpochReport report) {
        return changed(report, (i, measures) -> {
            measures.remove(Metric.VICTIMS);
            measures.values().removeIf(Measure.DistinctSet.class::isInstance);
        });
    }

    /** Who of its /24, or /48, it was: one of the background, a scanner, a victim, one of the group. */
    private static List<Sent> neighbour(List<Sent> packets, int who) {
        Set<Long> taken = new TreeSet<>();
        packets.forEach(p -> taken.add(p.source()));
        long old = source(who);
        long other = old;
        for (int i = 1; taken.contains(other); i++) {
            other = old < 0 ? old - i : (old & ~255L) | ((old + i) & 255);
        }
        long chosen = other;
        return packets.stream()
                .map(p -> p.source() == old
                        ? new Sent(p.sensor(), p.nanos(), p.rule(), p.port(), chosen, p.length())
                        : p)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "1, 104", "2, 210", "2, 1100", "3, 1019", "3, 305"})
    void whichAddressOfANetworkItWasChangesNoByteButOfSketchesAndTokens(long seed, int who) {
        List<Sent> packets = packets(seed);
        List<Sent> changed = neighbour(packets, who);
        for (String drawn : List.of("]", "]" + DRAWN)) {
            PrivacyPolicy policy = policy(drawn);
            assertThat(emitted(changed, policy, WholeBorderProofTest::withoutKeyed, false))
                    .containsExactly(
                            emitted(packets, policy, WholeBorderProofTest::withoutKeyed, false)
                                    .toArray(byte[][]::new));
        }
        assertThat(changed).isNotEqualTo(packets).hasSameSizeAs(packets);
    }

    @Test
    void aNumberThatDependsOnAnAddressIsFound() {
        List<Sent> packets = packets(1);
        List<Sent> changed = neighbour(packets, 3);
        List<List<byte[]>> both = new ArrayList<>();
        for (List<Sent> one : List.of(packets, changed)) {
            long sum = one.stream().mapToLong(Sent::source).sum();
            both.add(emitted(one, policy("]"), r -> withoutKeyed(changed(r, (i, measures) -> measures.replaceAll(
                    (metric, m) -> metric.equals(Metric.ONSET_EXPECTED)
                            ? new Measure.Count(Math.floorMod(sum, 1009))
                            : m)))));
        }
        assertThat(both.get(0).getFirst()).isNotEqualTo(both.get(1).getFirst());
    }
}
