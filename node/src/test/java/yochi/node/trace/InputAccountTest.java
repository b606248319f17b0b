package yochi.node.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.node.input.RejectReason;
import yochi.node.input.Rejected;

class InputAccountTest {
    private static InputAccount account(long records, long packets, Rejected... rejected) {
        return new InputAccount(
                "x.pcap",
                Optional.of(TraceFormat.PCAP),
                Optional.empty(),
                records,
                packets,
                List.of(rejected),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void recordsArePacketsPlusRejected() {
        Rejected own = new Rejected(RejectReason.OWN_TRAFFIC, 2, "byte 24", List.of());
        assertThat(account(7, 5, own).rejected(RejectReason.OWN_TRAFFIC)).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> account(8, 5, own));
    }

    @Test
    void onlyWhatOughtNotToHappenMakesAnInputUnclean() {
        assertThat(account(2, 0, new Rejected(RejectReason.OWN_TRAFFIC, 2, "byte 24", List.of()))
                        .clean())
                .isTrue();
        Rejected cut = new Rejected(RejectReason.TRUNCATED, 1, "byte 99", List.of("ends early"));
        assertThat(account(1, 0, cut).clean()).isFalse();
        assertThat(cut.message("x.pcap")).contains("x.pcap", "byte 99", "ends early", "copy it again");
    }
}
