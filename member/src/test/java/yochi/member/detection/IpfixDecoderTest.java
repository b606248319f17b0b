package yochi.member.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IpfixDecoderTest {
    private final IpfixDecoder decoder = new IpfixDecoder();
    private final List<FlowRecord> flows = new ArrayList<>();

    /** Header, a template with a field we skip (element 61, 3 bytes) and a variable-length one, a data set. */
    static ByteBuffer message(boolean withTemplate, int cut) {
        ByteBuffer out = ByteBuffer.allocate(512);
        out.putShort((short) 10)
                .putShort((short) 0)
                .putInt(1_700_000_000)
                .putInt(0)
                .putInt(7);
        if (withTemplate) {
            out.putShort((short) 2)
                    .putShort((short) (8 + 4 * 8 + 4))
                    .putShort((short) 300)
                    .putShort((short) 8);
            int[][] fields = {{8, 4}, {12, 4}, {4, 1}, {7, 2}, {11, 2}, {61, 3}, {2, 8}, {82, 65_535}};
            for (int[] f : fields) {
                out.putShort((short) f[0]).putShort((short) f[1]);
            }
            out.putInt(0);
        }
        int set = out.position();
        out.putShort((short) 300).putShort((short) 0);
        for (int i = 0; i < 2; i++) {
            out.putInt(0xCB007101 + i).putInt(0xC0000250).put((byte) 6);
            out.putShort((short) 40_000).putShort((short) 443).put(new byte[] {1, 2, 3});
            out.putLong(5 + i).put((byte) 2).put(new byte[] {9, 9});
        }
        out.putShort(set + 2, (short) (out.position() - set - cut));
        out.limit(out.position() - cut).position(0);
        out.putShort(2, (short) out.limit());
        return out;
    }

    @Test
    void recordsAreReadByTheTemplateAndUnknownFieldsAreSkipped() {
        decoder.decode(message(true, 0), flows::add);
        assertThat(flows).hasSize(2);
        FlowRecord second = flows.get(1);
        assertThat(second.source()).isEqualTo(0xCB007102);
        assertThat(second.destinationPort()).isEqualTo(443);
        assertThat(second.packets()).isEqualTo(6);
        assertThat(second.endMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(decoder.rejected()).isEmpty();
    }

    @Test
    void dataBeforeItsTemplateIsCountedAndLaterMessagesAreRead() {
        decoder.decode(message(false, 0), flows::add);
        assertThat(flows).isEmpty();
        assertThat(decoder.rejected()).containsEntry("data before its template", 1L);
        decoder.decode(message(true, 0), flows::add);
        decoder.decode(message(false, 0), flows::add);
        assertThat(flows).hasSize(4);
    }

    @Test
    void aRecordCutShortIsCountedAndTheGoodOneKept() {
        decoder.decode(message(true, 9), flows::add);
        assertThat(flows).hasSize(1);
        assertThat(decoder.rejected()).containsEntry("record cut short", 1L);
    }

    @Test
    void otherVersionsShortAndLyingMessagesAreCounted() {
        decoder.decode(ByteBuffer.wrap(new byte[5]), flows::add);
        ByteBuffer netflow9 = message(true, 0).putShort(0, (short) 9);
        decoder.decode(netflow9, flows::add);
        ByteBuffer lying = message(true, 0).putShort(2, (short) 5000);
        decoder.decode(lying, flows::add);
        assertThat(flows).isEmpty();
        assertThat(decoder.rejected())
                .containsOnlyKeys(
                        "message shorter than its header", "version 9, not IPFIX", "length beyond the datagram");
    }
}
