package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import yochi.core.model.Country;
import yochi.core.model.YochiException;
import yochi.link.identity.SigningKey;
import yochi.link.identity.VerifyingKey;

/** Whatever somebody puts into the folder of sketch keys, or a roster, is taken or refused, and opens nothing. */
class KeyBundleFuzzTest {
    private static final Country SG = new Country("SG");
    private static final LocalDate DAY = LocalDate.parse("2026-02-01");
    private static final SigningKey OPERATOR = SigningKey.generate(new SecureRandom());
    private static final Map<Country, VerifyingKey> PINNED = Map.of(SG, OPERATOR.publicPart());
    private static final NodePair PAIR = NodePair.of("01".repeat(32), "02".repeat(32));

    @FuzzTest
    void bundlesAreTakenOrRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            KeyBundle bundle = KeyBundle.parse(text);
            assertThat(bundle.signedBy(PINNED)).isFalse();
        } catch (IllegalArgumentException none) {
            assertThat(none.getMessage()).isNotNull();
        }
        String signed = "yochi.sketch-keys/1 2026-02-01 SG\n" + text;
        byte[] signature = OPERATOR.sign(signed.getBytes(StandardCharsets.UTF_8));
        try {
            KeyBundle.parse(signed + "\nsigned " + HexFormat.of().formatHex(signature))
                    .open("n1", PAIR, PINNED, DAY);
            throw new AssertionError("a secret out of noise");
        } catch (YochiException | IllegalArgumentException refused) {
            assertThat(refused.getMessage()).doesNotContain("01".repeat(32));
        }
    }

    @FuzzTest
    void rostersWrappedSecretsAndReadersAreTakenOrRefused(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        KeyRoster.Checked checked = KeyRoster.check(lines, PINNED, DAY);
        assertThat(checked.entries()).isEmpty();
        assertThat(checked.refused()).hasSizeLessThanOrEqualTo(lines.size());
        byte[] key = HexFormat.of().parseHex(PAIR.open());
        assertThat(WrappedSecret.unwrap(bytes, "n1", DAY, PAIR.closed(), key)).isEmpty();
        byte[] long93 = java.util.Arrays.copyOf(bytes, WrappedSecret.BYTES);
        long93[0] = 1;
        assertThat(WrappedSecret.unwrap(long93, "n1", DAY, PAIR.closed(), key)).isEmpty();
        try {
            assertThat(ReaderBook.of(lines)).isNotNull();
        } catch (YochiException refused) {
            assertThat(refused.advice()).isNotEmpty();
        }
    }
}
