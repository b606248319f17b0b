package yochi.centre.courier;

import java.net.InetAddress;
import java.util.List;
import yochi.core.model.Prefix;

/**
 * Which addresses a webhook may lead to: public unicast ones, and what the operator allows besides. So nobody who may
 * name a webhook reaches through the centre what only the centre reaches (SSRF): the loopback, the own network, the
 * cloud's metadata.
 */
final class PublicNetwork {
    /** IANA special-purpose registries (RFC 6890 and its updates): nothing public unicast, or a way to such a thing. */
    private static final List<Prefix> SPECIAL = List.of(
            Prefix.parse("0.0.0.0/8"),
            Prefix.parse("10.0.0.0/8"),
            Prefix.parse("100.64.0.0/10"),
            Prefix.parse("127.0.0.0/8"),
            Prefix.parse("169.254.0.0/16"),
            Prefix.parse("172.16.0.0/12"),
            Prefix.parse("192.0.0.0/24"),
            Prefix.parse("192.0.2.0/24"),
            Prefix.parse("192.88.99.0/24"),
            Prefix.parse("192.168.0.0/16"),
            Prefix.parse("198.18.0.0/15"),
            Prefix.parse("198.51.100.0/24"),
            Prefix.parse("203.0.113.0/24"),
            Prefix.parse("224.0.0.0/3"));

    private static final Prefix GLOBAL_IPV6 = Prefix.parse("2000::/3");
    private static final List<Prefix> SPECIAL_IPV6 = List.of(
            Prefix.parse("2001::/23"),
            Prefix.parse("2001:db8::/32"),
            Prefix.parse("2002::/16"),
            Prefix.parse("3fff::/20"));

    private final List<Prefix> allowed;

    PublicNetwork(List<Prefix> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    boolean allows(InetAddress address) {
        if (allowed.stream().anyMatch(p -> p.contains(address))) {
            return true;
        }
        if (address.getAddress().length == Integer.BYTES) {
            return SPECIAL.stream().noneMatch(p -> p.contains(address));
        }
        return GLOBAL_IPV6.contains(address) && SPECIAL_IPV6.stream().noneMatch(p -> p.contains(address));
    }
}
