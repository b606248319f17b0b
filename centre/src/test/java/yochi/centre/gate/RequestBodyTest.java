package yochi.centre.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Convention 12: a body has a bound in bytes, told or not, and in time. */
class RequestBodyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aBodyOfExactlyTheBoundIsReadAndOneByteMoreIsNot() throws IOException {
        byte[] most = new byte[100_000];
        assertThat(RequestBody.read(new ByteArrayInputStream(most), most.length, PATIENCE, () -> 0))
                .hasSize(most.length);
        assertThatThrownBy(() -> RequestBody.read(
                        new ByteArrayInputStream(most), most.length - 1, PATIENCE, () -> 0))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(413));
    }

    /** Each byte comes within the listener's patience, the body never. */
    @Test
    void aByteEverySecondIsTooSlow() {
        AtomicLong now = new AtomicLong();
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("pieces are read");
            }

            @Override
            public int read(byte[] into, int from, int n) {
                now.addAndGet(1_000_000_000L);
                return 1;
            }
        };
        assertThatThrownBy(() -> RequestBody.read(slow, 1 << 20, PATIENCE, now::get))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(408));
        assertThat(now.get()).isEqualTo(31_000_000_000L);
    }
}
