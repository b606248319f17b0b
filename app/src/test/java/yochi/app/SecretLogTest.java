package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.line.Centre;
import yochi.centre.line.HomeCentre;
import yochi.core.model.EventLog;

import yochi.core.model.YochiException;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.PartyName;
import yochi.link.identity.SigningKey;
import yochi.link.wire.TlsContexts;
import yochi.node.line.Node;

/**
 * No secret in any log, whatever is logged at {@code --log trace}: through enrolment, a run, and what goes wrong.
 */
class SecretLogTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SKETCH_KEY = "5ec2e7".repeat(10) + "abcd";
    private static final String PASSWORD = "correct-horse-battery";
    private static final String CHANNEL_SECRET = "hpfeeds-secret-of-the-channel";
    private static final int SHORTEST = 12;

    @TempDir
    Path folder;

    private final Set<String> secrets = new TreeSet<>();
    private final StringBuilder told = new StringBuilder();
    private LogRecorder log = LogRecorder.atTrace();
    private HomeCentre home;
    private Centre centre;

    @BeforeEach
    void start() throws Exception {
        home = RealCentre.wholeForNodes(folder, MadeTraffic.POLICY);
        centre = home.centre();
        RealCentre.register(home, SigningKey.generate(new SecureRandom()).publicPart());
        secrets.add("a reader's token of some length");
        secrets.addAll(List.of(SKETCH_KEY, PASSWORD, CHANNEL_SECRET));
        Files.writeString(folder.resolve("channel.secret"), CHANNEL_SECRET);
        Files.writeString(folder.resolve("cowrie.json"), log());
    }

    @AfterEach
    void stop() {
        home.close();
        log.close();
    }

    private static String log() {
        String who = "\"session\":\"a\",\"src_ip\":\"6.0.2.10\",\"dst_port\":22,\"timestamp\":\"2025-02-18T05:20:0";
        return "{\"eventid\":\"cowrie.session.connect\"," + who + "0Z\"}\n"
                + "{\"eventid\":\"cowrie.login.failed\",\"username\":\"root\",\"password\":\"" + PASSWORD + "\"," + who
                + "1Z\"}\n"
                + "{\"eventid\":\"cowrie.login.failed\",\"password\":\"" + PASSWORD + "\",\"session\":7\n"
                + "{\"eventid\":\"cowrie.session.closed\"," + who + "2Z\"}\n";
    }

    private Node node(String name) {
        String settings = "inputs: [" + folder.resolve("cowrie.json") + ", \"hpfeeds://me@127.0.0.1:1/c?secretFile="
                + folder.resolve("channel.secret") + "&seconds=1\"]\nsketchKey: " + SKETCH_KEY + "\n";
        return RealNode.open(folder, name, settings, EventLog.none(), Optional.empty());
    }

    private String token(String name) throws Exception {
        String text = Files.readString(folder.resolve(name + ".yaml"));
        return text.substring(text.indexOf("token: ") + 7).strip();
    }

    @Test
    void noSecretIsEverLogged() throws Exception {
        enrolledAndRun();
        wrongTokens();
        operatorAndReaders();
        badPolicy();
        expiredCertificate();
        collectFiles();
        String all = log.text() + told;
        assertThat(all)
                .contains("event=node.enrolled", "event=certificate.notRenewed", "event=input.rejected")
                .hasSizeGreaterThan(5_000);
        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(found(all)).isEmpty();
        LoggerFactory.getLogger(SecretLogTest.class).warn("a leak planted: {}", centre.name() + SKETCH_KEY);
        assertThat(found(log.text())).as("this test can fail").containsExactly(SKETCH_KEY);
    }

    private void enrolledAndRun() throws Exception {
        RealNode.invite(centre, folder, "n1");
        secrets.add(token("n1"));
        try (Node n1 = node("n1")) {
            n1.start();
            assertThat(n1.awaitDelivered(PATIENCE)).as(n1.standing().toString()).isTrue();
            told.append(n1.standing());
        }
    }

    /** A token of nobody, and one that was used before. */
    private void wrongTokens() throws Exception {
        RealNode.invite(centre, folder, "n2");
        secrets.add(token("n2"));
        String wrong = "0123456789abcdef:" + "w".repeat(43);
        secrets.add(wrong);
        Path invitation = folder.resolve("n2.yaml");
        for (String token : List.of(wrong, token("n1"))) {
            Files.writeString(invitation, Files.readString(invitation).replace(token("n2"), token));
            assertThatThrownBy(() -> node("n2")).isInstanceOfSatisfying(YochiException.class, e -> {
                Stage stage = new Stage();
                stage.failures().tell(e);
                told.append(e).append(stage.err()).append(stage.out());
            });
        }
    }

    private void operatorAndReaders() throws Exception {
        String token = Files.readString(folder.resolve("centre/operator.token")).strip().split(" ", -1)[2];
        secrets.add(token);
        String reader = Base64.getEncoder()
                .encodeToString("isp-a:a reader's token of some length".getBytes(StandardCharsets.UTF_8));
        secrets.add(reader);
        assertThat(get("/api/operator/fleet", "Bearer " + token)).isEqualTo(200);
        assertThat(get("/api/operator/fleet", "Bearer " + token.substring(1) + "x")).isEqualTo(401);
        get("/taxii2/", "Bearer a reader's token of some length");
        get("/taxii2/", "Basic " + reader);
        assertThat(get("/api/attacks?token=" + SKETCH_KEY, "Bearer " + SKETCH_KEY)).isEqualTo(200);
    }

    private int get(String path, String authorization) throws Exception {
        try (HttpClient anybody = HttpClient.newBuilder()
                .sslContext(TlsContexts.firstContact(centre.authority().fingerprint()))
                .build()) {
            HttpResponse<String> answer = anybody.send(
                    HttpRequest.newBuilder(URI.create(centre.openListener() + path))
                            .header("Authorization", authorization)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Set-Cookie")).as("there are no sessions").isEmpty();
            told.append(answer.body());
            return answer.statusCode();
        }
    }

    private void badPolicy() throws Exception {
        try (Node n1 = node("n1")) {
            n1.start();
            PolicyFiles bad = new PolicyFiles("bad", Map.of("policy.yaml", "kk: 3\n"));
            assertThat(centre.fleet().push(bad, List.of(n1.node())).await(PATIENCE))
                    .singleElement()
                    .satisfies(o -> assertThat(o.effective()).isFalse());
        }
    }

    private void expiredCertificate() throws Exception {
        CertificateAuthority longAgo = CertificateAuthority.open(
                folder.resolve("centre/authority"),
                "centre",
                CertificateAuthority.Lives.usual(),
                InstantSource.offset(InstantSource.system(), Duration.ofDays(-60)),
                new SecureRandom());
        PartyName party = PartyName.parse(Files.readString(folder.resolve("n1.yaml"))
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("party: ", ""));
        IdentityFolder.open(folder.resolve("n1/identity")).keepTls(longAgo.issueOwn(party, List.of()));
        try (Node n1 = node("n1")) {
            n1.start();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!log.text().contains("event=certificate.notRenewed")) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(50);
            }
            told.append(n1.standing());
        }
    }

    /** Every private key and every file of secrets that the parties keep. */
    private void collectFiles() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".pem")) {
                    keys(Files.readString(file));
                } else if (name.equals("draw.secret")) {
                    secrets.add(Files.readString(file).strip());
                }
            }
        }
    }

    private void keys(String pem) {
        String end = "-----END PRIVATE KEY-----";
        for (int from = pem.indexOf("PRIVATE KEY-----"); from >= 0 && pem.indexOf(end, from) > 0;
                from = pem.indexOf("PRIVATE KEY-----", pem.indexOf(end, from) + end.length())) {
            String body = pem.substring(from + 16, pem.indexOf(end, from)).strip();
            body.lines().map(String::strip).filter(line -> line.length() > 40).forEach(secrets::add);
            secrets.add(HexFormat.of().formatHex(Base64.getMimeDecoder().decode(body)).substring(70));
        }
    }

    /** The secrets that stand there: as they are, in hexadecimal or base64, or the better half of them. */
    private Set<String> found(String text) {
        Set<String> out = new TreeSet<>();
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String half = secret.substring(0, Math.max(SHORTEST, secret.length() / 2));
            String hex = HexFormat.of().formatHex(bytes);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            if (Stream.of(half, hex, base64).anyMatch(text::contains)) {
                out.add(secret);
            }
            if (secret.contains(":") && text.contains(secret.substring(secret.indexOf(':') + 1))) {
                out.add(secret);
            }
        }
        return out;
    }
}
