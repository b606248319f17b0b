package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.link.identity.SigningKey;

/** Design §3, keys of sketches: only nodes on a signed roster can open the secret, and a line cannot be forged. */
class KeyRosterTest {
    private static final Country SG = new Country("SG");
    private static final Country JP = new Country("JP");
    private static final LocalDate DAY = LocalDate.parse("2026-01-02");

    private final SecureRandom random = new SecureRandom();
    private final SigningKey operator = SigningKey.generate(random);
    private final KeyPair one = WrappedSecret.newPair(random);
    private final KeyPair two = WrappedSecret.newPair(random);

    private static KeyRoster.Entry entry(String node, Country country, KeyPair pair) {
        return new KeyRoster.Entry(
                node, country, HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPublic())), DAY.plusDays(30));
    }

    private byte[] opened(byte[] wrapped, String node, LocalDate from, KeyPair pair) {
        byte[] open = WrappedSecret.bytes(pair.getPublic());
        return WrappedSecret.unwrap(wrapped, node, from, WrappedSecret.bytes(pair.getPrivate()), open)
                .orElse(new byte[0]);
    }

    @Test
    void eachNodeOpensItsOwnAndNobodyAnothers() {
        byte[] secret = new byte[SketchKeys.SECRET_BYTES];
        random.nextBytes(secret);
        Map<String, byte[]> wrapped =
                KeyRoster.wrap(secret, List.of(entry("n1", SG, one), entry("n2", SG, two)), DAY, random);
        assertThat(opened(wrapped.getOrDefault("n1", secret), "n1", DAY, one)).isEqualTo(secret);
        assertThat(opened(wrapped.getOrDefault("n2", secret), "n2", DAY, two)).isEqualTo(secret);
        byte[] closed = wrapped.getOrDefault("n1", secret);
        assertThat(closed).hasSize(WrappedSecret.BYTES);
        assertThat(opened(closed, "n1", DAY, two)).isEmpty();
        assertThat(opened(closed, "n2", DAY, one)).isEmpty();
        assertThat(opened(closed, "n1", DAY.plusDays(1), one)).isEmpty();
        for (int i = 0; i < closed.length; i++) {
            byte[] changed = closed.clone();
            changed[i] ^= 1;
            assertThat(opened(changed, "n1", DAY, one)).as("byte " + i).isEmpty();
        }
    }

    @Test
    void aLineWithoutThePinnedOperatorsSignatureIsRefused() {
        SigningKey stranger = SigningKey.generate(random);
        String good = entry("n1", SG, one).line(operator);
        List<String> lines = List.of(
                "# roster",
                good,
                good.replaceFirst("n1", "n9"),
                entry("n2", SG, two).line(stranger),
                entry("n3", JP, two).line(operator),
                "n4 SG");
        KeyRoster.Checked checked = KeyRoster.check(lines, Map.of(SG, operator.publicPart()), DAY);
        assertThat(checked.entries()).containsExactly(entry("n1", SG, one));
        assertThat(checked.refused()).hasSize(4).anyMatch(r -> r.startsWith("n9: not signed by the pinned operator"));
        assertThat(KeyRoster.check(lines, Map.of(SG, operator.publicPart()), DAY.plusDays(31)).entries())
                .isEmpty();
    }
}
