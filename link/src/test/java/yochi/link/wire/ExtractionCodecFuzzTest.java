package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import yochi.core.model.YochiException;

/** Issue 2 §7: no bytes make the extraction codec do anything but read or refuse them. */
class ExtractionCodecFuzzTest {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            assertThat(ExtractionCodec.request(bytes)).isNotNull();
        } catch (YochiException refused) {
            assertThat(refused.advice()).isNotEmpty();
        }
        try {
            assertThat(ExtractionCodec.answer(bytes)).isNotNull();
        } catch (YochiException refused) {
            assertThat(refused.advice()).isNotEmpty();
        }
    }
}
