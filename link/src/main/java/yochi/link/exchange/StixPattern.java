package yochi.link.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;

/**
 * A mitigation's match as a STIX pattern over network traffic. What a pattern cannot say is refused: to leave a part
 * out would widen the match.
 */
final class StixPattern {
    private StixPattern() {}

    static Optional<String> of(Mitigation.Match match) {
        if (match.packetLength().isPresent()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        parts.add(within("dst_ref", match.destination()));
        if (match.protocol().isPresent()) {
            Optional<String> name = protocol(match.protocol().get());
            if (name.isEmpty()) {
                return Optional.empty();
            }
            parts.add("network-traffic:protocols[*] = '" + name.get() + "'");
        }
        ports("dst_port", match.destinationPorts()).ifPresent(parts::add);
        ports("src_port", match.sourcePorts()).ifPresent(parts::add);
        if (!match.sources().isEmpty()) {
            List<String> sources =
                    match.sources().stream().map(p -> within("src_ref", p)).toList();
            parts.add(sources.size() == 1 ? sources.getFirst() : "(" + String.join(" OR ", sources) + ")");
        }
        return Optional.of("[" + String.join(" AND ", parts) + "]");
    }

    private static String within(String reference, Prefix prefix) {
        return "network-traffic:" + reference + ".value ISSUBSET '" + prefix + "'";
    }

    private static Optional<String> ports(String name, List<Integer> ports) {
        if (ports.isEmpty()) {
            return Optional.empty();
        }
        String path = "network-traffic:" + name;
        if (ports.size() == 1) {
            return Optional.of(path + " = " + ports.getFirst());
        }
        return Optional.of(path + " IN ("
                + String.join(", ", ports.stream().map(String::valueOf).toList()) + ")");
    }

    private static Optional<String> protocol(int number) {
        return switch (number) {
            case 1 -> Optional.of("icmp");
            case 6 -> Optional.of("tcp");
            case 17 -> Optional.of("udp");
            case 58 -> Optional.of("ipv6-icmp");
            default -> Optional.empty();
        };
    }
}
