package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Service;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.event.Event;
import yochi.node.event.EventDesk;
import yochi.node.event.EventKey;
import yochi.node.event.EventKind;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/** R-4, K-5: whom honeypots and darknets saw attacked is told to his own country, by policy only, and by a hash. */
class SeenVictimNoticesTest {
    private static final NodeCard CARD = new NodeCard(
            new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001")), "node one", new Country("SG"), 1, "1");
    private static final Country JP = new Country("JP");
    private static final String OWN = "name: x, release: 1h, epoch: 10m, seenVictims: own-country";
    private static final List<Sensor> SENSORS = Traffic.sensors(2);
    private static final Instant BEGIN = Instant.ofEpochSecond(Traffic.START_SECOND);
    private static final long SECOND = 1_000_000_000L;
    private static final long HOME = 0xC000_0201L; // 192.0.2.1
    private static final long ABROAD = 0xC633_6401L; // 198.51.100.1

    @TempDir
    private Path folder;

    private Places places = Places.none();
    private long sequence;

    @BeforeEach
    void tables() throws Exception {
        Path countries = Files.writeString(
                folder.resolve("cc.csv"), "192.0.2.0,192.0.2.255,JP\n198.51.100.0,198.51.100.255,DE\n");
        Path networks = Files.writeString(folder.resolve("as.csv"), "192.0.2.0,192.0.2.255,64496\n");
        places = Places.none().with(countries).with(networks);
    }

    private Optional<SeenVictimReport> report(String policy, ClosedWindow window, List<Event> events) {
        return new SeenVictimNotices(CARD, JP, places, PrivacyPolicy.ofYaml("{" + policy + "}"))
                .report(window, events, () -> ++sequence);
    }

    /** Answers of a victim: so many, two seconds apart. */
    private static List<Sent> answers(long victim, int n) {
        List<Sent> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long at = (Traffic.START_SECOND + 600 + 2L * i) * SECOND;
            out.add(new Sent(i % 2, at, Rule.TCP_SYN_ACK, 443, victim, 60));
        }
        return out;
    }

    private ClosedWindow window(List<Sent> packets) {
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, false),
                SENSORS,
                places);
        Traffic.feed(packets, SENSORS, summariser);
        return summariser.close().getFirst();
    }

    private List<Event> events(List<Sent> packets) {
        EventDesk desk = new EventDesk(Rules.shipped(), places);
        Traffic.feed(packets, SENSORS, desk);
        return desk.events();
    }

    private static Event amplification(String victim, long packets) {
        return new Event(
                EventKind.AMPLIFICATION,
                "udp/123 ntp request",
                BEGIN.plusSeconds(1000),
                BEGIN.plusSeconds(1095),
                packets,
                packets,
                0.9,
                new EventKey("address", victim),
                "amp-100",
                0,
                List.of());
    }

    @Test
    void aFloodAtHomeIsToldByItsHashAndOneAbroadAndAScanThatLooksLikeAVictimAreNot() {
        List<Sent> packets = answers(HOME, 45);
        packets.addAll(answers(ABROAD, 45));
        packets.addAll(answers(HOME + 1, 12));
        SeenVictimReport told = report(OWN, window(packets), events(packets)).orElseThrow();
        assertThat(told.addressee()).isEqualTo(JP);
        assertThat(told.watched()).containsExactly(SeenVictim.Kind.BACKSCATTER);
        assertThat(told.victims()).containsExactly(new SeenVictim(
                SeenVictim.name(InetAddress.ofLiteral("192.0.2.1")),
                SeenVictim.Kind.BACKSCATTER,
                new Asn(64_496),
                Service.tcp(443),
                BEGIN,
                120,
                64));
        assertThat(told.unnamed()).isZero();
    }

    @Test
    void requestsInAVictimsNameAreToldWithoutTheServiceWhereThePolicyKeepsServices() {
        ClosedWindow window = window(answers(ABROAD, 1));
        List<Event> events = List.of(amplification("192.0.2.9", 1000), amplification("203.0.113.1", 1000));
        assertThat(report(OWN, window, events).orElseThrow().victims()).singleElement().satisfies(v -> {
            assertThat(v.kind()).isEqualTo(SeenVictim.Kind.AMPLIFICATION);
            assertThat(v.service()).isEqualTo(Service.udp(123));
            assertThat(v.packets()).as("to the next power of two").isEqualTo(1024);
            assertThat(v.seconds()).isEqualTo(120);
        });
        assertThat(report(OWN + ", dimensions: [tool]", window, events).orElseThrow().victims())
                .extracting(SeenVictim::service)
                .containsExactly(Service.ANY);
    }

    /** Silence is told as silence only where something of the kind showed. */
    @Test
    void aWindowWithoutOwnVictimsIsToldAndOneInWhichNothingOfTheKindShowedIsNot() {
        SeenVictimReport quiet = report(OWN, window(answers(ABROAD, 1)), List.of()).orElseThrow();
        assertThat(quiet.victims()).isEmpty();
        assertThat(quiet.watched()).containsExactly(SeenVictim.Kind.BACKSCATTER);
        List<Sent> scans = List.of(new Sent(0, Traffic.START_SECOND * SECOND, Rule.TCP_SYN, 23, ABROAD, 60));
        assertThat(report(OWN, window(scans), List.of())).isEmpty();
        assertThat(sequence).as("no number is lost").isEqualTo(1);
    }

    @Test
    void withoutTheWordAndUnderADrawOfSensorsAndOfWhatCameLateNothingLeaves() {
        List<Sent> packets = answers(HOME, 45);
        ClosedWindow window = window(packets);
        List<Event> events = events(packets);
        assertThat(report("name: strict", window, events)).isEmpty();
        assertThat(report(OWN.replace("seenVictims", "victims"), window, events))
                .as("consent to orders is none to what sensors saw")
                .isEmpty();
        assertThat(report(OWN + ", sampling: {share: 0.5, every: 1h}", window, events)).isEmpty();
        ClosedWindow late = new ClosedWindow(
                window.window(), true, window.epochs(), window.uptime(), window.operators(), window.unwatched());
        assertThat(report(OWN, late, events)).isEmpty();
        assertThat(report(OWN, window, events)).isPresent();
        assertThat(PolicyLayers.of(List.of(
                                PrivacyPolicy.ofYaml("{" + OWN + "}"), PrivacyPolicy.ofYaml("{name: strict}")))
                        .policy()
                        .seenVictims())
                .as("every layer must consent")
                .isEqualTo(PrivacyPolicy.SeenVictimRule.NONE);
    }
}
