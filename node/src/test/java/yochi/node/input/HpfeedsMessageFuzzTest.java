package yochi.node.input;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Any bytes of a broker: no exception but the protocol's own (K-7). */
class HpfeedsMessageFuzzTest {
    @FuzzTest
    void messages(byte[] bytes) {
        try (DataInputStream stream = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (true) {
                HpfeedsMessage message = HpfeedsMessage.read(stream, 4096);
                parts(message);
            }
        } catch (IOException e) {
            return; // the end, or a length that cannot be
        }
    }

    private static void parts(HpfeedsMessage message) {
        try {
            message.name();
            message.behindName();
            message.payload();
        } catch (HpfeedsMessage.Broken e) {
            return; // a name that is longer than its message
        }
    }
}
