package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.EstClient;
import yochi.link.identity.KeyMaterial;
import yochi.link.identity.OneTimeTokens;
import yochi.link.identity.PartyName;
import yochi.link.identity.Pem;

/** K-1, K-7: a party enrols over EST on a real TLS listener, knowing a fingerprint and a token. */
class EnrolmentTest {
    private static final PartyName ISP = PartyName.member("isp-a");
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

    @TempDir
    Path directory;

    private TestListener listener() throws IOException {
        return new TestListener(directory, TlsContexts.ClientCertificate.REQUESTED, LOOPBACK);
    }

    private static String token(TestListener listener) {
        return listener.tokens.issue(new OneTimeTokens.Grant(ISP, List.of()), Duration.ofHours(1));
    }

    private static <T> T with(SSLContext context, URI server, java.util.function.Function<EstClient, T> work) {
        try (HttpClient http = HttpClients.over(context, Duration.ofSeconds(5))) {
            return work.apply(new EstClient(http, server, new SecureRandom()));
        }
    }

    @Test
    void enrolsAndRenewsFromAFingerprintAndAToken() throws IOException {
        try (TestListener listener = listener()) {
            URI server = listener.uri("localhost");
            SSLContext first = TlsContexts.firstContact(listener.authority.fingerprint());
            X509Certificate root = with(first, server, EstClient::authority).getFirst();
            assertThat(root).isEqualTo(listener.authority.root());
            KeyMaterial enrolled = with(first, server, est -> est.enrol(ISP, token(listener), root));
            SSLContext own = TlsContexts.client(ReloadableKey.of(enrolled), root);
            KeyMaterial renewed = with(own, server, est -> est.renew(ISP, root));
            assertThat(renewed.certificate().getSerialNumber())
                    .isNotEqualTo(enrolled.certificate().getSerialNumber());
            assertThat(renewed.certificate().getPublicKey())
                    .isNotEqualTo(enrolled.certificate().getPublicKey());
            assertThat(PartyName.of(renewed.certificate())).contains(ISP);
        }
    }

    @Test
    void saysWhyItWasRefused() throws IOException {
        try (TestListener listener = listener()) {
            URI server = listener.uri("127.0.0.1");
            SSLContext context = TlsContexts.client(ReloadableKey.none(), listener.authority.root());
            String token = token(listener);
            with(context, server, est -> est.enrol(ISP, token, listener.authority.root()));
            assertThatThrownBy(() -> with(context, server, est -> est.enrol(ISP, token, listener.authority.root())))
                    .isInstanceOfSatisfying(
                            YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED))
                    .hasMessageContaining("unknown, used or expired");
            assertThatThrownBy(() -> with(context, server, est -> est.renew(ISP, listener.authority.root())))
                    .hasMessageContaining("401");
        }
    }

    @Test
    void trustsNoServerWithAnotherFingerprint() throws IOException {
        try (TestListener listener = listener()) {
            SSLContext wrong = TlsContexts.firstContact("00".repeat(32));
            assertThatThrownBy(() -> with(wrong, listener.uri("127.0.0.1"), EstClient::authority))
                    .isInstanceOfSatisfying(
                            YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_UNREACHABLE));
        }
    }

    /** A living peer (interop.md §6): curl and openssl enrol as their manuals say. */
    @Test
    @Tag("needs-packages")
    void enrolsCurlWithOpenssl() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/curl")) || !Files.isExecutable(Path.of("/usr/bin/openssl"))) {
            System.out.println("NEEDS curl openssl: EnrolmentTest.enrolsCurlWithOpenssl");
            return;
        }
        try (TestListener listener = listener()) {
            Path root = Files.writeString(directory.resolve("root.pem"), Pem.of(listener.authority.root()));
            String script = """
                    cd "$1"
                    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -subj /CN=isp \
                      -outform DER 2>/dev/null | base64 > k.p10
                    curl -sS --cacert "$2" -u "$3" -H 'Content-Type: application/pkcs10' --data-binary @k.p10 \
                      "$4/.well-known/est/simpleenroll" | base64 -d | openssl pkcs7 -inform DER -print_certs > c.pem
                    openssl x509 -in c.pem -noout -ext subjectAltName
                    openssl verify -CAfile "$2" c.pem
                    openssl req -new -key k.pem -subj /CN=isp -outform DER | base64 -w0 > r.p10
                    curl -sS --cacert "$2" --cert c.pem --key k.pem -H 'Content-Type: application/pkcs10' \
                      --data-binary @r.p10 "$4/.well-known/est/simplereenroll" | base64 -d \
                      | openssl pkcs7 -inform DER -print_certs | openssl x509 -noout -subject
                    """;
            Process process = new ProcessBuilder(
                            "sh",
                            "-c",
                            script,
                            "sh",
                            directory.toString(),
                            root.toString(),
                            token(listener),
                            listener.uri("127.0.0.1").toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("URI:" + ISP).contains("c.pem: OK").contains("subject=CN = isp-a");
        }
    }
}
