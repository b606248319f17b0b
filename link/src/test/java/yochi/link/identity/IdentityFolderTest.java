package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;

class IdentityFolderTest {
    @TempDir
    Path directory;

    @Test
    void keepsKeysAndRootAcrossRestarts() {
        AuthorityFixture fixture = new AuthorityFixture(directory);
        Path mine = directory.resolve("node");
        IdentityFolder folder = IdentityFolder.open(mine);
        assertThat(folder.tls()).isEmpty();
        assertThat(folder.root()).isEmpty();
        String keyId = folder.signingKey(new SecureRandom()).keyId();
        KeyMaterial material = fixture.authority.issueOwn(AuthorityFixture.NODE, List.of());
        folder.keepTls(material);
        folder.pinRoot(fixture.authority.root());

        IdentityFolder again = IdentityFolder.open(mine);
        assertThat(again.signingKey(new SecureRandom()).keyId()).isEqualTo(keyId);
        assertThat(again.tls().orElseThrow().chain()).isEqualTo(material.chain());
        assertThat(again.tls().orElseThrow().key().getEncoded())
                .isEqualTo(material.key().getEncoded());
        assertThat(again.root()).contains(fixture.authority.root());
    }

    @Test
    void refusesADirectoryOthersCanReadWithARemedy() throws IOException {
        Path open = Files.createDirectory(
                directory.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThatThrownBy(() -> IdentityFolder.open(open))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("chmod go= " + open);
    }
}
