package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;

/** what one node tells another travels closed, with a label that says no more than where to. */
class ParcelTest {
    private static final Path GOLDEN = Path.of("src/test/resources/baseline/parcel-1.0.ypar");
    private static final NodeId NODE = new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001"));

    private static Parcel sample() {
        return new Parcel(
                new Parcel.Label(NODE, 7, "sg-1", new Country("AU"), "au-1", "offenders/1"), new byte[] {1, 2, 3});
    }

    @Test
    void readsWhatItWrote() {
        Parcel again = Parcel.decode(sample().encode());
        assertThat(again.label()).isEqualTo(sample().label());
        assertThat(again.closed()).containsExactly(1, 2, 3);
    }

    @Test
    void goldenBytesOfVersionOneZeroStayReadable() throws IOException {
        byte[] bytes = sample().encode();
        if (Boolean.getBoolean("yochi.renew")) {
            Files.write(GOLDEN, bytes);
        }
        assertThat(bytes).isEqualTo(Files.readAllBytes(GOLDEN));
        assertThat(Parcel.decode(Files.readAllBytes(GOLDEN)).label()).isEqualTo(sample().label());
    }

    @Test
    void refusesWhatIsCutOversizedOfAnotherVersionOrWithoutAddressee() {
        byte[] bytes = sample().encode();
        assertThatThrownBy(() -> Parcel.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessageContaining("broken parcel");
        assertThatThrownBy(() -> Parcel.decode(new byte[Parcel.MAX_BYTES + 1])).hasMessageContaining("limit");
        assertThatThrownBy(() -> new Parcel(sample().label(), new byte[Parcel.MAX_BYTES]).encode())
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED));
        assertThatThrownBy(() -> new Parcel.Label(NODE, 7, "sg-1", Country.UNKNOWN, "au-1", "offenders/1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Parcel.Label(NODE, 7, "sg-1", new Country("AU"), "a b", "offenders/1"))
                .isInstanceOf(IllegalArgumentException.class);
        bytes[4] = 3;
        assertThatThrownBy(() -> Parcel.decode(bytes))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_VERSION));
    }
}
