package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.node.Collected;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** The tables of marx, Spoki and DDoSia (A-7, K-7). */
class TableReadersTest {
    private static final String MARX = "datetime,host,src,proto,type,spt,dpt\n";
    private static final String SPOKI = "ts|saddr|daddr|ipid|ttl|proto|sport|dport|anum|snum|options|payload|syn"
            + "|ack|rst|fin|window size|probed|method|userid|probe anum|probe snum|num probes\n";
    private static final String DDOSIA =
            "snapshot_utc,target_id,victim_cc,cc_source,tld,host_cc,prefix24,asn,as_name,vectors,ports,n_entries\n";
    private static final SensorTable DARK =
            SensorTable.single(Sensor.of("s1", new Country("DE")).watching(List.of(Prefix.parse("198.51.100.0/24"))));

    private final Collected sink = new Collected();

    private InputAccount read(String text, SensorTable sensors) {
        return new TraceReader(TraceSettings.of(sensors))
                .read("t", new ByteArrayInputStream(text.getBytes(UTF_8)), sink);
    }

    @Test
    void marxRowsBecomePacketsOfTheirHosts() {
        InputAccount account = read(
                MARX
                        + "2013-03-03 21:53:59,groucho,3221225985,TCP,,6000,1433\r\n"
                        + "\n"
                        + "2013-03-03 21:57:01,zeppo,3221225986,UDP,,5270,5060\n"
                        + "2013-03-03 21:57:02,zeppo,3221225986,ICMP,8,,",
                SensorTable.open());
        assertThat(account.format()).contains(TraceFormat.MARX);
        assertThat(sink.packets)
                .containsExactly(
                        "0 1362347639000000000 v4 p6 c0000201 6000>1433 0/0 groucho",
                        "1 1362347821000000000 v4 p17 c0000202 5270>5060 0/0 zeppo",
                        "2 1362347822000000000 v4 p1 c0000202 5270>5060 0/0 zeppo");
        assertThat(account.unknown()).extracting(Unknown::field).contains("bytes", "tcpFlags", "destination");
    }

