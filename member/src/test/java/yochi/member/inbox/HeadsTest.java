package yochi.member.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.link.exchange.ChainHead;
import yochi.link.exchange.ReceiptFolder;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;
import yochi.link.identity.TrustedKey;

/** Issue 5: a member gives no receipt for a chain that does not go on from the one it holds. */
class HeadsTest {
    private static final PartyName CENTRE = PartyName.centre("home");
    private static final PartyName SELF = PartyName.member("isp-a");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey centreKey = SigningKey.generate(random);
    private final SigningKey ownKey = SigningKey.generate(random);
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private Heads heads;

    @BeforeEach
    void open() {
        heads = heads();
    }

    private Heads heads() {
        return new Heads(
                SELF,
                List.of(new TrustedKey(centreKey.publicPart(), CENTRE, Inbox.CENTRE)),
                new Signer(ownKey, SELF, () -> now, random),
                CENTRE,
                () -> now,
                folder.resolve("heads"));
    }

    @Test
    void aHeadIsKeptWithBothSignaturesAndRememberedOverARestart() {
        assertThat(heads.held()).isZero();
        assertThat(heads.take(signed(5, "a", centreKey))).isInstanceOf(Heads.Answer.Kept.class);
        assertThat(heads().held()).isEqualTo(5);
        Path file = new ReceiptFolder(folder.resolve("heads")).files().getFirst();
        assertThat(file.getFileName().toString()).isEqualTo("isp-a-000000000005.json");
        assertThat(ReceiptFolder.read(file).check().received()).isEqualTo(now);
    }

    @Test
    void aChainThatGoesOnIsKept() {
        heads.take(signed(5, "a", centreKey));
        now = now.plus(Duration.ofDays(1));
        assertThat(heads.take(signed(9, "b", centreKey))).isInstanceOf(Heads.Answer.Kept.class);
        assertThat(heads.held()).isEqualTo(9);
    }

    @Test
    void aChainThatWasCutOffOrRebuiltOrDatedBackIsRefused() {
        heads.take(signed(5, "a", centreKey));
        assertThat(why(signed(4, "b", centreKey))).contains("was cut off: it ended at 5, now at 4");
        assertThat(why(signed(5, "b", centreKey))).contains("rebuilt");
        String old = signed(6, "c", centreKey);
        now = now.plus(Duration.ofMinutes(20));
        assertThat(why(old)).contains("dated back");
        assertThat(heads.held()).isEqualTo(5);
    }

    @Test
    void aHeadOfAnybodyElseIsRefused() {
        assertThat(why(signed(5, "a", SigningKey.generate(random)))).contains("UNKNOWN_KEY");
        assertThat(why("{}")).contains("MALFORMED");
    }

    private String why(String text) {
        return ((Heads.Answer.Refused) heads.take(text)).why();
    }

    private String signed(long number, String digit, SigningKey key) {
        return new Signer(key, CENTRE, () -> now, random)
                .sign(new ChainHead(number, digit.repeat(64), now), ChainHead.FORM, SELF, Duration.ofHours(1))
                .text();
    }
}
