package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;

class OwnerOnlyFileTest {
    @TempDir
    Path directory;

    @Test
    void losesOnlyALineThatACrashCutOff() throws IOException {
        Path file = directory.resolve("journal");
        OwnerOnlyFile.append(file, "one");
        OwnerOnlyFile.append(file, "two");
        Files.writeString(file, "thr", StandardOpenOption.APPEND);
        assertThat(OwnerOnlyFile.journal(file)).containsExactly("one", "two");
        Files.writeString(file, "thr", StandardOpenOption.APPEND);
        OwnerOnlyFile.append(file, "four");
        assertThat(OwnerOnlyFile.journal(file)).containsExactly("one", "two", "four");
    }

    @Test
    void replacesAllLinesAndLeavesNoSecondFile() throws IOException {
        Path file = directory.resolve("list");
        OwnerOnlyFile.replace(file, List.of("a", "b"));
        OwnerOnlyFile.replace(file, List.of());
        assertThat(OwnerOnlyFile.lines(file)).isEmpty();
        assertThat(directory.toFile().list()).containsExactly("list");
    }

    @Test
    void isLoudAboutAWholeLineThatIsSpoiled() {
        AuthorityFixture fixture = new AuthorityFixture(directory);
        fixture.authority.revoke(
                fixture.authority.issue(fixture.pair().getPublic(), AuthorityFixture.NODE, List.of()), "left");
        OwnerOnlyFile.append(directory.resolve("authority/revoked"), "xyz");
        assertThatThrownBy(() -> new AuthorityFixture(directory))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("revoked holds a line that is spoiled");

        AuthorityFixture other = new AuthorityFixture(directory.resolve("other"));
        other.tokens.issue(new OneTimeTokens.Grant(AuthorityFixture.NODE, List.of()), Duration.ofHours(1));
        OwnerOnlyFile.append(directory.resolve("other/authority/tokens"), "a b c");
        assertThatThrownBy(() -> new AuthorityFixture(directory.resolve("other")))
                .hasMessageContaining("tokens holds a line");

        Path seen = directory.resolve("seen");
        ReplayMemory.at(seen, 5).remember("id", Instant.EPOCH, Instant.EPOCH);
        OwnerOnlyFile.append(seen, "yesterday id2");
        assertThatThrownBy(() -> ReplayMemory.at(seen, 5)).hasMessageContaining("seen holds a line");
    }
}
