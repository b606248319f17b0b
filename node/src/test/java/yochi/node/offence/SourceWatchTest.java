package yochi.node.offence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import yochi.core.model.Offender;
import yochi.core.model.Service;
import yochi.node.classify.Rule;

/** G-5: only sources whose address cannot have been forged are remembered, by service and day. */
class SourceWatchTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final long DAY = NOON.getEpochSecond() / 86_400;
    private static final Service TELNET = MadeAttempts.TELNET;

    private final SourceDays days = new SourceDays();
    private final SourceWatch watch = new SourceWatch(days);

    private void session(Instant at, String source, Rule rule, Service service, int logins, int downloads) {
        watch.session(MadeAttempts.session(at, source, service, logins, downloads), rule);
    }

    private void syn(long address, String sensor, int second, int ttl) {
        MadeAttempts.syn(watch::packet, NOON.plusSeconds(second), address, sensor, ttl, 1024);
    }

    private String known(Service service, long last, int span) {
        return days.sources(service, last, span).stream()
                .map(s -> s.address().getHostAddress() + " " + Long.toBinaryString(s.days()) + " " + s.evidence())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Test
    void whoSpeaksInsideAConnectionIsRememberedByServiceAndDay() {
        session(NOON.minusSeconds(86_400), "192.0.2.7", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        session(NOON, "192.0.2.7", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        session(NOON, "192.0.2.7", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        session(NOON, "192.0.2.9", Rule.FETCH, Service.tcp(80), 0, 1);
        assertThat(known(Service.tcp(80), DAY, 7)).isEqualTo("192.0.2.7 11 HANDSHAKE, 192.0.2.9 1 DOWNLOAD");
        assertThat(known(Service.tcp(80), DAY + 2, 7)).isEqualTo("192.0.2.7 1100 HANDSHAKE, 192.0.2.9 100 DOWNLOAD");
        assertThat(known(Service.tcp(80), DAY - 1, 7)).isEqualTo("192.0.2.7 1 HANDSHAKE");
        assertThat(known(Service.tcp(80), DAY + 2, 3)).isEqualTo("192.0.2.7 100 HANDSHAKE, 192.0.2.9 100 DOWNLOAD");
        assertThat(known(Service.tcp(22), DAY, 1)).isEqualTo("192.0.2.7 1 LOGIN");
    }

    @Test
    void aConnectionWithoutAnAttackAndOneOverUdpLeaveNoTrace() {
        session(NOON, "192.0.2.7", Rule.PROBE, Service.tcp(22), 0, 0);
        session(NOON, "192.0.2.8", Rule.SENSOR_RULE, Service.udp(5060), 0, 0);
        assertThat(days.size()).isZero();
    }

    @Test
    void aFloodOfForgedSourcesLeavesNoTrace() {
        long honest = MadeAttempts.address("198.51.100.9");
        Random chance = new Random(3);
        for (int second = 0; second <= 900; second += 60) {
            for (int s = 0; s < 3; s++) {
                syn(honest, "s" + s, second + s, 50 - s);
                for (int n = 0; n < 100; n++) {
                    syn(0x0600_0001L + (n << 16) + n, "s" + s, second, 33 + chance.nextInt(31));
                }
            }
        }
        watch.proven();
        assertThat(days.size()).as("under one fingerprint the flood drowns the scanner too").isZero();
    }

    @Test
    void aScannerAloneIsRememberedWithItsEvidence() {
        long honest = MadeAttempts.address("198.51.100.9");
        for (int second = 0; second <= 900; second += 60) {
            for (int s = 0; s < 3; s++) {
                syn(honest, "s" + s, second + s, 50 - s);
            }
        }
        assertThat(days.size()).isZero();
        watch.proven();
        assertThat(known(TELNET, DAY, 1)).isEqualTo("198.51.100.9 1 REPEATED_SCAN");
        assertThat(days.sensors(TELNET)).isEqualTo(3);
    }

    @Test
    void theMemoryReadsWhatItWroteAndRefusesAnythingElse() {
        session(NOON.minusSeconds(5 * 86_400), "2001:db8:0:0:0:0:0:7", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        session(NOON, "192.0.2.7", Rule.BRUTE_FORCE, Service.tcp(22), 3, 0);
        days.watched(DAY);
        SourceDays again = SourceDays.read(days.lines());
        assertThat(again.lines()).isEqualTo(days.lines());
        assertThat(again.watched(DAY, 7)).isEqualTo(1);
        assertThatThrownBy(() -> SourceDays.read(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SourceDays.read(days.lines().subList(0, 2)))
                .hasMessageContaining("where 2 were written");
    }

    @Test
    void whatIsFurtherBackThanThePolicyLetsIsForgotten() {
        session(NOON.minusSeconds(9 * 86_400), "192.0.2.7", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        session(NOON, "192.0.2.8", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        days.forget(9);
        assertThat(days.size()).isEqualTo(1);
        session(NOON.plusSeconds(70 * 86_400), "192.0.2.9", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        session(NOON, "192.0.2.9", Rule.WEB_SCAN, Service.tcp(80), 0, 0);
        assertThat(known(Service.tcp(80), DAY + 70, 63)).isEqualTo("192.0.2.9 1 HANDSHAKE");
    }

    @Test
    void aDayOnWhichTheNodeWasOffForHoursIsNoWholeDay() {
        long midnight = DAY * 86_400;
        days.begins(midnight + 9 * 3600);
        days.watched(DAY);
        days.watched(DAY + 1);
        assertThat(days.isWhole(DAY)).as("nobody watched its morning").isFalse();
        assertThat(days.isWhole(DAY + 1)).isTrue();
        days.reached(midnight + 86_400 + 5 * 3600);
        SourceDays soon = SourceDays.read(days.lines());
        soon.begins(midnight + 86_400 + 6 * 3600);
        assertThat(soon.isWhole(DAY + 1)).as("read again, or off for an hour").isTrue();
        SourceDays late = SourceDays.read(days.lines());
        late.begins(midnight + 2 * 86_400 + 3600);
        late.watched(DAY + 2);
        late.watched(DAY + 3);
        assertThat(late.isWhole(DAY + 1)).isFalse();
        assertThat(late.isWhole(DAY + 2)).isFalse();
        assertThat(SourceDays.read(late.lines()).isWhole(DAY + 3)).isTrue();
        assertThat(late.isWhole(DAY + 9)).as("not watched yet").isFalse();
    }

    @Test
    void whoFindsNoRoomIsCounted() {
        Machine[] many = new Machine[SourceDays.MOST + 3];
        for (int n = 0; n < many.length; n++) {
            many[n] = new Machine(4, 0, n);
            days.add(TELNET, many[n], "pot", Offender.Evidence.LOGIN, DAY);
        }
        assertThat(days.size()).isEqualTo(SourceDays.MOST);
        assertThat(days.refused()).isEqualTo(3);
    }
}
