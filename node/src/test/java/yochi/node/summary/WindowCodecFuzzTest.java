package yochi.node.summary;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever lies in a kept window's file, reading it ends with a window or with an error that says what is wrong. */
class WindowCodecFuzzTest {
    @FuzzTest
    void decodes(byte[] body) {
        try {
            WindowCodec.decode(WindowCodec.wrapped(body));
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null) {
                throw e;
            }
        }
    }
}
