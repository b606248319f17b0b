package yochi.node.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.core.model.Ticker;
import yochi.node.Collected;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.Reading;
import yochi.node.trace.TraceFormat;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** The hpfeeds subscriber against a small broker of our own (A-1, K-7). */
@Timeout(30)
class HpfeedsStreamTest {
    private static final HpfeedsStream.Timing QUICK = new HpfeedsStream.Timing(
            Duration.ofSeconds(2), Duration.ofMillis(5), Duration.ofMillis(20), 3, 1000);
    private static final String EVENT = "{\"eventid\":\"cowrie.session.connect\",\"session\":\"a\",\"src_ip\":"
            + "\"192.0.2.9\",\"dst_port\":22,\n\"timestamp\":\"2025-02-18T05:25:41.286469Z\"}";

    @TempDir
    private Path folder;

    private String url(int port, String more) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        return "hpfeeds://me@127.0.0.1:" + port + "/cowrie.sessions?secretFile=" + secret + more;
    }

    private HpfeedsStream open(HpfeedsBroker broker, String more) throws IOException {
        return new HpfeedsStream(
                HpfeedsAddress.parse(url(broker.port(), more), name -> ""), QUICK, Ticker.system());
    }

    private static byte[] said(String payload) {
        return HpfeedsBroker.published("pot", "cowrie.sessions", payload);
    }

    @Test
    void messagesBecomeLinesAndALostConnectionIsMadeAgain() throws IOException {
        List<List<byte[]>> twice = List.of(List.of(said("one"), said("t\nwo")), List.of(said("three")));
        try (HpfeedsBroker broker = new HpfeedsBroker("me", "s3cret", twice);
                HpfeedsStream stream = open(broker, "&messages=3")) {
            assertThat(new String(stream.readAllBytes(), ISO_8859_1)).isEqualTo("one\nt wo\nthree\n");
            assertThat(stream.connections()).isEqualTo(2);
            assertThat(broker.seen()).startsWith("subscribed cowrie.sessions", "subscribed cowrie.sessions");
        }
    }

    @Test
    void aWrongSecretIsRefusedOnceAndNotAskedAgain() throws IOException {
        try (HpfeedsBroker broker = new HpfeedsBroker("me", "another", List.of(List.of(said("x"))));
                HpfeedsStream stream = open(broker, "")) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOf(HpfeedsStream.Refused.class)
                    .hasMessageContaining("check ident, secret");
            assertThat(stream.connections()).isEqualTo(1);
        }
    }

    @Test
    void aMessageBeyondTheBoundOrBrokenEndsTheConnectionOnly() throws IOException {
        byte[] huge = {0x7F, 0, 0, 0, 3};
        byte[] liar = HpfeedsBroker.message(3, new byte[] {9, 1});
        List<List<byte[]>> bad = List.of(
                List.of(said("one"), huge), List.of(liar), List.of(HpfeedsBroker.message(7, new byte[3]), said("two")));
        try (HpfeedsBroker broker = new HpfeedsBroker("me", "s3cret", bad);
                HpfeedsStream stream = open(broker, "&messages=2")) {
            assertThat(new String(stream.readAllBytes(), ISO_8859_1)).isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void aBrokerThatIsNotThereEndsTheInputAfterItsAttempts() throws IOException {
        int port;
        try (HpfeedsBroker broker = new HpfeedsBroker("me", "s3cret", List.of(List.of()))) {
            port = broker.port();
        }
        HpfeedsAddress nobody = HpfeedsAddress.parse(url(port, ""), name -> "");
        try (HpfeedsStream stream = new HpfeedsStream(nobody, QUICK, Ticker.system())) {
            assertThatThrownBy(stream::readAllBytes).hasMessageContaining("did not answer 3 times");
        }
    }

    @Test
    void aQuietChannelEndsWhenItsTimeIsOver() throws IOException {
        try (HpfeedsBroker broker = new HpfeedsBroker("me", "s3cret", List.of(List.of()));
                HpfeedsStream stream = open(broker, "&seconds=1")) {
            assertThat(stream.readAllBytes()).isEmpty();
        }
    }

    @Test
    void aChannelIsAnInputLikeAnyOther() throws IOException {
        Collected sink = new Collected();
        try (HpfeedsBroker broker = new HpfeedsBroker("me", "s3cret", List.of(List.of(said(EVENT), said("{"))))) {
            TraceSettings settings = TraceSettings.of(SensorTable.single(Sensor.of("pot", new Country("JP"))));
            Reading reading =
                    new TraceReader(settings).read(List.of(url(broker.port(), "&messages=2")), sink);
            InputAccount account = reading.inputs().getFirst();
            assertThat(account.path()).isEqualTo("hpfeeds://me@127.0.0.1:" + broker.port() + "/cowrie.sessions");
            assertThat(account.format()).contains(TraceFormat.COWRIE);
            assertThat(account.packets()).isEqualTo(1);
            assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
            assertThat(sink.sessions).hasSize(1);
        }
    }

    @Test
    void anAddressNamesItsSecretInAFileOrTheEnvironment() {
        HpfeedsAddress address = HpfeedsAddress.parse("hpfeeds://me@broker.example/c", name -> "x");
        assertThat(address.port()).isEqualTo(10_000);
        assertThat(address.toString()).doesNotContain("secret");
        for (String wrong : List.of(
                "hpfeeds://broker.example/c",
                "hpfeeds://me:pw@broker.example/c",
                "hpfeeds://me@broker.example",
                "hpfeeds://me@broker.example/c?sekret=1",
                "hpfeeds://me@broker.example/c?seconds=x",
                "hpfeeds://me@broker.example/c?secretFile=/no/such/file",
                "hpfeeds:// /")) {
            assertThatThrownBy(() -> HpfeedsAddress.parse(wrong, name -> "x"))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> HpfeedsAddress.parse("hpfeeds://me@broker.example/c", name -> ""))
                .hasMessageContaining(HpfeedsAddress.VARIABLE);
    }

    @Test
    void theAnswerToTheNonceIsThatOfTheProtocolsDescription() {
        byte[] auth = HpfeedsMessage.auth("client1", new byte[4], "").bytes();
        assertThat(auth).hasSize(33);
        assertThat(Arrays.copyOf(auth, 6)).isEqualTo(new byte[] {0, 0, 0, 33, 2, 7});
        assertThat(new String(auth, 6, 7, ISO_8859_1)).isEqualTo("client1");
    }
}
