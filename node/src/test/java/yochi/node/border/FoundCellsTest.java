package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.analysis.onset.DayCampaign;
import yochi.analysis.onset.Sighting;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Telling;
import yochi.core.model.Telling.State;
import yochi.core.sketch.ItemCounts;
import yochi.link.wire.ReportCodec;
import yochi.node.border.PrivacyPolicy.Found;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.classify.ServiceNumber;
import yochi.node.event.Event;
import yochi.node.event.EventDesk;
import yochi.node.event.EventKind;
import yochi.node.habit.UsedWord;
import yochi.node.habit.WordKind;
import yochi.node.observation.Sensor;
import yochi.node.onset.OnsetWatch;
import yochi.node.onset.WindowOnset;
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/** K-10, A-7: what is told of events, onsets and links passes the policy, names nobody, and can be switched off. */
class FoundCellsTest {
    private static final NodeCard CARD = new NodeCard(
            new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001")), "node one", new Country("SG"), 1, "1");
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);
    private static final List<Sensor> SENSORS = Traffic.sensors(2);
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Traffic.START_SECOND * SECOND;
    /** From one packet of a scanner to the next; with it the target moves on. */
    private static final long STEP = 5 * SECOND + 11_000;

    private static final Service TELNET = Service.tcp(23);
    private static final Service RARE = Service.tcp(9034);

    private static PrivacyPolicy policy(int k, String more) {
        return PrivacyPolicy.ofYaml("{name: test, epoch: 10m, release: 1h, k: " + k
                + ", networks: 2, sensors: 2, dominance: 0.7, rounding: 5" + more + "}");
    }

    /** The address of number n: two a /24. */
    private static long source(int n) {
        return 0xF000_0000L | (long) (n / 2) << 8 | n % 2 + 7;
    }

    /** The victim of number v: one a /15, since neighbours would be a block under attack. */
    private static long victim(int v) {
        return 0xF000_0007L + ((long) v << 17);
    }

