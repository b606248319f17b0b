package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A live stream gives every byte in order, and its end when it is asked for. */
@Timeout(30)
class LiveInputTest {
    @Test
    void everyByteComesInOrder() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new SplittableRandom(1).nextBytes(bytes);
        try (LiveInput live = new LiveInput(new ByteArrayInputStream(bytes))) {
            assertThat(live.read()).isEqualTo(bytes[0] & 0xFF);
            assertThat(live.readNBytes(2_999_999)).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
            assertThat(live.read()).isEqualTo(-1);
            assertThat(live.read()).isEqualTo(-1);
        }
    }

    @Test
    void whoWaitsForBytesSeesTheEndWhenItIsAskedForAndHadTimeForOtherThings() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                LiveInput live = new LiveInput(new PipedInputStream(writer))) {
            writer.write(7);
            writer.flush();
            assertThat(live.read()).isEqualTo(7);
            int[] idle = new int[1];
            live.whenIdle(() -> {
                if (++idle[0] == 3) {
                    live.end();
                }
            });
            assertThat(live.read()).isEqualTo(-1);
            assertThat(idle[0]).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aStreamThatFailsFailsHere() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };
        try (LiveInput live = new LiveInput(broken)) {
            assertThatThrownBy(live::read).isInstanceOf(IOException.class).hasMessageContaining("gone");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2800, 10, 87",
        "280, 1, 87",
        "100, 10000, 100",
        "1, 0, 0",
        "24576, 50, 0",
        "65536, 1, 0",
        "8192, 1, 3",
    })
    void bytesAreLetGatherWhileAPipeHasRoomForThem(int bytes, long inMillis, long restMillis) {
        long rest = LiveInput.rest(bytes, inMillis * 1_000_000);
        assertThat(rest / 1_000_000).isEqualTo(restMillis);
        double perNano = (double) bytes / Math.max(1, inMillis * 1_000_000);
        assertThat(rest * perNano).as("what comes meanwhile").isLessThan(32 << 10);
    }
}
