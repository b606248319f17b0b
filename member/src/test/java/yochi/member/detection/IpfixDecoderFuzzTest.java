package yochi.member.detection;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

class IpfixDecoderFuzzTest {
    @FuzzTest
    void noDatagramBreaksTheDecoderOrYieldsMoreRecordsThanBytes(byte[] bytes) {
        AtomicLong flows = new AtomicLong();
        IpfixDecoder decoder = new IpfixDecoder();
        decoder.decode(IpfixDecoderTest.message(true, 0), f -> {});
        decoder.decode(ByteBuffer.wrap(bytes), f -> flows.incrementAndGet());
        if (flows.get() > bytes.length) {
            throw new AssertionError(flows + " flows from " + bytes.length + " bytes");
        }
    }
}
