package yochi.member.line;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import yochi.core.model.Notice;
import yochi.link.exchange.ChainHead;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.EstAnswer;
import yochi.link.identity.EstRequest;
import yochi.link.identity.EstResponder;
import yochi.link.identity.KeyMaterial;
import yochi.link.identity.OneTimeTokens;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signed;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;
import yochi.link.wire.MessageLimit;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.TlsContexts;

/** A hand-written centre on loopback over real TLS: EST, notices handed out once, answers kept. */
final class TestCentre implements AutoCloseable {
    static final PartyName NAME = PartyName.centre("home");
    static final PartyName MEMBER = PartyName.member("isp-a");

    final CertificateAuthority authority;
    final String token;
    final SecureRandom random = new SecureRandom();
    final SigningKey key = SigningKey.generate(random);
    final SigningKey approver = SigningKey.generate(random);
    final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
    final BlockingQueue<String> receipts = new LinkedBlockingQueue<>();
    final ChainHead head = new ChainHead(7, "ab".repeat(32), Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final EstResponder est;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TestCentre(Path directory) throws IOException {
        InstantSource clock = InstantSource.system();
        authority = CertificateAuthority.open(
                directory.resolve("ca"), "test root", CertificateAuthority.Lives.usual(), clock, random);
        OneTimeTokens tokens = OneTimeTokens.open(directory.resolve("ca/tokens"), clock, random);
        token = tokens.issue(new OneTimeTokens.Grant(MEMBER, List.of()), Duration.ofMinutes(5));
        est = new EstResponder(authority, tokens);
        KeyMaterial own = authority.issueOwn(NAME, List.of("127.0.0.1"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TlsContexts.server(
                        ReloadableKey.of(own), authority.root(), authority.revocations()::isRevoked)) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        parameters.setSSLParameters(TlsContexts.parameters(TlsContexts.ClientCertificate.REQUESTED));
                    }
                });
        server.createContext("/.well-known/est/", this::enrol);
        server.createContext("/notices/next", this::next);
        server.createContext("/notices/", e -> keep(e, answers));
        server.createContext("/outcomes", e -> keep(e, outcomes));
        server.createContext("/heads/next", this::head);
        server.createContext("/receipts", e -> keep(e, receipts));
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A notice signed by the centre, and by the second role where it is approved. */
    String signed(Notice notice, boolean approved) {
        Signed<Notice> message = new Signer(key, NAME, InstantSource.system(), random)
                .sign(notice, NoticeJson.FORM, MEMBER, Duration.ofMinutes(5));
        return (approved ? message.countersigned(approver) : message).text();
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            String notice = notices.poll(1, TimeUnit.SECONDS);
            answer(exchange, notice == null ? 204 : 200, notice == null ? "" : notice);
        } catch (InterruptedException e) {
            exchange.close();
            Thread.currentThread().interrupt();
        }
    }

    private void head(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                new Signer(key, NAME, InstantSource.system(), random)
                        .sign(head, ChainHead.FORM, MEMBER, Duration.ofMinutes(5))
                        .text());
    }

    private void keep(HttpExchange exchange, BlockingQueue<String> where) throws IOException {
        boolean known = certificate(exchange)
                .flatMap(PartyName::of)
                .filter(MEMBER::equals)
                .isPresent();
        where.add(new String(new MessageLimit(1 << 16).readAll(exchange.getRequestBody()), StandardCharsets.UTF_8));
        answer(exchange, known ? 200 : 403, "{}");
    }

    private void enrol(HttpExchange exchange) throws IOException {
        EstAnswer said = est.answer(new EstRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                certificate(exchange),
                new String(
                        new MessageLimit(EstResponder.MAX_BODY_BYTES).readAll(exchange.getRequestBody()),
                        StandardCharsets.US_ASCII)));
        said.headers().forEach(exchange.getResponseHeaders()::set);
        answer(exchange, said.status(), said.body());
    }

    private static Optional<X509Certificate> certificate(HttpExchange exchange) {
        try {
            Certificate[] chain = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
            return Optional.of((X509Certificate) chain[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
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
