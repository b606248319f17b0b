package yochi.node.offence;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** What sensors saw of one source, made up for tests of watches. */
final class MadeAttempts {
    static final Service TELNET = Service.tcp(23);

    private MadeAttempts() {}

    static long address(String text) {
        return Machine.of(InetAddress.ofLiteral(text)).low();
    }

    /** A SYN to {@link #TELNET} of a sensor, as packets are handed on with their verdict. */
    static void syn(
            BiConsumer<Packet, Verdict> watch, Instant at, long address, String sensor, int ttl, int window) {
        Packet packet = new Packet(origin(sensor));
        packet.clear();
        packet.ipVersion = 4;
        packet.protocol = 6;
        packet.known = Field.IPV4 | Field.ofWhole(6);
        packet.timeNanos = Nanos.of(at);
        packet.sourceLow(address);
        packet.ttl(ttl);
        packet.window(window);
        Verdict verdict = new Verdict();
        verdict.rule = Rule.TCP_SYN;
        verdict.attributed = true;
        verdict.countedVersion = 4;
        verdict.countedLow = address;
        verdict.service = ServiceNumber.pack(TELNET);
        watch.accept(packet, verdict);
    }

    /** Nine seconds in a honeypot, with so many failed log-ins and downloads. */
    static HoneypotSession session(Instant at, String source, Service service, int logins, int downloads) {
        return new HoneypotSession(
                origin("pot"),
                "id",
                at,
                at.plusSeconds(9),
                InetAddress.ofLiteral(source),
                service,
                new HoneypotSession.Logins(logins, 0, logins),
                HoneypotSession.Requests.NONE,
                0,
                downloads,
                List.of(),
                false,
                List.of(),
                true,
                List.of());
    }

    private static Origin origin(String sensor) {
        return new Origin(Sensor.of(sensor, new Country("SG")), "x");
    }
}