    /** Background, then scanners, victims of floods and a group that comes to one port within half a minute. */
    private static List<Sent> packets(long seed, int scanners, int victims, int group) {
        Random random = new Random(seed);
        List<Sent> out = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            long at = START + (long) (random.nextDouble() * 3600e9);
            out.add(new Sent(i % 2, at, Rule.TCP_SYN, random.nextInt(25), source(1000 + random.nextInt(300)), 60));
        }
        for (int s = 0; s < scanners; s++) {
            for (int i = 0; i < 300; i++) {
                out.add(new Sent(i % 2, START + i * STEP + s, Rule.TCP_SYN, 23, source(s), 60));
            }
        }
        for (int v = 0; v < victims; v++) {
            for (int i = 0; i < 45; i++) {
                out.add(new Sent(i % 2, START + (600 + i * 2) * SECOND + v, Rule.TCP_SYN_ACK, 443, victim(v), 60));
            }
        }
        for (int g = 0; g < group; g++) {
            out.add(new Sent(g % 2, START + 1810 * SECOND + g * SECOND, Rule.TCP_SYN, 9034, source(200 + g), 60));
        }
        out.sort(Comparator.comparingLong(Sent::nanos));
        return out;
    }

    private record Seen(ClosedWindow window, Finds finds) {}

    private static Seen seen(List<Sent> packets, PrivacyPolicy policy) {
        Summariser summariser = new Summariser(
                SummarySettings.of(policy.epoch(), policy.release(), Duration.ZERO, false), SENSORS, Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        EventDesk desk = new EventDesk(Rules.shipped(), Places.none());
        Traffic.feed(packets, SENSORS, desk);
        OnsetWatch onset = new OnsetWatch(1);
        Traffic.feed(packets, SENSORS, (PacketsOnly) onset::packet);
        Finds finds = new Finds(
                desk.events(), onset.take(Instant.MAX), Optional.of(new AttemptLinks.Span(12, 20, 12, 6)));
        return new Seen(summariser.close().getFirst(), finds);
    }

    private static EpochReport report(List<Sent> packets, PrivacyPolicy policy) {
        Seen seen = seen(packets, policy);
        return new Border(CARD, policy, KEYS).release(seen.window(), seen.finds(), 1).report();
    }

    /** Each packet of another address drawn from all there are, one in seven of those that nobody can have. */
    @Test
    void aForgedFloodIsToldAsSuchFromKSourcesOn() {
        List<Sent> packets = packets(1, 12, 11, 30);
        for (int i = 0; i < 140; i++) {
            long at = START + 1220 * SECOND + i * SECOND / 10;
            Rule rule = i % 7 == 0 ? Rule.SPECIAL_SOURCE : Rule.TCP_SYN;
            packets.add(new Sent(i % 2, at, rule, 8088, source(5_000 + 2 * i), 60));
        }
        packets.sort(Comparator.comparingLong(Sent::nanos));
        assertThat(told(report(packets, policy(10, ""))))
                .containsEntry("onset.forged ALL_ORIGIN tcp/8088", 140L)
                .doesNotContainKey("onset.sources ALL_ORIGIN tcp/8088");
        assertThat(told(report(packets, policy(150, "")))).doesNotContainKey("onset.forged ALL_ORIGIN tcp/8088");
    }

    /** The day's campaign is told in the window that begins the next day; which sources it has is not. */
    @Test
    void aCampaignLeavesWithItsSizeAndSharesIfThePolicyLetsItsSourcesPass() {
        List<Sent> packets = packets(1, 12, 11, 0);
        Seen seen = seen(packets, policy(10, ""));
        WindowOnset last = seen.finds().onsets().getLast();
        DayCampaign campaign = new DayCampaign(
                new Sighting(3, 0, 2, 24, 1),
                19_000,
                24,
                41,
                List.of(
                        new DayCampaign.Share(ServiceNumber.pack(TELNET), 0.6),
                        new DayCampaign.Share(ServiceNumber.pack(Service.tcp(65_000)), 0.4)));
        WindowOnset with = new WindowOnset(
                last.from(), last.until(), last.verdict(), last.networks(), 0, 0, List.of(campaign));
        Finds finds = new Finds(List.of(), List.of(with), Optional.empty());
        Map<String, Long> told = told(
                new Border(CARD, policy(10, ""), KEYS).release(seen.window(), finds, 1).report());
        assertThat(told)
                .containsEntry("onset.campaign.3.sources ALL_ORIGIN any", 40L)
                .containsEntry("onset.campaign.3.networks ALL_ORIGIN any", 25L)
                .containsEntry("onset.campaign.3.networks.before ALL_ORIGIN any", 0L)
                .containsEntry("onset.campaign.3.share ALL_ORIGIN tcp/23", 100L);
        assertThat(told.keySet().stream().filter(key -> key.contains("65000"))).isEmpty();
        assertThat(told(new Border(CARD, policy(42, ""), KEYS).release(seen.window(), finds, 1).report()).keySet())
                .noneMatch(key -> key.startsWith("onset.campaign"));
    }

    /** What is told beside the statistics, as text. */
    private static Map<String, Long> told(EpochReport report) {
        Map<String, Long> out = new TreeMap<>();
        for (Statistic cell : report.cells()) {
            cell.measures().forEach((metric, measure) -> {
                if (metric.isFinding()
                        && !metric.equals(Metric.ONSET_SURPRISE)
                        && !metric.equals(Metric.ONSET_FUSED)
                        && !metric.id().startsWith("begun.")
                        && !metric.id().startsWith("found.")) {
                    String key = metric + " " + cell.key().attackType() + " " + cell.key().service();
                    out.merge(key, measure instanceof Measure.Count c ? c.value() : -1L, Long::sum);
                }
            });
        }
        return out;
    }

    @Test
    void attacksAndOnsetsWithEnoughAddressesBehindThemAreCountedByServiceAndNoLineIsToldTwice() {
        Map<String, Long> told = told(report(packets(1, 12, 11, 30), policy(10, "")));
        assertThat(told)
                .containsEntry("attacks.scan ALL_ORIGIN tcp/23", 12L)
                .containsEntry("attacks.dosBackscatter ALL_VICTIM tcp/443", 11L)
                .containsEntry("onset.sources ALL_ORIGIN tcp/9034", 30L)
                .containsKey("onset.group ALL_ORIGIN tcp/9034")
                .containsEntry("onset.windows ALL_ORIGIN any", 6L)
                .doesNotContainKey("onset.by.services ALL_ORIGIN any");
        assertThat(told.get("onset.odds ALL_ORIGIN tcp/9034")).isGreaterThan(100);
        assertThat(told(report(packets(1, 12, 11, 30), policy(10, ", probes: told"))))
                .containsKey("onset.by.services ALL_ORIGIN any")
                .containsEntry("onset.calibrated ALL_ORIGIN any", 0L);
        assertThat(told.keySet().stream().filter(k -> k.contains("REST"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, 9, 9", "1, 1, 5", "0, 0, 0"})
    void attacksOfFewerThanKAreInNoNumber(int scanners, int victims, int group) {
        assertThat(told(report(packets(2, scanners, victims, group), policy(10, ""))).keySet())
                .noneMatch(key -> key.startsWith("attacks") || key.startsWith("onset.sources"));
    }

    @Test
    void attacksThatPassOnlyTogetherAreToldAsRestToTheMultiple() {
        List<Sent> packets = packets(3, 0, 0, 0);
        for (int s = 0; s < 14; s++) {
            for (int i = 0; i < 300; i++) {
                packets.add(new Sent(i % 2, START + i * STEP, Rule.TCP_SYN, 30 + s % 2, source(s), 60));
            }
        }
        Map<String, Long> told = told(report(packets, policy(10, "")));
        assertThat(told).containsEntry("attacks.scan REST_ORIGIN any", 15L);
        assertThat(told.keySet()).noneMatch(key -> key.startsWith("attacks.scan ALL_ORIGIN"));
    }

    /** Sources that probe come together: the verdict would tell what the withheld numbers do not. */
    @Test
    void aGroupThatProbesOneSensorAloneIsInNoVerdictEither() {
        List<Sent> probed = packets(5, 0, 0, 0);
        for (int g = 0; g < 60; g++) {
            probed.add(new Sent(0, START + 1810 * SECOND + g * SECOND / 2, Rule.TCP_SYN, 5, source(200 + g), 60));
        }
        probed.sort(Comparator.comparingLong(Sent::nanos));
        assertThat(told(report(probed, policy(10, ", probes: told")))).containsKey("onset.sources ALL_ORIGIN tcp/5");
        assertThat(told(report(probed, policy(10, ""))))
                .isEqualTo(told(report(packets(5, 0, 0, 0), policy(10, ""))));
    }

    @Test
    void attacksInOneNetworkOrAtOneSensorAreNotTold() {
        List<Sent> one = packets(4, 12, 11, 30).stream()
                .map(p -> new Sent(p.sensor(), p.nanos(), p.rule(), p.port(), p.port() == 23
                        ? 0xF000_0000L + ((p.source() >>> 5) & 0xF8) + (p.source() & 7)
                        : p.source(), p.length()))
                .toList();
        assertThat(told(report(one, policy(10, "")))).doesNotContainKey("attacks.scan ALL_ORIGIN tcp/23");
        List<Sent> alone = packets(4, 12, 11, 30).stream()
                .map(p -> new Sent(0, p.nanos(), p.rule(), p.port(), p.source(), p.length()))
                .toList();
        assertThat(told(report(alone, policy(10, "")))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Found.class, mode = EnumSource.Mode.EXCLUDE, names = "WORDS")
    void thePolicySwitchesEachKindOffAlone(Found kept) {
        String only = ", findings: [" + kept.name().toLowerCase(java.util.Locale.ROOT) + "]";
        Map<String, Long> all = told(report(withSessions(packets(1, 12, 11, 30)), policy(10, "")));
        Map<String, Long> told = told(report(withSessions(packets(1, 12, 11, 30)), policy(10, only)));
        String prefix = Map.of(Found.EVENTS, "attacks", Found.ONSET, "onset", Found.LINKS, "links").get(kept);
        assertThat(told).isNotEmpty().allSatisfy((key, n) -> assertThat(key).startsWith(prefix));
        assertThat(all.keySet()).containsAll(told.keySet()).hasSizeGreaterThan(told.size());
        assertThat(told(report(packets(1, 12, 11, 30), policy(10, ", findings: []")))).isEmpty();
    }

    private static final String WITH_WORDS =
            ", findings: [words], sketches: {every: 1h, keyLife: 1h, atLeast: 2}";

    /** Words of so many sources at each of two services: one with sessions of its own, one without. */
    private static EpochReport saying(PrivacyPolicy policy, long sources, long networks) {
        Seen seen = seen(withSessions(packets(1, 0, 0, 0)), policy);
        List<UsedWord> words = List.of(
                new UsedWord(WordKind.COMMANDS, Service.tcp(22), "uname", sources, networks),
                new UsedWord(WordKind.COMMANDS, Service.tcp(22), "rare", 9, 9),
                new UsedWord(WordKind.CREDENTIALS, Service.tcp(22), "root/root", sources, networks),
                new UsedWord(WordKind.COMMANDS, Service.tcp(2222), "uname", sources, networks));
        return new Border(CARD, policy, KEYS)
                .release(seen.window(), seen.finds().with(words), 1)
                .report();
    }

    private static Map<String, ItemCounts> words(EpochReport report) {
        Map<String, ItemCounts> out = new TreeMap<>();
        report.cells().forEach(cell -> cell.measures().forEach((metric, measure) -> {
            if (measure instanceof Measure.FrequentItems f) {
                out.put(metric + " " + cell.key().service(), f.items());
            }
        }));
        return out;
    }

    @Test
    void wordsLeaveAsKeyedTokensOfAtLeastKSourcesBesideACellThatPasses() {
        Map<String, ItemCounts> told = words(saying(policy(10, WITH_WORDS), 12, 3));
        assertThat(told.keySet()).containsExactly("words.commands tcp/22", "words.credentials tcp/22");
        assertThat(told.values()).allSatisfy(items -> assertThat(items.counts().values()).containsExactly(10L));
        SketchKeys.Key key = KEYS.at(new Epoch(Traffic.START_SECOND, 3600), Duration.ofHours(1));
        assertThat(told.getOrDefault("words.commands tcp/22", ItemCounts.empty()).counts().keySet())
                .containsExactly(key.word("commands", "uname"));
        assertThat(key.word("commands", "uname"))
                .isNotEqualTo(key.word("credentials", "uname"))
                .isNotEqualTo(key.token(Party.ORIGIN, "uname".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(KEYS.at(new Epoch(Traffic.START_SECOND + 3600, 3600), Duration.ofHours(1))
                        .word("commands", "uname"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "9 | 3 | " + WITH_WORDS,
        "12 | 1 | " + WITH_WORDS,
        "12 | 3 | , findings: [words]",
        "12 | 3 | , sketches: {every: 1h, keyLife: 1h, atLeast: 2}",
        "12 | 3 | " + WITH_WORDS + ", dimensions: [tool]",
    })
    void wordsStayAtHomeWhereTheyMay(long sources, long networks, String more) {
        assertThat(words(saying(policy(10, more), sources, networks))).isEmpty();
    }

    /** So that no attack told is not taken for no attack found, on both sides of the border. */
    @Test
    void aReportSaysWhichFindsItTellsAndWhyNotTheOthers() {
        Telling all = new Telling(State.TOLD, State.TOLD, State.TOLD);
        assertThat(Telling.of(report(packets(1, 0, 0, 0), policy(10, "")))).contains(all);
        assertThat(Telling.of(report(packets(1, 12, 11, 30), policy(10, ", findings: [onset]"))))
                .contains(new Telling(State.POLICY, State.TOLD, State.POLICY));
        PrivacyPolicy policy = policy(10, "");
        Seen seen = seen(packets(1, 0, 0, 0), policy);
        Finds unlinked = new Finds(List.of(), List.of(), Optional.empty());
        Border border = new Border(CARD, policy, KEYS);
        assertThat(Telling.of(border.release(seen.window(), unlinked, 1).report()))
                .contains(new Telling(State.TOLD, State.TOLD, State.UNSOUGHT));
        assertThat(Telling.of(border.release(seen.window(), 1).report())).isEmpty();
    }

    /** Service probes of thirty sources, beside which links may be told. */
    private static List<Sent> withSessions(List<Sent> packets) {
        List<Sent> out = new ArrayList<>(packets);
        for (int s = 0; s < 30; s++) {
            out.add(new Sent(s % 2, START + s * SECOND, Rule.PROBE, 22, source(400 + s), 60));
        }
        return out;
    }

    @Test
    void aBlockUnderAttackStandsForTheAddressesHitInIt() {
        Event carpet = new Event(
                EventKind.DOS_BACKSCATTER, "tcp/443 syn", Instant.EPOCH, Instant.EPOCH, 100, 100, 0.5,
                new yochi.node.event.EventKey("/20", "240.0.0.0/20"), "r", 40, List.of(Event.CARPET));
        PrivacyPolicy policy = policy(10, "");
        Seen seen = seen(packets(5, 0, 11, 0), policy);
        EpochReport report = new Border(CARD, policy, KEYS)
                .release(seen.window(), new Finds(List.of(carpet), List.of(), Optional.empty()), 1)
                .report();
        assertThat(told(report)).containsExactly(
                Map.entry("attacks.dosBackscatter.carpet ALL_VICTIM tcp/443", 1L));
    }

    /** Scans from 12 sources of before the window, and from so many that begin in it. */
    private static Map<String, Long> begun(int old, int fresh) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < old + fresh; i++) {
            Instant start = Instant.ofEpochSecond(Traffic.START_SECOND + (i < old ? -600 : 600));
            events.add(new Event(
                    EventKind.SCAN, "tcp/23 syn", start, start.plusSeconds(900), 100, 100, 0.5,
                    new yochi.node.event.EventKey("address", "240.0." + i + ".7"), "r", 40, List.of()));
        }
        PrivacyPolicy policy = policy(10, "");
        Seen seen = seen(packets(5, 12, 0, 0), policy);
        EpochReport report = new Border(CARD, policy, KEYS)
                .release(seen.window(), new Finds(events, List.of(), Optional.empty()), 1)
                .report();
        Map<String, Long> out = new TreeMap<>();
        report.cells().forEach(cell -> cell.measures().forEach((metric, measure) -> {
            if (metric.id().endsWith(".scan") && measure instanceof Measure.Count c) {
                out.put(metric.id(), c.value());
            }
        }));
        return out;
    }

    @Test
    void howManyAttacksBeganIsToldWhereNeitherTheseNorTheOthersAreTooFew() {
        assertThat(begun(12, 11)).isEqualTo(Map.of("attacks.scan", 23L, "begun.scan", 11L));
        assertThat(begun(12, 0)).isEqualTo(Map.of("attacks.scan", 12L, "begun.scan", 0L));
        assertThat(begun(0, 12)).isEqualTo(Map.of("attacks.scan", 12L, "begun.scan", 12L));
        assertThat(begun(12, 9)).isEqualTo(Map.of("attacks.scan", 21L));
        assertThat(begun(9, 12)).isEqualTo(Map.of("attacks.scan", 21L));
    }

    private static byte[] emitted(List<Sent> packets, UnaryOperator<Map<Metric, Measure>> leak) {
        EpochReport r = report(packets, policy(10, ""));
        List<Statistic> cells = new ArrayList<>();
        for (Statistic cell : r.cells()) {
            Map<Metric, Measure> found = new TreeMap<>(cell.measures());
            found.keySet().removeIf(m -> !m.isFinding());
            if (!found.isEmpty()) {
                cells.add(new Statistic(cell.key(), leak.apply(found)));
            }
        }
        assertThat(cells).hasSizeGreaterThan(5);
        return ReportCodec.encode(r.with(cells, List.of(), Map.of()));
    }

    private static List<byte[]> addresses(Stream<Sent> packets) {
        return packets.map(Sent::source)
                .distinct()
                .map(s -> ByteBuffer.allocate(4).putInt(s.intValue()).array())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noAddressStandsInWhatIsTold(long seed) {
        List<Sent> packets = packets(seed, 12, 11, 30);
        List<byte[]> in = addresses(packets.stream());
        List<byte[]> control = addresses(packets.stream()
                .map(p -> new Sent(0, 0, p.rule(), 0, p.source() ^ 0x0050_0000L, 60)));
        byte[] honest = emitted(packets, m -> m);
        assertThat(LeakScan.texts(honest, in)).isZero();
        assertThat(LeakScan.chance(LeakScan.binaries(honest, in), LeakScan.binaries(honest, control)))
                .isGreaterThan(0.001);
        ByteArrayOutputStream leaking = new ByteArrayOutputStream();
        leaking.writeBytes(honest);
        in.stream().limit(40).forEach(leaking::writeBytes);
        assertThat(LeakScan.chance(
                        LeakScan.binaries(leaking.toByteArray(), in),
                        LeakScan.binaries(leaking.toByteArray(), control)))
                .isLessThan(0.001);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "1, -5", "2, 210", "3, 1100"})
    void whichAddressOfANetworkItWasChangesNoByteOfWhatIsTold(long seed, int who) {
        List<Sent> packets = packets(seed, 12, 11, 30);
        List<Sent> changed = packets.stream()
                .map(p -> p.source() == (who < 0 ? victim(-who) : source(who))
                        ? new Sent(p.sensor(), p.nanos(), p.rule(), p.port(), p.source() ^ 0x40, p.length())
                        : p)
                .toList();
        assertThat(changed).isNotEqualTo(packets);
        assertThat(emitted(changed, m -> m)).isEqualTo(emitted(packets, m -> m));
        assertThat(emitted(changed, dependent(changed))).isNotEqualTo(emitted(packets, dependent(packets)));
    }

    /** A leak: a residue of the sum of all addresses as one more number. */
    private static UnaryOperator<Map<Metric, Measure>> dependent(List<Sent> packets) {
        long sum = packets.stream().mapToLong(Sent::source).sum();
        return m -> {
            m.put(Metric.LINKED, new Measure.Count(Math.floorMod(sum, 1009)));
            return m;
        };
    }

    @Test
    void findingsAreNoStatisticsOfTheirOwnRegion() {
        EpochReport report = report(packets(1, 12, 11, 30), policy(10, ""));
        assertThat(report.cells()).filteredOn(c -> c.key().attackType() == AttackType.ALL_ORIGIN
                        && c.key().service().equals(RARE))
                .allSatisfy(c -> assertThat(c.measures().keySet()).allMatch(Metric::isFinding));
        assertThat(FoundCells.service("tcp/23 telnet")).isEqualTo(TELNET);
        assertThat(FoundCells.service("tcp/80,443 syn-ack reflection")).isEqualTo(Service.ANY);
        assertThat(FoundCells.service("ip fragments")).isEqualTo(Service.ANY);
    }
}
