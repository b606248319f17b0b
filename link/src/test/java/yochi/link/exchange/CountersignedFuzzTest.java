package yochi.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text is either refused with a reason or reads to a receipt that writes and reads back equal. */
class CountersignedFuzzTest {
    @FuzzTest
    void anyTextIsRefusedOrReadsBackEqual(FuzzedDataProvider input) {
        boolean framed = input.consumeBoolean();
        String text = input.consumeRemainingAsString();
        String key = "A".repeat(43);
        String tried = framed
                ? "{\"schema\":\"yochi.receipt/1\",\"centreKey\":\"" + key + "\",\"memberKey\":\"" + key
                        + "\",\"head\":" + text + ",\"receipt\":" + text + "}"
                : text;
        Countersigned read;
        try {
            read = Countersigned.parse(tried);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        assertThat(Countersigned.parse(read.toString())).isEqualTo(read);
        try {
            read.check();
            throw new AssertionError("nobody has signed this: " + tried);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
