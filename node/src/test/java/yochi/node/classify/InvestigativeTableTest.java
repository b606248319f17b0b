package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** The shipped list of those who scan to investigate: sources, and every block on both sides of both ends. */
class InvestigativeTableTest {
    private static final FactTable TABLE = FactTable.read("investigative.csv", "block,name,source", Optional.empty());

    /** First address, and the first behind, of one row. */
    private record Ends(int version, BigInteger first, BigInteger behind) {
        static Ends of(FactTable.Row row) {
            String[] parts = row.text(0).split("/", -1);
            byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
            BigInteger first = new BigInteger(1, address);
            int free = 8 * address.length - Integer.parseInt(parts[1]);
            return new Ends(address.length == 4 ? 4 : 6, first, first.add(BigInteger.ONE.shiftLeft(free)));
        }

        boolean holds(int version, BigInteger address) {
            return this.version == version && address.compareTo(first) >= 0 && address.compareTo(behind) < 0;
        }
    }

    private static Packet syn(int version, BigInteger source) {
        Packet p = new Packet(new Origin(Sensor.of("s", Country.UNKNOWN), "x"));
        p.ipVersion = version;
        p.sourceHigh(version == 4 ? 0 : source.shiftRight(64).longValue());
        p.sourceLow(source.longValue());
        p.destinationLow(0x0900_0001L);
        p.protocol = 6;
        p.tcpFlags(2);
        p.sourcePort(40_000);
        p.destinationPort(443);
        p.known = Field.bits(Field.DESTINATION, Field.PORTS, Field.TCP_FLAGS);
        return p;
    }

    private static boolean marked(int version, BigInteger source) {
        Verdict verdict = new Verdict();
        new Classifier().classify(syn(version, source), verdict);
        assertThat(verdict.type()).as("marked, not dropped").isEqualTo(AttackType.SCAN_SYN);
        return verdict.has(Mark.INVESTIGATIVE);
    }

    @Test
    void everyRowNamesItsPublishersOwnPageAndTheDayItWasRead() {
        assertThat(TABLE.rows()).hasSizeGreaterThan(20).allSatisfy(row -> {
            assertThat(row.text(1)).isNotBlank();
            assertThat(row.text(2))
                    .matches("https?://\\S+( index\\.md)?( of \\d{4}-\\d\\d-\\d\\d)? read \\d{4}-\\d\\d-\\d\\d");
        });
        assertThat(TABLE.rows()).extracting(row -> row.text(0)).doesNotHaveDuplicates();
    }

    @Test
    void everyBlockIsMarkedFromItsFirstToItsLastAddressAndNoFurther() {
        List<Ends> all = TABLE.rows().stream().map(Ends::of).toList();
        for (Ends ends : all) {
            assertThat(marked(ends.version(), ends.first())).isTrue();
            assertThat(marked(ends.version(), ends.behind().subtract(BigInteger.ONE))).isTrue();
            for (BigInteger outside : List.of(ends.first().subtract(BigInteger.ONE), ends.behind())) {
                boolean neighbour = all.stream().anyMatch(e -> e.holds(ends.version(), outside));
                assertThat(marked(ends.version(), outside)).as("%s", ends).isEqualTo(neighbour);
            }
        }
    }
}
