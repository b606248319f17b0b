package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneTimeTokensTest {
    @TempDir
    Path directory;

    private final OneTimeTokens.Grant grant =
            new OneTimeTokens.Grant(AuthorityFixture.NODE, List.of("localhost", "::1"));

    @Test
    void isGoodForOneUse() {
        OneTimeTokens tokens = new AuthorityFixture(directory).tokens;
        String token = tokens.issue(grant, Duration.ofHours(1));
        assertThat(tokens.redeem(token.substring(0, token.length() - 1) + "~")).isEmpty();
        assertThat(tokens.redeem(token)).contains(grant);
        assertThat(tokens.redeem(token)).isEmpty();
    }

    @Test
    void endsWithItsTime() {
        AuthorityFixture fixture = new AuthorityFixture(directory);
        String token = fixture.tokens.issue(grant, Duration.ofHours(1));
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(fixture.tokens.redeem(token)).isEmpty();
        assertThat(fixture.tokens.openTokens()).isZero();
    }

    @Test
    void survivesARestartButNotASecondUseAfterIt() {
        String token = new AuthorityFixture(directory).tokens.issue(grant, Duration.ofHours(1));
        assertThat(new AuthorityFixture(directory).tokens.redeem(token)).contains(grant);
        assertThat(new AuthorityFixture(directory).tokens.redeem(token)).isEmpty();
    }

    @Test
    void keepsOnlyAHash() throws IOException {
        String token = new AuthorityFixture(directory).tokens.issue(grant, Duration.ofHours(1));
        String file = Files.readString(directory.resolve("authority").resolve("tokens"));
        assertThat(file).doesNotContain(token.substring(token.indexOf(':') + 1));
    }

    @Test
    void refusesTextThatIsNoToken() {
        OneTimeTokens tokens = new AuthorityFixture(directory).tokens;
        assertThat(tokens.redeem("")).isEmpty();
        assertThat(tokens.redeem("user")).isEmpty();
        assertThat(tokens.redeem("user:password")).isEmpty();
    }
}
