package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.node.SharedFolder;

/**
 * Real floods captured at their victims: kind and vector follow the file's name, and the packets of the
 * attack are those that a second program counts by protocol, ports and flags alone.
 */
class AttackCapturesTest {
    /**
     * The 15 later fragments of the DNS file that are missing come from three reflectors whose first fragments the
     * capture does not hold; the ICMP errors of the SNMP file embed the victim's real address, so they are attributed
     * to nobody.
     */
    @ParameterizedTest
    @CsvSource({
        "amp.TCP.reflection.SYNACK.pcap,       'tcp/80,443 syn-ack reflection',        flood-volume,  7669, 7669",
        "amp.UDP.snmp.src161.pcapng,           udp/161 snmp reflection,                flood-volume,  4079, 4079",
        "amp.dns.RRSIG.fragmented.pcap,        udp/53 dns reflection in fragments,     flood-answers, 1234, 1249",
        "pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng,  tcp/30120 syn+ece+cwr,                  flood-volume,  9639, 9639",
        "CIC-DDoS-2019-SynFlood.pcap,          tcp/* syn,                              flood-volume, 18778, 18778",
    })
    void kindAndVectorFollowTheFilesName(String name, String vector, String rule, long attack, long counted) {
        Optional<Path> file = SharedFolder.find("data/ddos-pcaps/" + name + ".gz", "AttackCapturesTest " + name);
        if (file.isEmpty()) {
            return;
        }
        EventDesk desk = Seen.file(file.get());
        assertThat(desk.events()).singleElement().satisfies(e -> {
            assertThat(e.kind()).isEqualTo(EventKind.FLOOD);
            assertThat(e.vector()).isEqualTo(vector);
            assertThat(e.rule()).isEqualTo(rule);
            assertThat(e.key().level()).isEqualTo(EventKey.ADDRESS);
            assertThat(e.attackPackets()).isEqualTo(attack).isLessThanOrEqualTo(counted);
        });
        assertThat(desk.evicted().values()).allMatch(n -> n == 0);
    }

    @Test
    void aDarknetsOwnNoiseIsNoFloodAndItsPlantedFloodIsBackscatter() {
        for (String name : new String[] {"dark-day5m", "dark-mixed", "dark-cut20m"}) {
            Optional<Path> file =
                    SharedFolder.find("data/synthetic/" + name + ".pcap.gz", "AttackCapturesTest " + name);
            if (file.isEmpty()) {
                return;
            }
            long planted = name.equals("dark-mixed") ? 1 : 0; // in the others it stays below 30 packets a minute
            assertThat(Seen.file(file.get()).events().stream().filter(e -> e.kind() != EventKind.SCAN))
                    .as(name)
                    .hasSize((int) planted)
                    .allMatch(e -> e.kind() == EventKind.DOS_BACKSCATTER);
        }
    }
}
