package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import yochi.core.model.YochiException;

class FramesTest {
    private final Frames frames = new Frames(new MessageLimit(1000));

    private byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frames.write(out, new byte[] {1, 2, 3});
        frames.write(out, new byte[0]);
        frames.write(out, new byte[] {4});
        return out.toByteArray();
    }

    @Test
    void readsWhatItWrote() throws IOException {
        InputStream in = new ByteArrayInputStream(written());
        assertThat(frames.read(in)).contains(new byte[] {1, 2, 3});
        assertThat(frames.read(in)).contains(new byte[0]);
        assertThat(frames.read(in)).contains(new byte[] {4});
        assertThat(frames.read(in)).isEmpty();
    }

    @Test
    void isLoudWhenTheStreamEndsInsideAFrame() throws IOException {
        byte[] all = written();
        for (int cut : new int[] {1, 2, 3, 4, 5, 6}) {
            InputStream in = new ByteArrayInputStream(Arrays.copyOf(all, cut));
            assertThatThrownBy(() -> frames.read(in)).as("cut at %d", cut).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void refusesAbsurdLengthsWithoutReadingThem() {
        assertThatThrownBy(() -> frames.read(new ByteArrayInputStream(new byte[] {0x7F, -1, -1, -1})))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("2147483647 bytes");
        assertThatThrownBy(() -> frames.read(new ByteArrayInputStream(new byte[] {-1, -1, -1, -1})))
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> frames.write(new ByteArrayOutputStream(), new byte[1001]))
                .isInstanceOf(YochiException.class);
    }
}
