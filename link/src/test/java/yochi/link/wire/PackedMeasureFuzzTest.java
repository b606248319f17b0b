package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import yochi.core.model.Measure;

/** Issue 3 §7: no bytes make the codec of a measure do anything but read, keep or refuse them. */
class PackedMeasureFuzzTest {
    private static final List<String> KINDS = List.of("histogram", "quantiles", "entropy", "frequentItems", "tomorrow");

    /** The first byte chooses the kind. */
    @FuzzTest
    void measuresAreReadKeptOrRefused(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        String kind = KINDS.get(Math.floorMod(bytes[0], KINDS.size()));
        try {
            Measure.Packed measure = Measure.Packed.of(kind, Arrays.copyOfRange(bytes, 1, bytes.length));
            assertThat(Measure.Packed.of(measure.kind(), measure.bytes())).isEqualTo(measure);
            assertThat(measure.merge(measure)).isNotNull();
        } catch (IllegalArgumentException | ArithmeticException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
