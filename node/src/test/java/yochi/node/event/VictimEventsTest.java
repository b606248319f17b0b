package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.Frames;
import yochi.node.classify.Rules;
import yochi.node.observation.Sensor;
import yochi.node.summary.Places;

/** Thresholds of backscatter and amplification on both sides (A-7; algorithms §1.2, §1.4). */
class VictimEventsTest {
    private static final long SECOND = 1_000_000_000L;
    /** A multiple of ten seconds. */
    private static final long START = 1_700_000_000L * SECOND;

    private static final String VICTIM = "6.0.3.1";

    private static byte[] synAck(String victim, int target) {
        return Frames.ethernet(
                0x0800, Frames.ipv4(victim, "9.0.0." + target, 6, Frames.tcp(443, 40_000, Frames.SYN | Frames.ACK, 7)));
    }

    private static byte[] monlist(String victim, String honeypot) {
        byte[] request = Frames.bytes("17 00 03 2a 00 00 00 00");
        return Frames.ethernet(0x0800, Frames.ipv4(victim, honeypot, 17, Frames.udp(40_000, 123, request)));
    }

    private static Capture capture() {
        return new Capture(java.nio.ByteOrder.LITTLE_ENDIAN, true, Capture.ETHERNET);
    }

    /** As many packets, the first and last a given time apart, the others right behind the first. */
    private static List<Event> flood(int packets, long nanos) {
        Capture capture = capture();
        for (int i = 0; i < packets - 1; i++) {
            capture.add(START + i, synAck(VICTIM, i));
        }
        return Seen.desk(capture.add(START + nanos, synAck(VICTIM, 200))).events();
    }

    @ParameterizedTest
    @CsvSource({"31, 60000000000, 1", "30, 60000000000, 0", "31, 59999999999, 0", "31, 300000000000, 1"})
    void aFloodNeedsThirtyPacketsInAMinuteAndSixtySeconds(int packets, long nanos, int events) {
        assertThat(flood(packets, nanos)).hasSize(events);
    }

    @Test
    void theWindowMovesByTenSecondsOverSixSlots() {
        for (int lastSlot : new int[] {5, 6}) {
            Capture capture = capture();
            for (int i = 0; i < 15; i++) {
                capture.add(START + i, synAck(VICTIM, i));
            }
            for (int i = 0; i < 15; i++) {
                capture.add(START + lastSlot * 10L * SECOND + i, synAck(VICTIM, 20 + i));
            }
            capture.add(START + 100 * SECOND, synAck(VICTIM, 100));
            assertThat(Seen.desk(capture).events()).hasSize(lastSlot == 5 ? 1 : 0);
        }
    }

    @Test
    void twentyFivePacketsAreTheLeastWhateverTheWindow() {
        // Windows of 30 packets imply 25; the test of its own is kept, since pooled counts may be thinned.
        BackscatterRule rule = new BackscatterRule();
        long key = VictimKey.pack(1, 1, 0);
        Slot many = new Slot(key, 0, 0, 0, 0, 24, 0);
        Slot late = new Slot(key, 0, 6, 60 * SECOND, 60 * SECOND, 1, 0);
        assertThat(rule.judge(Episode.split(List.of(many, late), BackscatterRule.IDLE_NANOS).getFirst())).isEmpty();
    }

    @Test
    void aVictimIsForgottenAfterThreeHundredSecondsOfSilence() {
        for (long silence : new long[] {300 * SECOND, 300 * SECOND + 1}) {
            Capture capture = capture();
            for (int i = 0; i <= 60; i++) {
                capture.add(START + i * SECOND, synAck(VICTIM, i));
            }
            for (int i = 0; i <= 60; i++) {
                capture.add(START + 60 * SECOND + silence + i * SECOND, synAck(VICTIM, 100 + i));
            }
            assertThat(Seen.desk(capture).events()).hasSize(silence == 300 * SECOND ? 1 : 2);
        }
    }

