package yochi.node.offence;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.offence.MadeAttempts.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Offender;
import yochi.core.model.Service;
import yochi.node.classify.Rule;
import yochi.node.summary.Places;

/** a machine is named only where its address cannot have been forged; a flood that forges names nobody. */
class OffenceWatchTest {
    private static final Country JP = new Country("JP");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final int WINDOW = 1024;

    @TempDir
    Path folder;

    private final Random chance = new Random(7);
    private OffenceWatch watch;

    @BeforeEach
    void open() throws IOException {
        Path countries = Files.writeString(
                folder.resolve("cc.csv"), "6.0.0.0,6.255.255.255,JP\n192.0.2.0,192.0.2.255,JP\n");
        Path systems = Files.writeString(folder.resolve("as.csv"), "6.0.0.0,6.255.255.255,64496\n");
        watch = new OffenceWatch(JP, Places.none().with(countries).with(systems));
    }

    private void syn(long address, String sensor, int second, int ttl, int window) {
        MadeAttempts.syn(watch::packet, NOON.plusSeconds(second), address, sensor, ttl, window);
    }

    /** Every five minutes from the first second to the last, at each of so many sensors. */
    private void scans(String address, int sensors, int lastSecond, int ttl) {
        for (int second = 0; second <= lastSecond; second += 60) {
            for (int s = 0; s < sensors; s++) {
                syn(address(address), "s" + s, second + s, ttl - s, WINDOW);
            }
        }
    }

    private void session(String source, Rule rule, Service service, int logins, int downloads) {
        watch.session(MadeAttempts.session(NOON, source, service, logins, downloads), rule);
    }

