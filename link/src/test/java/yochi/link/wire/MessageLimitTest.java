package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

class MessageLimitTest {
    @Test
    void readsUpToItsBytesAndRefusesOneMore() throws IOException {
        MessageLimit limit = new MessageLimit(10_000);
        assertThat(limit.readAll(new ByteArrayInputStream(new byte[10_000]))).hasSize(10_000);
        assertThatThrownBy(() -> limit.readAll(new ByteArrayInputStream(new byte[10_001])))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED))
                .hasMessageContaining("at most 10000");
    }

    @Test
    void stopsReadingAnEndlessStream() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };
        assertThatThrownBy(() -> new MessageLimit(1 << 16).readAll(endless)).isInstanceOf(YochiException.class);
    }

    @Test
    void refusesADeclaredLengthBeforeReading() {
        MessageLimit limit = new MessageLimit(100);
        limit.check(100);
        assertThatThrownBy(() -> limit.check(101)).hasMessageContaining("101 bytes");
        assertThatThrownBy(() -> limit.check(-1)).isInstanceOf(YochiException.class);
        assertThatThrownBy(() -> new MessageLimit(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
