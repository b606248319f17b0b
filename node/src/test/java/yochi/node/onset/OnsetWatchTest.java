package yochi.node.onset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import yochi.analysis.onset.Detector;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.classify.Mark;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** P5: early detection by anomalous synchronisation. */
class OnsetWatchTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Packet packet = new Packet(new Origin(Sensor.of("s1", new Country("SG")), "-"));
    private final Verdict verdict = new Verdict();
    private final OnsetWatch watch = new OnsetWatch(1);

    private void see(double second, long source, int port) {
        see(second, source, port, Rule.TCP_SYN);
    }

    private void see(double second, long source, int port, Rule rule) {
        packet.timeNanos = START.getEpochSecond() * 1_000_000_000L + (long) (second * 1e9);
        verdict.rule = rule;
        verdict.attributed = true;
        verdict.countedVersion = 4;
        verdict.countedLow = source;
        verdict.service = ServiceNumber.pack(Service.tcp(port));
        watch.packet(packet, verdict);
    }

    private void noise(double from, double until, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (double at = from; at < until; at += 0.5) {
            see(at, random.nextInt(900), 1 + random.nextInt(30));
        }
    }

    @Test
    void aGroupThatComesWithinAMinuteIsToldWithItsServiceAndNoOtherWindowIs() {
        noise(0, 600, 1);
        noise(600, 800, 2);
        for (int bot = 0; bot < 40; bot++) {
            see(800 + bot * 0.5, 5_000 + bot, 9034);
        }
        noise(820, 1200, 3);
        noise(1200, 1800, 4);
        List<WindowOnset> windows = watch.finish();
        assertThat(windows).hasSize(3);
        assertThat(windows).extracting(WindowOnset::services).containsExactly(
                List.of(), List.of(Service.tcp(9034)), List.of());
        assertThat(windows.get(1).from()).isEqualTo(START.plusSeconds(600));
        assertThat(windows.get(1).synchrony().services().getFirst().peakSlot()).isEqualTo(4);
    }

    @Test
    void aGapOfTheSensorIsNoSilenceOfItsSourcesAndALatePacketIsCounted() {
        noise(0, 200, 1);
        noise(400, 1205, 2);
        see(5, 1, 80);
        List<WindowOnset> windows = watch.finish();
        assertThat(windows.getFirst().synchrony().slots()).as("without the four of the gap").isEqualTo(8);
        assertThat(windows.getFirst().synchrony().pDispersion()).isGreaterThan(0.001);
        assertThat(windows.get(2).late()).isEqualTo(1);
    }

    /** Listed ones act together every day; they would be the first group of each window. */
    @Test
    void listedInvestigatorsAreCountedAndInNoTest() {
        noise(0, 600, 1);
        verdict.marks = Mark.INVESTIGATIVE.bit();
        for (int i = 0; i < 50; i++) {
            see(599, 9_000 + i, 9034);
        }
        verdict.marks = 0;
        WindowOnset window = watch.finish().getFirst();
        assertThat(window.investigative()).isEqualTo(50);
        assertThat(window.services()).isEmpty();
    }

    @Test
    void aGroupThatComesAgainIsTheSameAndTheVerdictSaysWhatItRestsOn() {
        for (int hour = 0; hour < 2; hour++) {
            noise(hour * 600, hour * 600 + 306, hour + 1);
            for (int bot = 0; bot < 40; bot++) {
                see(hour * 600 + 310 + bot * 0.5, 5_000 + 300L * bot, 9034);
            }
            noise(hour * 600 + 331, hour * 600 + 600, hour + 5);
        }
        List<WindowOnset> windows = watch.finish();
        assertThat(windows).allSatisfy(w -> {
            assertThat(w.verdict().groups()).singleElement().satisfies(g -> assertThat(g.group()).isEqualTo(1));
            assertThat(w.synchrony().services().getFirst().oddsRatio()).isGreaterThan(10);
            assertThat(w.verdict().alarm()).isTrue();
            assertThat(w.verdict().word(Detector.SERVICES).basis()).isEqualTo(Detector.Basis.ANALYTIC);
            assertThat(w.verdict().word(Detector.NEWCOMERS).basis()).isEqualTo(Detector.Basis.NONE);
        });
        assertThat(windows.getLast().verdict().groups().getFirst().sightings()).isEqualTo(2);
    }

    /** Ten seconds out of fifty are no slot with few sources. */
    @Test
    void anOutageInsideOneSlotTakesThatSlotOutAndAQuietSensorHasNone() {
        noise(0, 310, 1);
        noise(320.4, 605, 2);
        assertThat(watch.finish().getFirst().synchrony().slots()).isEqualTo(11);
        OnsetWatch sparse = new OnsetWatch(1);
        for (int i = 0; i < 12; i++) {
            packet.timeNanos = START.getEpochSecond() * 1_000_000_000L + i * 47_000_000_000L;
            sparse.packet(packet, verdict);
        }
        assertThat(sparse.finish().getFirst().synchrony().slots()).isEqualTo(12);
    }

    /** Every packet another source, drawn from all addresses: one in seven is one that nobody can have. */
    @Test
    void aForgedFloodIsAFloodAndNoAlarm() {
        noise(0, 400, 1);
        SplittableRandom random = new SplittableRandom(5);
        int special = 0;
        for (int i = 0; i < 300; i++) {
            boolean forged = random.nextDouble() < 0.138;
            special += forged ? 1 : 0;
            see(400 + i * 0.1, 1_000_000 + i, 9034, forged ? Rule.SPECIAL_SOURCE : Rule.TCP_SYN);
        }
        noise(430, 600, 2);
        WindowOnset window = watch.finish().getFirst();
        assertThat(window.verdict().alarm()).isFalse();
        assertThat(window.services()).isEmpty();
        assertThat(window.verdict().floods()).singleElement().satisfies(f -> {
            assertThat(ServiceNumber.unpack(f.service())).isEqualTo(Service.tcp(9034));
            assertThat(f.sources()).isEqualTo(300);
        });
        assertThat(window.verdict().floods().getFirst().special()).isEqualTo(special);
    }

    @Test
    void nothingSeenIsNoWindow() {
        assertThat(watch.finish()).isEmpty();
    }
}