    @Test
    void whoSpeaksInsideAConnectionIsNamedWithTheStrongestWord() {
        session("192.0.2.7", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        session("192.0.2.8", Rule.FETCH, Service.tcp(23), 0, 1);
        session("192.0.2.9", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        session("198.51.100.1", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        OffenceWatch.Known known = watch.known();
        assertThat(known.proven())
                .extracting(o -> o.address() + " " + o.evidence())
                .containsExactly("192.0.2.7/32 LOGIN", "192.0.2.8/32 DOWNLOAD", "192.0.2.9/32 HANDSHAKE");
        assertThat(known.unproven()).isZero();
        assertThat(known.proven().getFirst().from()).isEqualTo(NOON);
        assertThat(known.proven().getFirst().services()).containsExactly(Service.tcp(22));
    }

    @Test
    void aConnectionInWhichNothingWasTriedIsNoAttackAndOneOverUdpProvesNothing() {
        session("192.0.2.7", Rule.PROBE, Service.tcp(22), 0, 0);
        session("192.0.2.8", Rule.SENSOR_RULE, Service.udp(5060), 0, 0);
        assertThat(watch.known().proven()).isEmpty();
        assertThat(watch.known().unproven()).isEqualTo(1);
    }

    @Test
    void aScannerAtThreeSensorsOverTenMinutesIsNamedOnceADayOrWhenTheEvidenceGrows() {
        scans("6.0.2.10", 3, 600, 50);
        List<Offender> proven = watch.known().proven();
        assertThat(proven).singleElement().satisfies(o -> {
            assertThat(o.evidence()).isEqualTo(Offender.Evidence.REPEATED_SCAN);
            assertThat(o.sensors()).isEqualTo(3);
            assertThat(o.asn()).isEqualTo(new Asn(64_496));
        });
        assertThat(watch.known().proven()).isEmpty();
        session("6.0.2.10", Rule.BRUTE_FORCE, Service.tcp(23), 3, 0);
        assertThat(watch.known().proven()).extracting(Offender::evidence).containsExactly(Offender.Evidence.LOGIN);
    }

    @Test
    void twoSensorsOrNineMinutesOrAnUnsteadyTtlAreNotEnough() {
        scans("6.0.2.10", 2, 900, 50);
        scans("6.1.2.10", 3, 540, 50);
        for (int second = 0; second <= 900; second += 60) {
            for (int s = 0; s < 3; s++) {
                syn(address("6.2.2.10"), "s" + s, second, 40 + chance.nextInt(20), WINDOW);
                syn(address("6.3.2.10"), "s" + s, second, 50, 1 + chance.nextInt(60_000));
            }
        }
        assertThat(watch.known().proven()).isEmpty();
        assertThat(watch.known().unproven()).isEqualTo(4);
    }

    @Test
    void aFloodWhoseForgedSourcesAllComeOverOneWayNamesNobody() {
        for (int n = 0; n < 300; n++) {
            for (int second = 0; second <= 1200; second += 200) {
                for (int s = 0; s < 4; s++) {
                    syn(forged(n), "s" + s, second, 50 - s, WINDOW);
                }
            }
        }
        assertThat(watch.known().proven()).isEmpty();
        assertThat(watch.known().unproven()).isEqualTo(300);
    }

    @Test
    void aFloodWhoseForgedSourcesBearAnyTtlNamesNobody() {
        for (int n = 0; n < 3000; n++) {
            for (int second = 0; second <= 1200; second += 300) {
                for (int s = 0; s < 3; s++) {
                    syn(forged(n), "s" + s, second, 33 + chance.nextInt(31), WINDOW);
                }
            }
        }
        assertThat(watch.known().proven()).isEmpty();
    }

    @Test
    void aBotnetOfOneProgramWhoseMachinesComeOverTheirOwnWaysIsNamed() {
        for (int n = 0; n < 30; n++) {
            int hops = chance.nextInt(20);
            for (int second = 0; second <= 1200; second += 200) {
                for (int s = 0; s < 3; s++) {
                    syn(forged(n), "s" + s, second, 60 - hops - s, WINDOW);
                }
            }
        }
        assertThat(watch.known().proven()).hasSize(30);
    }

    @Test
    void aScannerIsStillNamedWhileOthersForgeUnderAnotherFingerprint() {
        scans("6.200.2.10", 3, 600, 50);
        for (int n = 0; n < 300; n++) {
            for (int second = 0; second <= 1200; second += 200) {
                for (int s = 0; s < 3; s++) {
                    syn(forged(n), "s" + s, second, 44, 512);
                }
            }
        }
        assertThat(watch.known().proven()).extracting(o -> o.address().toString()).containsExactly("6.200.2.10/32");
    }

    private static long forged(int n) {
        return address("6.0.0.1") + ((n % 200L) << 16) + n;
    }

    @Test
    void aNewDayForgetsTheOneBeforeAndWhatComesLateForItIsLeftOut() {
        session("192.0.2.7", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        assertThat(watch.dayEnds()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
        syn(address("6.0.2.10"), "s0", 86_400, 50, WINDOW);
        session("192.0.2.8", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        assertThat(watch.known().proven()).isEmpty();
        assertThat(watch.known().unproven()).isEqualTo(1);
        assertThat(watch.dayEnds()).isEqualTo(Instant.parse("2026-01-04T00:00:00Z"));
    }

    @Test
    void aFloodThatFillsTheRoomDoesNotHideWhoSpeaks() {
        for (int n = 0; n < OffenceWatch.MOST + 7; n++) {
            syn(address("6.0.0.1") + n, "s0", 0, 50, WINDOW);
        }
        session("192.0.2.7", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        OffenceWatch.Known known = watch.known();
        assertThat(known.proven()).extracting(o -> o.address().toString()).containsExactly("192.0.2.7/32");
        assertThat(known.unproven()).isEqualTo(OffenceWatch.MOST - 1);
    }

    @Test
    void eachCountryIsToldByItselfAndAForgerIsSeenAcrossThem() throws IOException {
        Path countries = Files.writeString(
                folder.resolve("more.csv"),
                "6.0.0.0,6.127.255.255,AU\n6.128.0.0,6.255.255.255,NZ\n192.0.2.0,192.0.2.255,AU\n");
        watch = new OffenceWatch(c -> !c.equals(JP), Places.none().with(countries));
        session("192.0.2.7", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        for (int n = 0; n < 12; n++) { // six addresses of each country, over one and the same way
            scans("6." + (n < 6 ? n : 128 + n) + ".1.1", 3, 660, 44);
        }
        var known = List.copyOf(watch.byCountry().entrySet());
        assertThat(known).extracting(e -> e.getKey().code()).containsExactly("AU", "NZ");
        assertThat(known.getFirst().getValue().proven())
                .singleElement()
                .satisfies(o -> assertThat(o.evidence()).isEqualTo(Offender.Evidence.LOGIN));
        assertThat(known.getFirst().getValue().unproven()).isEqualTo(6);
        assertThat(known.getLast().getValue().proven()).isEmpty();
    }
}
