package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.classify.Classifier;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** One attempt seen by a packet reader and by a honeypot's log is linked, whichever comes first. */
class AttemptLinksTest {
    private static final long SOURCE = 0x0600020AL;
    private static final Origin POT = new Origin(Sensor.of("pot", new Country("JP")), "a");

    private static Packet packet(Origin origin, long second, int port, int flags) {
        Packet p = new Packet(origin);
        p.timeNanos = second * 1_000_000_000L;
        p.ipVersion = 4;
        p.sourceLow(SOURCE);
        p.destinationLow(1);
        p.protocol = 6;
        p.sourcePort(40_000);
        p.destinationPort(port);
        p.tcpFlags(flags);
        p.known = Field.bits(Field.DESTINATION, Field.PORTS, Field.TCP_FLAGS);
        return p;
    }

    private static void see(AttemptLinks links, Packet packet) {
        Verdict verdict = new Verdict();
        new Classifier().classify(packet, verdict);
        links.packet(packet, verdict);
    }

    private static HoneypotSession session(Origin origin, long second, int port, String source) {
        return new HoneypotSession(
                origin,
                "s",
                Instant.ofEpochSecond(second),
                Instant.ofEpochSecond(second),
                InetAddress.ofLiteral(source),
                Service.tcp(port),
                HoneypotSession.Logins.NONE,
                HoneypotSession.Requests.NONE,
                0,
                0,
                List.of(),
                false,
                List.of(),
                true,
                List.of());
    }

    @Test
    void sameSensorSourceServiceAndTimeLink() {
        AttemptLinks links = new AttemptLinks(true, 100);
        see(links, packet(POT, 1000, 22, 2));
        see(links, packet(POT, 1003, 22, 2));
        links.session(session(POT, 1005, 22, "6.0.2.10"));
        links.session(session(POT, 1013, 22, "6.0.2.10"));
        links.session(session(POT, 990, 22, "6.0.2.10"));
        links.session(session(POT, 1014, 22, "6.0.2.10"));
        links.session(session(POT, 989, 22, "6.0.2.10"));
        links.session(session(POT, 1005, 23, "6.0.2.10"));
        links.session(session(POT, 1005, 22, "6.0.2.11"));
        links.session(session(new Origin(Sensor.of("other", new Country("JP")), "a"), 1005, 22, "6.0.2.10"));
        assertThat(links.linked()).isEqualTo(new AttemptLinks.Linked(3, 8, 0));
    }

    @Test
    void theOrderOfInputsDoesNotMatterAndAnswersDoNotLink() {
        AttemptLinks links = new AttemptLinks(true, 100);
        links.session(session(POT, 1005, 22, "6.0.2.10"));
        links.session(session(POT, 1005, 22, "6.0.2.10"));
        see(links, packet(POT, 1000, 22, 0x12));
        assertThat(links.linked().sessions()).isZero();
        see(links, packet(new Origin(POT.sensor(), "another input"), 1000, 22, 2));
        assertThat(links.linked()).isEqualTo(new AttemptLinks.Linked(2, 2, 0));
    }

    @Test
    void whatFindsNoRoomIsCounted() {
        AttemptLinks links = new AttemptLinks(true, 1);
        see(links, packet(POT, 1000, 22, 2));
        see(links, packet(POT, 1000, 23, 2));
        links.session(session(POT, 1000, 22, "6.0.2.10"));
        links.session(session(POT, 1000, 23, "6.0.2.10"));
        assertThat(links.linked()).isEqualTo(new AttemptLinks.Linked(1, 2, 2));
    }

    @Test
    void withoutCapturesBesideLogsPacketsAreNotLookedAt() {
        AttemptLinks links = new AttemptLinks(false, 10);
        see(links, packet(POT, 1000, 22, 2));
        links.session(session(POT, 1000, 22, "6.0.2.10"));
        assertThat(links.linked().sessions()).isZero();
    }
}