    @Test
    void brokenMarxRowsAreCountedWithTheirLine() {
        InputAccount account = read(
                MARX
                        + "2013-03-03 21:53:59,a,4294967296,TCP,,6000,1433\n"
                        + "2013-13-03 21:53:59,a,1,TCP,,6000,1433\n"
                        + "2013-03-03 21:53:59,a,1,SCTP,,6000,1433\n"
                        + "2013-03-03 21:53:59,a,1,TCP,,6000,65536\n"
                        + "2013-03-03 21:53:59,a,1,TCP,,6000\n"
                        + "2013-03-03 21:53:59,a,1,TCP,,6000,1,2\n"
                        + "9999-03-03 21:53:59,a,1,TCP,,6000,1\n"
                        + "2013-03-03 21:53:59,a,1,TCP,,6000,1\n",
                SensorTable.open());
        assertThat(account.records()).isEqualTo(8);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected()).singleElement().satisfies(r -> {
            assertThat(r.count()).isEqualTo(7);
            assertThat(r.firstPosition()).isEqualTo("line 2");
            assertThat(r.samples()).hasSize(3);
        });
    }

    @Test
    void columnsMayStandInAnotherOrderAndUnknownOnesAreNoted() {
        InputAccount account = read(
                "dpt,spt,type,proto,src,host,datetime,mood\n1433,6000,,TCP,1,a,2013-03-03 21:53:59,fine\n",
                SensorTable.open());
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.noted()).containsExactly(new Noted("unknownColumn", 1, "line 1"));
        InputAccount missing = new TraceReader(
                        TraceSettings.of(SensorTable.open()).reading(TraceFormat.MARX))
                .read("t", new ByteArrayInputStream("datetime,host,src\n1,2,3\n".getBytes(UTF_8)), sink);
        assertThat(missing.rejected().getFirst().samples()).containsExactly("missing proto, type, spt, dpt");
    }

    @Test
    void aHostThatTheSensorsFileDoesNotKnowIsRejected() {
        Sensor a = Sensor.of("a", new Country("JP"));
        SensorTable listed = SensorTable.of(List.of(a, Sensor.of("b", Country.UNKNOWN)));
        InputAccount account =
                read(MARX + "2013-03-03 21:53:59,a,1,TCP,,6000,1\n2013-03-03 21:53:59,c,1,TCP,,6000,1\n", listed);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected(RejectReason.UNKNOWN_SENSOR)).isEqualTo(1);
    }

    @Test
    void onSpokiOnlyPacketsIntoTheTelescopeCount() {
        String in = "1634159075307|192.0.2.1|198.51.100.7|54321|55|tcp|63019|22|0|7|mss|6869|1|0|0|0|16693"
                + "|true|x|1|0|0|1\n";
        String own = "1634159075497|198.51.100.7|192.0.2.1|906|64|tcp|22|63019|8|7|||1|1|0|0|998|true|x|1|0|3|2\n";
        String odd = "1634159075497|192.0.2.1|198.51.100.256|906|64|tcp|22|63019|8|7|||1|1|0|0|998|true|x|1|0|3|2\n";
        String hex = "1634159075497|192.0.2.1|198.51.100.2|906|64|tcp|22|63019|8|7||6z|1|1|0|0|998|true|x|1|0|3|2\n";
        InputAccount account = read(SPOKI + in + own + odd + hex, DARK);
        assertThat(sink.packets).containsExactly("0 1634159075307000000 v4 p6 c0000201 63019>22 2/2 s1");
        assertThat(account.rejected(RejectReason.OWN_TRAFFIC)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(2);
        assertThat(account.records()).isEqualTo(4);
        assertThat(read(SPOKI + in, SensorTable.open()).rejected(RejectReason.MONITORED_MISSING))
                .isEqualTo(1);
    }

    @Test
    void attackOrdersAreReadByTheNamesOfTheirColumns() {
        String row = "2023-06-05T20:15:12,ab12,JP,tld,jp,US,192.0.2.0/24,64496,\"Example, Ltd.\","
                + "http/get:5|tcp/syn:1,443|80,6\n";
        read(DDOSIA + row, SensorTable.open());
        String shipped = """
                n_entries,ports,vectors,asn,host_cc,cc_source,victim_cc,target_id,snapshot_utc
                6,53,udp/udp_flood:2,,,geo,,ab12,2023-06-05T20:15:12
                """;
        InputAccount account = read(shipped, SensorTable.open());
        assertThat(account.rejected()).isEmpty();
        AttackOrder order = sink.orders.getFirst();
        assertThat(order.time()).isEqualTo(Instant.parse("2023-06-05T20:15:12Z"));
        assertThat(order.victim().country()).isEqualTo(new Country("JP"));
        assertThat(order.serverCountry()).isEqualTo(new Country("US"));
        assertThat(order.victim().vectors()).containsExactly("http/get", "tcp/syn");
        assertThat(order.victim().services()).containsExactly(Service.tcp(80), Service.tcp(443));
        assertThat(order.victim().orders()).isEqualTo(6);
        assertThat(sink.orders.get(1).victim().services()).containsExactly(Service.udp(53));
        assertThat(sink.orders.get(1).victim().asn()).isEqualTo(Asn.UNKNOWN);
        assertThat(sink.orders.get(1).victim().country()).isEqualTo(Country.UNKNOWN);
    }

    @Test
    void brokenOrdersAreCounted() {
        InputAccount account = read(
                DDOSIA
                        + "yesterday,ab12,JP,tld,jp,US,,64496,x,http/get:5,443,6\n"
                        + "2023-06-05T20:15:12,ab12,Japan,tld,jp,US,,64496,x,http/get:5,443,6\n"
                        + "2023-06-05T20:15:12,ab12,JP,tld,jp,US,,64496,x,http/get:5,http,6\n"
                        + "2023-06-05T20:15:12,ab12\n"
                        + "2023-06-05T20:15:12,,JP,tld,jp,US,,64496,x,http/get:5,443,6\n",
                SensorTable.open());
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(5);
        assertThat(account.records()).isEqualTo(5);
    }
}
