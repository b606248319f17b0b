package yochi.link.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLPeerUnverifiedException;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.EstAnswer;
import yochi.link.identity.EstRequest;
import yochi.link.identity.EstResponder;
import yochi.link.identity.HandClock;
import yochi.link.identity.OneTimeTokens;
import yochi.link.identity.PartyName;

/** A listener on loopback with an authority behind it: EST, and {@code /who}, which tells the caller its name. */
final class TestListener implements AutoCloseable {
    static final PartyName CENTRE = PartyName.centre("home");

    final HandClock clock = new HandClock(Instant.now());
    final CertificateAuthority authority;
    final OneTimeTokens tokens;
    final ReloadableKey key;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final EstResponder responder;

    TestListener(Path directory, TlsContexts.ClientCertificate client, List<String> hosts) throws IOException {
        SecureRandom random = new SecureRandom();
        authority = CertificateAuthority.open(
                directory.resolve("authority"),
                "test root",
                CertificateAuthority.Lives.usual(),
                InstantSource.system(),
                random);
        tokens = OneTimeTokens.open(directory.resolve("authority/tokens"), clock, random);
        responder = new EstResponder(authority, tokens);
        key = ReloadableKey.of(authority.issueOwn(CENTRE, hosts));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TlsContexts.server(key, authority.root(), authority.revocations()::isRevoked)) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        parameters.setSSLParameters(TlsContexts.parameters(client));
                    }
                });
        server.createContext("/who", exchange -> answer(exchange, 200, who(exchange)));
        server.createContext("/.well-known/est/", this::est);
        server.setExecutor(threads);
        server.start();
    }

    URI uri(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort());
    }

    private String who(HttpExchange exchange) {
        return PeerIdentity.of(chain(exchange), authority.revocations(), Instant.now())
                .map(peer -> peer.name().toString())
                .orElse("nobody");
    }

    private static Certificate[] chain(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange secure
                    ? secure.getSSLSession().getPeerCertificates()
                    : new Certificate[0];
        } catch (SSLPeerUnverifiedException e) {
            return new Certificate[0];
        }
    }

    private void est(HttpExchange exchange) throws IOException {
        Certificate[] chain = chain(exchange);
        byte[] body = new MessageLimit(EstResponder.MAX_BODY_BYTES).readAll(exchange.getRequestBody());
        EstAnswer answer = responder.answer(new EstRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                chain.length == 0 ? Optional.empty() : Optional.of((X509Certificate) chain[0]),
                new String(body, StandardCharsets.US_ASCII)));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        answer(exchange, answer.status(), answer.body());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