    @Test
    void theVectorNamesTheAttackedServiceAndTheFlags() {
        assertThat(flood(40, 70 * SECOND)).singleElement().satisfies(e -> {
            assertThat(e.kind()).isEqualTo(EventKind.DOS_BACKSCATTER);
            assertThat(e.vector()).isEqualTo("tcp/443 syn");
            assertThat(e.key().text()).isEqualTo(VICTIM);
            assertThat(e.packets()).isEqualTo(40);
            assertThat(e.confidence()).isBetween(0.5, 1.0);
        });
    }

    @Test
    void aFloodThatHitsOneSixteenthOfTheDarknetIsMarked() {
        for (boolean uniform : new boolean[] {true, false}) {
            Capture capture = capture();
            for (int i = 0; i < 200; i++) {
                capture.add(START + i * SECOND / 2, synAck(VICTIM, uniform ? i * 37 % 256 : i % 16));
            }
            EventDesk desk = Seen.desk();
            Seen.read(capture, desk, Seen.watching("9.0.0.0/24"));
            assertThat(desk.events()).singleElement().satisfies(e -> assertThat(e.marks())
                    .isEqualTo(uniform ? List.of() : List.of("not-uniform")));
        }
    }

    private static Capture carpet(int addresses, int bigShare) {
        Capture capture = capture();
        for (int i = 0; i < 1200; i++) {
            int host = i % 100 < bigShare ? 1 : 1 + i % addresses;
            capture.add(START + i * SECOND / 10, synAck("6.0.3." + host, i % 250));
        }
        return capture;
    }

    @Test
    void carpetBombingIsOneEventOnItsPrefix() {
        assertThat(Seen.desk(carpet(100, 0)).events()).singleElement().satisfies(e -> {
            assertThat(e.key()).isEqualTo(new EventKey("/24", "6.0.3.0/24"));
            assertThat(e.marks()).contains("carpet");
            assertThat(e.addresses()).isEqualTo(100);
            assertThat(e.packets()).isEqualTo(1200);
        });
        // Fewer than ten addresses, or half on one address: single hosts are attacked.
        assertThat(Seen.desk(carpet(9, 0)).events()).hasSize(9).allMatch(e -> e.key().level().equals("address"));
        assertThat(Seen.desk(carpet(100, 60)).events()).singleElement().satisfies(e -> assertThat(e.key().text())
                .isEqualTo("6.0.3.1"));
    }

    /** Ten addresses are enough and nine are not; half of the packets on one address are too many, less is not. */
    @ParameterizedTest
    @CsvSource({"10, 0, 1", "9, 0, 9", "50, 48, 1", "50, 50, 1"})
    void aCarpetHasTenAddressesAndNoneOfThemHasHalfOfIt(int addresses, int bigShare, int events) {
        List<Event> found = Seen.desk(carpet(addresses, bigShare)).events();
        assertThat(found).hasSize(events);
        String level = addresses >= 10 && bigShare < 50 ? "/24" : "address";
        assertThat(found).allMatch(e -> e.key().level().equals(level));
    }

    /** The test of uniform hits needs 80 packets: with fewer a darknet's uneven hits say nothing. */
    @ParameterizedTest
    @CsvSource({"79, false", "80, true"})
    void unevenHitsAreMarkedFromEightyPacketsOn(int packets, boolean marked) {
        Capture capture = capture();
        for (int i = 0; i < packets; i++) {
            capture.add(START + i * SECOND, synAck(VICTIM, i % 16));
        }
        EventDesk desk = Seen.desk();
        Seen.read(capture, desk, Seen.watching("9.0.0.0/24"));
        assertThat(desk.events()).singleElement().satisfies(e -> assertThat(e.marks().contains("not-uniform"))
                .isEqualTo(marked));
    }

    @Test
    void carpetBombingOverSeveralSlash24IsOneEventOnTheSlash20() {
        Capture capture = capture();
        for (int i = 0; i < 3200; i++) {
            capture.add(START + i * SECOND / 30, synAck("6.0." + (16 + i % 16) + "." + (1 + i % 199), i % 250));
        }
        assertThat(Seen.desk(capture).events()).singleElement().satisfies(e -> {
            assertThat(e.key()).isEqualTo(new EventKey("/20", "6.0.16.0/20"));
            assertThat(e.packets()).isEqualTo(3200);
        });
    }

