package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.node.Collected;
import yochi.node.input.RejectReason;
import yochi.node.input.Rejected;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Records that tell first and last: their end is bounded as their begin is, or stages behind could not hold it. */
class LastingRecordsTest {
    private static final String AMPLIFIER =
            """
            start,victim,port,requests,bytes,end,protocol
            2024-01-01T00:00:00Z,203.0.113.5,53,922,100,%s,udp
            """;
    private static final String NFDUMP =
            """
            ts,te,sa,da,sp,dp,pr,flg,ipkt,ibyt
            2024-01-01 00:00:00,%s,203.0.113.5,198.51.100.7,80,2300,TCP,.A..S.,3,120
            """;
    private static final String ZEEK = "{\"_path\":\"conn\",\"ts\":1700000000.1,\"uid\":\"C1\","
            + "\"id.orig_h\":\"203.0.113.5\",\"id.orig_p\":80,\"id.resp_h\":\"198.51.100.7\",\"id.resp_p\":2300,"
            + "\"proto\":\"tcp\",\"duration\":%s,\"orig_pkts\":3,\"conn_state\":\"S0\",\"history\":\"H\"}\n";

    @ParameterizedTest
    @CsvSource({
        "amplifier, 2024-01-01T00:00:10Z, ",
        "amplifier, 9999-01-01T00:00:10Z, FUTURE_TIME",
        "nfdump,    2024-01-01 00:00:10,  ",
        "nfdump,    9999-01-01 00:00:10,  FUTURE_TIME",
        "zeek,      10,                   ",
        "zeek,      9000000000,           FUTURE_TIME",
        "zeek,      9e30,                 MALFORMED",
    })
    void whatEndsAfterThePresentIsOfAClockThatRunsAhead(
            String format, String end, @Nullable RejectReason refused) {
        String text =
                switch (format) {
                    case "amplifier" -> AMPLIFIER;
                    case "nfdump" -> NFDUMP;
                    default -> ZEEK;
                };
        SensorTable sensors = SensorTable.single(Sensor.of("s1", new Country("SG")));
        InputAccount account = new TraceReader(TraceSettings.of(sensors))
                .read("log", new ByteArrayInputStream(text.formatted(end).getBytes(UTF_8)), new Collected());
        assertThat(account.format().map(TraceFormat::id)).contains(format);
        assertThat(account.packets()).isEqualTo(refused == null ? 1 : 0);
        assertThat(account.rejected().stream().map(Rejected::reason).toList())
                .isEqualTo(Stream.ofNullable(refused).toList());
    }
}
