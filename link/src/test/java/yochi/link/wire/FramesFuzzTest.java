package yochi.link.wire;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import yochi.core.model.YochiException;

class FramesFuzzTest {
    private final Frames frames = new Frames(new MessageLimit(4096));

    /** Any bytes: messages within the limit, or a plain refusal; what was read writes back as the same bytes. */
    @FuzzTest
    void readsOrRefuses(FuzzedDataProvider data) throws IOException {
        byte[] bytes = data.consumeRemainingAsBytes();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        try {
            Optional<byte[]> message = frames.read(in);
            while (message.isPresent()) {
                frames.write(again, message.get());
                message = frames.read(in);
            }
        } catch (YochiException | EOFException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("a refusal without a reason", e);
            }
        }
        byte[] read = again.toByteArray();
        if (!Arrays.equals(read, Arrays.copyOf(bytes, read.length))) {
            throw new AssertionError("frames changed on their way");
        }
    }
}
