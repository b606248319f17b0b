package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** S-6: what one node tells another through the centre, the centre can neither read nor make. */
class SealedToTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final NodePair SENDER = pair();
    private static final NodePair HOME = pair();
    private static final NodePair OTHER = pair();
    private static final SealedTo.Bond BOND = new SealedTo.Bond("offenders/1", "sg-1", "au-1");
    private static final byte[] WORDS = "192.0.2.7 LOGIN".getBytes(StandardCharsets.UTF_8);

    private static NodePair pair() {
        KeyPair made = WrappedSecret.newPair(RANDOM);
        return NodePair.of(
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPrivate())),
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPublic())));
    }

    private static byte[] sealed() {
        return SealedTo.close(WORDS, BOND, SENDER, HOME.open(), RANDOM);
    }

    @Test
    void theNamedNodeReadsItAndItsBytesSayNothing() {
        byte[] sealed = sealed();
        assertThat(SealedTo.open(sealed, BOND, HOME, SENDER.open())).hasValue(WORDS);
        assertThat(sealed).hasSize(WORDS.length + SealedTo.OVERHEAD);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("192.0.2");
        assertThat(sealed()).isNotEqualTo(sealed);
    }

    @Test
    void nobodyElseOpensItAndNobodyElseCanHaveMadeIt() {
        assertThat(SealedTo.open(sealed(), BOND, OTHER, SENDER.open())).isEmpty();
        assertThat(SealedTo.open(sealed(), BOND, HOME, OTHER.open())).isEmpty();
        byte[] posing = SealedTo.close(WORDS, BOND, OTHER, HOME.open(), RANDOM);
        assertThat(SealedTo.open(posing, BOND, HOME, SENDER.open())).isEmpty();
    }

    @Test
    void itHoldsForOnePurposeAndOnePairOfNames() {
        for (SealedTo.Bond bond : new SealedTo.Bond[] {
            new SealedTo.Bond("sources/1", "sg-1", "au-1"),
            new SealedTo.Bond("offenders/1", "sg-2", "au-1"),
            new SealedTo.Bond("offenders/1", "sg-1", "au-2")
        }) {
            assertThat(SealedTo.open(sealed(), bond, HOME, SENDER.open())).isEmpty();
        }
    }

    @Test
    void everyChangedOrMissingByteIsFound() {
        byte[] sealed = sealed();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(SealedTo.open(changed, BOND, HOME, SENDER.open())).as("byte %d", i).isEmpty();
            byte[] cut = java.util.Arrays.copyOf(sealed, i);
            assertThat(SealedTo.open(cut, BOND, HOME, SENDER.open())).as("first %d", i).isEmpty();
        }
    }

    @Test
    void aKeyOfSmallOrderIsRefused() {
        String nothing = "00".repeat(32);
        assertThatThrownBy(() -> SealedTo.close(WORDS, BOND, SENDER, nothing, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SealedTo.open(sealed(), BOND, HOME, nothing)).isEmpty();
    }
}
