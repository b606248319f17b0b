package yochi.link.exchange;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The techniques of denial of service that attack orders name, by their ATT&amp;CK numbers: a flood of packets is
 * T1498.001, a flood of requests T1499.002.
 */
enum AttackTechnique {
    DIRECT_NETWORK_FLOOD("T1498.001", "Direct Network Flood", "https://attack.mitre.org/techniques/T1498/001/"),
    SERVICE_EXHAUSTION_FLOOD("T1499.002", "Service Exhaustion Flood", "https://attack.mitre.org/techniques/T1499/002/");

    private static final Set<String> PACKET_FLOODS = Set.of("tcp", "udp", "icmp", "syn");

    private final String number;
    private final String title;
    private final String address;

    AttackTechnique(String number, String title, String address) {
        this.number = number;
        this.title = title;
        this.address = address;
    }

    String number() {
        return number;
    }

    String title() {
        return title;
    }

    String address() {
        return address;
    }

    /** The techniques of vectors such as {@code tcp/syn} and {@code http/get}, in the order of this enum. */
    static Set<AttackTechnique> of(List<String> vectors) {
        Set<AttackTechnique> out = new TreeSet<>();
        for (String vector : vectors) {
            int slash = vector.indexOf('/');
            String kind = slash < 0 ? vector : vector.substring(0, slash);
            out.add(PACKET_FLOODS.contains(kind) ? DIRECT_NETWORK_FLOOD : SERVICE_EXHAUSTION_FLOOD);
        }
        return out;
    }
}
