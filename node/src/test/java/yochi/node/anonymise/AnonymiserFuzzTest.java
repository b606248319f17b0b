package yochi.node.anonymise;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.zip.ZipException;
import yochi.core.model.YochiException;
import yochi.node.Capture;
import yochi.node.Frames;

/** Any bytes: no exception but a refusal, and never more bytes out of a capture than went in. */
class AnonymiserFuzzTest {
    private static final CryptoPan PAN = CryptoPan.of(new byte[CryptoPan.KEY_BYTES]);

    @FuzzTest
    void anyFrameIsRewrittenOrLeftOut(byte[] frame) throws IOException {
        byte[] capture = Capture.plain().add(0, Frames.join(frame)).bytes();
        byte[] packet = Capture.plain().add(0, Frames.ethernet(0x0800, frame)).bytes();
        byte[] packet6 = Capture.plain().add(0, Frames.ethernet(0x86DD, frame)).bytes();
        for (byte[] input : new byte[][] {capture, packet, packet6}) {
            for (boolean payload : new boolean[] {false, true}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                new Anonymiser(PAN, payload, Set.of()).rewrite(new ByteArrayInputStream(input), out);
                if (out.size() > input.length) {
                    throw new AssertionError("a capture grew");
                }
            }
        }
    }

    @FuzzTest
    void anyInputIsRewrittenOrRefused(byte[] input) {
        try {
            new Anonymiser(PAN, false, Set.of()).rewrite(new ByteArrayInputStream(input), new ByteArrayOutputStream());
        } catch (YochiException | ZipException | java.io.EOFException e) {
            if (e.getMessage() == null && e instanceof YochiException) {
                throw new AssertionError("a refusal without a reason", e);
            }
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new AssertionError("damage without a reason", e);
            }
        }
    }
}
