package yochi.centre.response;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.core.model.Victim;

/**
 * Mitigations for an attack that is ordered but not yet seen, from its vectors: one template per protocol and protected
 * prefix (algorithms §7.3, "signature templates for a predicted attack"). Rails: the destination is always a registered
 * prefix, at least a /24 (IPv4) or /48 (IPv6); a rate limit at the member's usual peak, since nothing is known yet of
 * the sources; at most an hour.
 */
final class MitigationTemplates {
    private static final int SHORTEST_IPV4 = 24;
    private static final int SHORTEST_IPV6 = 48;
    private static final int MAX_PREFIXES = 8;
    /** More ports do not fit one rule of an ordinary router: then all ports of the protocol are matched. */
    private static final int MAX_PORTS = 16;

    private final RandomGenerator random;
    private final Duration lease;

    MitigationTemplates(RandomGenerator random, Duration lease) {
        this.random = random;
        this.lease = lease;
    }

    List<Mitigation> of(List<Victim> victims, List<MemberEntry.Network> networks) {
        List<Mitigation> out = new ArrayList<>();
        for (MemberEntry.Network network : networks.stream()
                .filter(n -> narrow(n.prefix()) && victims.stream().anyMatch(v -> v.asn().equals(n.asn())))
                .limit(MAX_PREFIXES)
                .toList()) {
            for (Vector vector : Vector.values()) {
                List<Victim> hit = victims.stream()
                        .filter(v -> v.asn().equals(network.asn()))
                        .filter(v -> v.vectors().stream().anyMatch(vector::isMeant))
                        .toList();
                if (!hit.isEmpty()) {
                    out.add(limit(network, vector, hit));
                }
            }
        }
        return out;
    }

    /** What a template knows of a protocol. */
    private enum Vector {
        TCP(6, Service.Protocol.TCP, "A flood over TCP"),
        UDP(17, Service.Protocol.UDP, "A flood over UDP"),
        ICMP(1, Service.Protocol.ICMP, "A flood of ICMP");

        private final int number;
        private final Service.Protocol protocol;
        private final String words;

        Vector(int number, Service.Protocol protocol, String words) {
            this.number = number;
            this.protocol = protocol;
            this.words = words;
        }

        /** Slow requests (nginx_loris) hold connections, not bandwidth: no rate limit helps, so no template. */
        boolean isMeant(String vector) {
            int slash = vector.indexOf('/');
            String kind = slash < 0 ? vector : vector.substring(0, slash);
            return switch (this) {
                case TCP -> kind.startsWith("http") || kind.equals("tcp") || kind.equals("syn");
                case UDP -> kind.equals("udp") || kind.equals("dns");
                case ICMP -> kind.equals("icmp");
            };
        }
    }

    private Mitigation limit(MemberEntry.Network network, Vector vector, List<Victim> hit) {
        TreeSet<Integer> ports = new TreeSet<>();
        if (vector != Vector.ICMP) {
            hit.stream()
                    .flatMap(v -> v.services().stream())
                    .filter(s -> s.protocol() == vector.protocol && s.number() >= 0)
                    .forEach(s -> ports.add(s.number()));
        }
        List<Integer> matched = ports.size() > MAX_PORTS ? List.of() : List.copyOf(ports);
        String where = matched.isEmpty()
                ? ""
                : " to " + (matched.size() == 1 ? "port " : "ports ")
                        + String.join(
                                ", ", matched.stream().map(String::valueOf).toList());
        return new Mitigation(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                new Mitigation.Match(
                        network.prefix(),
                        List.of(),
                        Optional.of(protocol(vector, network.prefix())),
                        matched,
                        List.of(),
                        Optional.empty()),
                new Mitigation.Action.Limit(network.usualPeakBytesPerSecond()),
                lease,
                vector.words + where + " is ordered; the limit is the usual peak of this prefix.");
    }

    private static int protocol(Vector vector, Prefix prefix) {
        return vector == Vector.ICMP && prefix.isIpv6() ? 58 : vector.number;
    }

    private static boolean narrow(Prefix prefix) {
        return prefix.length() >= (prefix.isIpv6() ? SHORTEST_IPV6 : SHORTEST_IPV4);
    }
}