    @Test
    void whatOneSystemAnnouncesIsAKeyToo(@TempDir Path folder) throws IOException {
        Path table = folder.resolve("announced.csv");
        Files.writeString(table, "6.0.0.0,6.0.63.255,64500\n9.0.0.0,9.0.0.255,64501\n");
        Capture capture = capture();
        for (int i = 0; i < 6400; i++) {
            capture.add(START + i * SECOND / 60, synAck("6.0." + i % 64 + "." + (1 + i % 199), i % 250));
        }
        EventDesk desk = new EventDesk(Rules.shipped(), Places.none().with(table));
        Seen.read(capture, desk, Sensor.of("s1", new Country("SG")));
        assertThat(desk.events()).singleElement().satisfies(e -> {
            assertThat(e.key()).isEqualTo(new EventKey("routed", "6.0.0.0/18"));
            assertThat(e.packets()).isEqualTo(6400);
        });
    }

    private static List<Event> requests(int packets, long gapNanos, int honeypots) {
        Capture capture = capture();
        for (int i = 0; i < packets; i++) {
            capture.add(START + i * gapNanos, monlist(VICTIM, "9.0.0." + (1 + i % honeypots)));
        }
        return Seen.desk(capture).events();
    }

    @ParameterizedTest
    @CsvSource({
        // slow: neither five in a minute nor the sequential test, so the count of 100 decides
        "99, 20000000000, 0",
        "100, 20000000000, 1",
        // quick: five within a minute, and the test decides at once
        "4, 100000000, 0",
        "5, 100000000, 1",
    })
    void anAmplificationAttackNeedsHundredRequestsOrTheSequentialTest(int packets, long gap, int events) {
        assertThat(requests(packets, gap, 1)).hasSize(events);
    }

    @Test
    void theRuleThatDecidedIsNamedAndTheVectorNamesTheReflector() {
        assertThat(requests(5, SECOND / 10, 1)).singleElement().satisfies(e -> {
            assertThat(e.kind()).isEqualTo(EventKind.AMPLIFICATION);
            assertThat(e.rule()).isEqualTo("amp-sprt");
            assertThat(e.vector()).isEqualTo("udp/123 ntp request");
        });
        assertThat(requests(150, SECOND, 1)).singleElement().satisfies(e -> assertThat(e.rule()).isEqualTo("amp-100"));
    }

    @Test
    void aScannerThatAsksEachAddressOnceAttacksNobody() {
        assertThat(requests(200, SECOND / 100, 200).stream().filter(e -> e.kind() == EventKind.AMPLIFICATION))
                .isEmpty();
    }

    @Test
    void aSecondHoneypotRaisesTheConfidence() {
        double one = requests(200, SECOND / 10, 1).getFirst().confidence();
        double two = requests(400, SECOND / 20, 2).getFirst().confidence();
        assertThat(two).isGreaterThan(one);
    }

    @Test
    void fifteenMinutesOfSilenceEndAnAmplificationAttack() {
        for (long silence : new long[] {900 * SECOND, 900 * SECOND + 1}) {
            Capture capture = capture();
            for (int part = 0; part < 2; part++) {
                for (int i = 0; i < 10; i++) {
                    capture.add(START + part * (9 + silence) + i, monlist(VICTIM, "9.0.0.1"));
                }
            }
            assertThat(Seen.desk(capture).events()).hasSize(silence == 900 * SECOND ? 1 : 2);
        }
    }

    @Test
    void theSumOfTheSequentialTestFollowsItsFormula() {
        long key = VictimKey.pack(1, 1, 0);
        Episode e = Episode.split(
                        List.of(
                                new Slot(key, 0, 0, 0, 0, 4, 0),
                                new Slot(key, 0, 2, 20 * SECOND, 20 * SECOND, 6, 0)),
                        AmplificationRule.IDLE_NANOS)
                .getFirst();
        double perSlot = (1 - 1.0 / 60) * 10;
        double first = 4 * Math.log(60) - perSlot;
        assertThat(AmplificationRule.largestSum(e))
                .isEqualTo(Math.max(first, Math.max(0, first - perSlot) + 6 * Math.log(60) - perSlot));
        assertThat(AmplificationRule.DECIDED).isEqualTo(Math.log(0.95 / 1e-4));
    }
}
