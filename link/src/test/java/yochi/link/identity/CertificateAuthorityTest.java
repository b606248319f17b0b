package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;

class CertificateAuthorityTest {
    @TempDir
    Path directory;

    @Test
    void issuesCertificatesThatNameTheirPartyAndHosts() throws Exception {
        AuthorityFixture fixture = new AuthorityFixture(directory);
        KeyMaterial own =
                fixture.authority.issueOwn(PartyName.centre("home"), List.of("localhost", "127.0.0.1", "::1"));
        assertThat(PartyName.of(own.certificate())).contains(PartyName.centre("home"));
        assertThat(own.certificate().getSubjectAlternativeNames()).hasSize(4);
        assertThat(own.certificate().getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        own.certificate().verify(fixture.authority.root().getPublicKey());

        X509Certificate node = fixture.authority.issue(fixture.pair().getPublic(), AuthorityFixture.NODE, List.of());
        assertThat(node.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(PartyName.of(node).orElseThrow().nodeId().urn()).isEqualTo(AuthorityFixture.NODE.toString());
        assertThat(node.getBasicConstraints()).isEqualTo(-1);
        assertThat(fixture.authority.objection(node)).isEmpty();
    }

    @Test
    void objectsToExpiredRevokedAndForeignCertificates() {
        AuthorityFixture fixture = new AuthorityFixture(directory);
        AuthorityFixture foreign = new AuthorityFixture(directory.resolve("foreign"));
        X509Certificate node = fixture.authority.issue(fixture.pair().getPublic(), AuthorityFixture.NODE, List.of());
        assertThat(foreign.authority.objection(node)).contains("not issued here");
        fixture.clock.advance(Duration.ofDays(31));
        assertThat(fixture.authority.objection(node).orElseThrow()).startsWith("expired");
        X509Certificate fresh = fixture.authority.issue(fixture.pair().getPublic(), AuthorityFixture.NODE, List.of());
        assertThat(fixture.authority.revoke(AuthorityFixture.NODE, "sensor stolen"))
                .isEqualTo(2);
        assertThat(fixture.authority.objection(fresh)).contains("revoked");
    }

    @Test
    void remembersRootAndRevocationsAfterARestart() {
        AuthorityFixture before = new AuthorityFixture(directory);
        X509Certificate node = before.authority.issue(before.pair().getPublic(), AuthorityFixture.NODE, List.of());
        before.authority.revoke(node, "left the federation");
        AuthorityFixture after = new AuthorityFixture(directory);
        assertThat(after.authority.fingerprint()).isEqualTo(before.authority.fingerprint());
        assertThat(after.authority.objection(node)).contains("revoked");
        assertThat(after.authority.revocations().all().values())
                .singleElement()
                .extracting(Revocations.Revocation::reason)
                .isEqualTo("left the federation");
    }

    @Test
    void keepsItsFilesFromOthers() throws IOException {
        AuthorityFixture fixture = new AuthorityFixture(directory);
        fixture.tokens.issue(new OneTimeTokens.Grant(AuthorityFixture.NODE, List.of()), Duration.ofHours(1));
        fixture.authority.issueOwn(PartyName.centre("home"), List.of("localhost"));
        Path folder = directory.resolve("authority");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(CertificateAuthorityTest::rights))
                    .containsOnly("rw-------")
                    .hasSize(3);
        }
        assertThat(rights(folder)).isEqualTo("rwx------");
        Files.setPosixFilePermissions(folder.resolve("root.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new AuthorityFixture(directory))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("chmod go=");
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
