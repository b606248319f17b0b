package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstResponderTest {
    private static final PartyName OTHER = PartyName.member("isp-b");

    @TempDir
    Path directory;

    private AuthorityFixture fixture;

    @BeforeEach
    void found() {
        fixture = new AuthorityFixture(directory);
    }

    private EstAnswer enrol(String token, String body) {
        String basic = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        return fixture.responder.answer(new EstRequest(
                "POST", EstResponder.PATH + "simpleenroll", Optional.of("Basic " + basic), none(), body));
    }

    private EstAnswer renew(Optional<X509Certificate> shown, String body) {
        return fixture.responder.answer(
                new EstRequest("POST", EstResponder.PATH + "simplereenroll", Optional.empty(), shown, body));
    }

    private String token() {
        return fixture.tokens.issue(new OneTimeTokens.Grant(AuthorityFixture.NODE, List.of()), Duration.ofHours(1));
    }

    private static Optional<X509Certificate> none() {
        return Optional.empty();
    }

    private static X509Certificate issued(EstAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return CertificatesOnly.decode(answer.body()).getFirst();
    }

    @Test
    void tellsTheRootToEverybodyOnOneLine() {
        EstAnswer answer = fixture.responder.answer(
                new EstRequest("GET", EstResponder.PATH + "cacerts", Optional.empty(), none(), ""));
        assertThat(answer.body()).doesNotContain("\n");
        assertThat(answer.headers()).containsEntry("Content-Transfer-Encoding", "base64");
        assertThat(CertificatesOnly.decode(answer.body())).containsExactly(fixture.authority.root());
    }

    @Test
    void enrolsOnceForATokenWithOrWithoutLineBreaks() {
        KeyPair pair = fixture.pair();
        String request = CertificateRequest.make(pair, AuthorityFixture.NODE);
        String broken = request.replaceAll("(.{64})", "$1\r\n") + "\n";
        String token = token();
        X509Certificate certificate = issued(enrol(token, broken));
        assertThat(certificate.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(PartyName.of(certificate)).contains(AuthorityFixture.NODE);
        assertThat(enrol(token, request).status()).isEqualTo(401);
    }

    @Test
    void asksForATokenAndRefusesAWrongOne() {
        String request = CertificateRequest.make(fixture.pair(), AuthorityFixture.NODE);
        EstAnswer asked = fixture.responder.answer(
                new EstRequest("POST", EstResponder.PATH + "simpleenroll", Optional.empty(), none(), request));
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.headers().get("WWW-Authenticate")).startsWith("Basic");
        assertThat(enrol("somebody:guess", request).status()).isEqualTo(401);
    }

    @Test
    void refusesARequestInAnothersNameAndIgnoresTheSubjectsText() throws Exception {
        assertThat(enrol(token(), CertificateRequest.make(fixture.pair(), OTHER))
                        .status())
                .isEqualTo(400);
        KeyPair pair = fixture.pair();
        byte[] plain = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=root,O=anybody"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        X509Certificate certificate = issued(enrol(token(), Base64.getEncoder().encodeToString(plain)));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + AuthorityFixture.NODE.name());
    }

    @Test
    void refusesBadRequestsWithoutUsingTheTokenUp() throws Exception {
        String token = token();
        assertThat(enrol(token, "not base64!").status()).isEqualTo(400);
        assertThat(enrol(token, "AAAA").status()).isEqualTo(400);
        assertThat(enrol(token, "A".repeat(EstResponder.MAX_BODY_BYTES + 1)).status())
                .isEqualTo(413);
        KeyPair pair = fixture.pair();
        byte[] stolen = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(fixture.pair().getPrivate()))
                .getEncoded();
        assertThat(enrol(token, Base64.getEncoder().encodeToString(stolen)).body())
                .contains("not signed by the key");
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        byte[] weak = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), rsa.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(rsa.getPrivate()))
                .getEncoded();
        assertThat(enrol(token, Base64.getEncoder().encodeToString(weak)).body())
                .contains("P-256");
        assertThat(enrol(token, CertificateRequest.make(fixture.pair(), AuthorityFixture.NODE))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void renewsForTheSameNameAndHostsOnly() throws Exception {
        X509Certificate old =
                fixture.authority.issue(fixture.pair().getPublic(), OTHER, List.of("localhost", "127.0.0.1"));
        X509Certificate fresh = issued(renew(Optional.of(old), CertificateRequest.make(fixture.pair(), OTHER)));
        assertThat(fresh.getSubjectAlternativeNames())
                .containsExactlyInAnyOrderElementsOf(old.getSubjectAlternativeNames());
        assertThat(fresh.getSerialNumber()).isNotEqualTo(old.getSerialNumber());
        assertThat(renew(Optional.of(old), CertificateRequest.make(fixture.pair(), AuthorityFixture.NODE))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesToRenewNothingTheExpiredAndTheRevoked() {
        String request = CertificateRequest.make(fixture.pair(), AuthorityFixture.NODE);
        assertThat(renew(Optional.empty(), request).status()).isEqualTo(401);
        X509Certificate old = fixture.authority.issue(fixture.pair().getPublic(), AuthorityFixture.NODE, List.of());
        fixture.authority.revoke(old, "stolen");
        assertThat(renew(Optional.of(old), request).body()).contains("revoked");
        X509Certificate next = fixture.authority.issue(fixture.pair().getPublic(), AuthorityFixture.NODE, List.of());
        fixture.clock.advance(Duration.ofDays(31));
        assertThat(renew(Optional.of(next), request).body()).contains("expired");
    }

    @Test
    void answersUnknownPathsAndMethodsPlainly() {
        assertThat(fixture.responder
                        .answer(new EstRequest("GET", "/other", Optional.empty(), none(), ""))
                        .status())
                .isEqualTo(404);
        assertThat(fixture.responder
                        .answer(new EstRequest("GET", EstResponder.PATH + "fullcmc", Optional.empty(), none(), ""))
                        .status())
                .isEqualTo(404);
        assertThat(fixture.responder
                        .answer(new EstRequest("PUT", EstResponder.PATH + "cacerts", Optional.empty(), none(), ""))
                        .status())
                .isEqualTo(405);
    }
}
