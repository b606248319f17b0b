package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HexFormat;

/** no bytes that were not closed by the sender for this node open, and none make it fail. */
class SealedToFuzzTest {
    private static final NodePair OWN = pair();
    private static final NodePair SENDER = pair();
    private static final SealedTo.Bond BOND = new SealedTo.Bond("offenders/1", "sg-1", "au-1");

    private static NodePair pair() {
        KeyPair made = WrappedSecret.newPair(new SecureRandom());
        return NodePair.of(
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPrivate())),
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPublic())));
    }

    @FuzzTest
    void nothingElseOpens(byte[] bytes) {
        assertThat(SealedTo.open(bytes, BOND, OWN, SENDER.open())).isEmpty();
        byte[] headed = new byte[bytes.length + 1];
        headed[0] = 1;
        System.arraycopy(bytes, 0, headed, 1, bytes.length);
        assertThat(SealedTo.open(headed, BOND, OWN, SENDER.open())).isEmpty();
    }
}
