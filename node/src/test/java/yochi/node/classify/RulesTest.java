package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** Tables of facts: replaceable at run time, refused with their line (A-7, K-4). */
class RulesTest {
    @TempDir
    private Path folder;

    private final Verdict verdict = new Verdict();
    private final Packet p = new Packet(new Origin(Sensor.of("s1", yochi.core.model.Country.UNKNOWN), "test"));

    private Packet syn(long source) {
        p.clear();
        p.ipVersion = 4;
        p.protocol = 6;
        p.known = Field.bits(
                Field.DESTINATION, Field.PORTS, Field.TCP_FLAGS, Field.TCP_NUMBERS, Field.IP_ID, Field.TTL);
        p.tcpFlags(2);
        p.sourceLow(source);
        p.destinationLow(0x0900_0001L);
        p.sourcePort(40_000);
        p.destinationPort(23);
        p.ttl(64);
        p.ipId(7);
        return p;
    }

    private Verdict judged(Classifier classifier) {
        classifier.classify(p, verdict);
        return verdict;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void anEmptyFolderGivesTheShippedTablesAndTheirVersions() {
        assertThat(Rules.read(folder).version()).isEqualTo(Rules.shipped().version()).contains("amplifier-ports 2026-");
        assertThat(Rules.shipped().names().of(Service.tcp(23))).isEqualTo("telnet");
        assertThat(Rules.shipped().amplifiers().name(123)).isEqualTo("ntp");
    }

    @Test
    void anInvestigativeListMarksItsSourcesFromTheNextPacketOn() throws IOException {
        Classifier classifier = new Classifier();
        syn(0x0600_0205L);
        assertThat(judged(classifier).has(Mark.INVESTIGATIVE)).isFalse();
        String blocks = "6.0.2.0/24,example,own list\n2600::/32,example,own\n";
        write("investigative.csv", "# version: 7\nblock,name,source\n" + blocks);
        RuleBook book = new RuleBook(Rules.shipped());
        assertThat(book.reload(folder)).isTrue();
        classifier.use(book.rules());
        assertThat(judged(classifier).has(Mark.INVESTIGATIVE)).isTrue();
        assertThat(verdict.rule).isEqualTo(Rule.TCP_SYN);
        syn(0x0600_0305L);
        assertThat(judged(classifier).has(Mark.INVESTIGATIVE)).isFalse();
        assertThat(book.rules().investigates(6, 0x2600_0000_1111_2222L, 5)).isTrue();
        assertThat(book.rules().version()).contains("investigative 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "investigative.csv | 6.0.2.0/33,x,y                  | line 3: '6.0.2.0/33' is no block",
                "investigative.csv | 6.0.2.1/24,x,y                  | line 3: '6.0.2.1/24' is no block",
                "investigative.csv | 6.0.2.0/24,x                    | line 3: 2 columns instead of 3",
                "special-purpose.csv | six/8,x,y                     | line 3: 'six/8' is no block",
                "amplifier-ports.csv | 53,70000,DNS,1,quiet,x        | line 3: '70000' is not within 0 to 65535",
                "amplifier-ports.csv | 53,53,DNS,1,loud,x            | line 3: peace must be quiet or busy",
                "tools.csv | mirai,sequence^color=0,32,on,x          | line 3: no field is called 'color'",
                "tools.csv | mirai,sequence^destination=0,31,on,x    | line 3: a relation is",
                "tools.csv | noname,sequence=0,32,on,x               | line 3: no tool or no constant",
                "service-names.csv | sctp,5,x                        | line 3: protocol must be tcp or udp",
            })
    void aWrongTableIsRefusedWithItsLineAndTheOldRulesStay(String name, String row, String told) throws IOException {
        String header = switch (name) {
            case "amplifier-ports.csv" -> Amplifiers.HEADER;
            case "tools.csv" -> Relation.HEADER;
            case "service-names.csv" -> ServiceNames.HEADER;
            default -> "block,name,source";
        };
        write(name, "# version: 1\n" + header + "\n" + row + "\n");
        RuleBook book = new RuleBook(Rules.shipped());
        assertThat(book.reload(folder)).isFalse();
        assertThat(book.rules()).isSameAs(Rules.shipped());
        assertThat(book.refused().orElseThrow())
                .hasMessageContaining(folder.resolve(name).toString())
                .hasMessageContaining(told)
                .hasMessageContaining("stay as they are");
        write(name, "# version: 2\n" + header + "\n");
        assertThat(book.reload(folder)).isTrue();
        assertThat(book.refused()).isEmpty();
    }

    @Test
    void aFolderInUseIsReadAgainWhenAFileInItChanges() throws IOException {
        RuleBook book = new RuleBook(java.util.Optional.of(folder));
        assertThat(book.refresh()).isFalse();
        write("investigative.csv", "# version: 8\nblock,name,source\n6.0.2.0/24,example,own list\n");
        assertThat(book.refresh()).isTrue();
        assertThat(book.rules().version()).contains("investigative 8");
        assertThat(book.refresh()).isFalse();
        write("investigative.csv", "# version: 9\nblock,name,source\nnothing\n");
        assertThat(book.refresh()).isFalse();
        assertThat(book.refused()).isPresent();
        assertThat(book.rules().version()).contains("investigative 8");
        Files.delete(folder.resolve("investigative.csv"));
        assertThat(book.refresh()).isTrue();
        assertThat(book.rules().version()).isEqualTo(Rules.shipped().version());
    }

    @Test
    void aTableNeedsVersionAndHeader() throws IOException {
        write("tools.csv", Relation.HEADER + "\n");
        assertThatThrownBy(() -> Rules.read(folder)).isInstanceOf(YochiException.class).hasMessageContaining("version");
        write("tools.csv", "# version: 1\ntool,relation\n");
        assertThatThrownBy(() -> Rules.read(folder)).hasMessageContaining("line 2: the header must be");
    }

    @Test
    void anotherRelationOfAToolHoldsAfterTheReload() throws IOException {
        write("tools.csv", "# version: 9\n" + Relation.HEADER + "\nzmap,window^id=5,16,on,made up\n");
        Classifier classifier = new Classifier(Rules.read(folder));
        syn(0x0600_0001L).window(2);
        assertThat(judged(classifier).tool()).isEqualTo(yochi.core.model.Tool.ZMAP);
        p.ipId(54_321);
        assertThat(judged(classifier).tool()).isEqualTo(yochi.core.model.Tool.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "6.0.2.10, 64, 40000, 23, false",
        "6.0.2.0, 64, 40000, 23, true",
        "6.0.2.255, 64, 40000, 23, true",
        "6.0.2.254, 64, 40000, 23, false",
        "6.0.2.10, 199, 40000, 23, false",
        "6.0.2.10, 200, 40000, 23, true",
        "6.0.2.10, 64, 0, 23, true",
        "6.0.2.10, 64, 40000, 0, true",
        "6.0.2.10, 64, 40000, 80, false",
    })
    void likelySpoofedFollowsCorsarosHeuristics(String source, int ttl, int from, int to, boolean likely) {
        syn(java.nio.ByteBuffer.wrap(java.net.InetAddress.ofLiteral(source).getAddress()).getInt() & 0xFFFF_FFFFL);
        p.ttl(ttl);
        p.sourcePort(from);
        p.destinationPort(to);
        assertThat(judged(new Classifier()).has(Mark.LIKELY_SPOOFED)).isEqualTo(likely);
        assertThat(verdict.has(Mark.SPOOFABLE)).isTrue();
    }

    @Test
    void aHighTtlOfMasscanIsNotHeldAgainstItAndUdpToPort80Is() {
        syn(0x0600_020AL).ttl(250);
        p.ipId((int) (p.destinationLow() ^ p.destinationPort() ^ p.sequence()) & 0xFFFF);
        assertThat(judged(new Classifier()).has(Mark.LIKELY_SPOOFED)).isFalse();
        p.ttl(64);
        p.protocol = 17;
        p.destinationPort(80);
        assertThat(judged(new Classifier()).has(Mark.LIKELY_SPOOFED)).isTrue();
    }
}
