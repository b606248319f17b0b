package yochi.centre.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.centre.response.Courier;
import yochi.core.model.Prefix;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.PartyName;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.TlsContexts;

/** a webhook gets the signed notice over trusted TLS, and leads nowhere but to the public network. */
class WebhookTest {
    private static final List<Prefix> LOOPBACK = List.of(Prefix.parse("127.0.0.0/8"));
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<String> bodies = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private HttpsServer server;
    private SSLContext trust = TrustedRoots.context(Optional.empty());
    private int status = 204;

    @BeforeEach
    void open() throws IOException {
        server = serve(InstantSource.system(), "127.0.0.1", "localhost");
    }

    private HttpsServer serve(InstantSource clock, String... hosts) throws IOException {
        CertificateAuthority authority = Parcels.authority(folder.resolve("ca" + clock.millis() + hosts[0]), clock);
        trust = TrustedRoots.context(Optional.of(Parcels.root(folder.resolve("root.pem"), authority)));
        ReloadableKey key = ReloadableKey.of(authority.issueOwn(PartyName.centre("hook"), List.of(hosts)));
        HttpsServer out = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        out.setHttpsConfigurator(new HttpsConfigurator(TlsContexts.server(key, authority.root(), any -> false)));
        out.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            messages.add(exchange.getRequestHeaders().getFirst("Yochi-Message"));
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        out.start();
        return out;
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private Courier.Result send(String address, List<Prefix> allowed) {
        return new Webhook(trust, allowed, LONGEST).send(Parcels.to(address));
    }

    private String address() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/yochi?x=1";
    }

    @Test
    void theSignedMessageArrivesAsItTravelsWithItsNumber() {
        Courier.Parcel parcel = Parcels.to(address());
        assertThat(new Webhook(trust, LOOPBACK, LONGEST).send(parcel)).isEqualTo(new Courier.Result.Delivered());
        assertThat(bodies).containsExactly(parcel.text());
        assertThat(messages).containsExactly(parcel.message());
    }

    @ParameterizedTest
    @CsvSource({"500,Later", "200,Delivered", "302,Bounced", "400,Bounced", "410,Bounced", "429,Later", "503,Later"})
    void whatItAnswersDecides(int answer, String result) {
        status = answer;
        assertThat(send(address(), LOOPBACK).getClass().getSimpleName()).isEqualTo(result);
        assertThat(bodies).as("no redirect is followed").hasSize(1);
    }

    @Test
    void anExpiredCertificateOneOfAnotherHostAndAStrangersAreNotTrusted() throws IOException {
        server.stop(0);
        server = serve(InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z")), "127.0.0.1");
        assertThat(send(address(), LOOPBACK)).isInstanceOf(Courier.Result.Bounced.class);
        server.stop(0);
        server = serve(InstantSource.system(), "hook.example");
        assertThat(send(address(), LOOPBACK)).isInstanceOf(Courier.Result.Bounced.class);
        trust = TrustedRoots.context(Optional.empty());
        assertThat(send(address(), LOOPBACK)).isInstanceOf(Courier.Result.Bounced.class);
        assertThat(bodies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/", "https://192.168.0.1/",
                "https://169.254.169.254/latest/meta-data", "https://100.64.0.1/", "https://0.0.0.0/", "https://[::1]/",
                "https://[fd00::1]/", "https://[fe80::1]/", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/", "https://255.255.255.255/", "https://2130706433/"
            })
    void itLeadsNowhereInside(String address) {
        Courier.Result result = send(address, List.of());
        assertThat(result).isNotInstanceOf(Courier.Result.Delivered.class);
        if (!address.equals("https://2130706433/")) { // no host by the URI's grammar: it is looked up, if at all
            assertThat(result).isEqualTo(new Courier.Result.Bounced(
                    "its host leads to an address that is not public"));
        }
        assertThat(bodies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org/", "https:///x", "https://a@example.org/", "https://a.example/#x", "x", ""})
    void whatIsNoWebhookIsRefused(String address) {
        assertThat(send(address, LOOPBACK)).isInstanceOf(Courier.Result.Bounced.class);
        assertThatThrownBy(() -> Webhook.checked(address)).isInstanceOf(Exception.class);
    }

    /** A name that does not lead anywhere today may do so tomorrow: RFC 6761 keeps .invalid from ever doing so. */
    @Test
    void aHostThatNobodyKnowsIsTriedAgain() {
        assertThat(send("https://hook.yochi.invalid/x", LOOPBACK))
                .isEqualTo(new Courier.Result.Later("its host is not known"));
    }

    @Test
    void aDeafServerEndsTheTryInTime() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Courier.Result result = new Webhook(trust, LOOPBACK, Duration.ofMillis(400))
                    .send(Parcels.to("https://127.0.0.1:" + deaf.getLocalPort() + "/"));
            assertThat(result).isInstanceOf(Courier.Result.Later.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
