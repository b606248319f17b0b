package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.core.model.YochiException;

/** S-3: victims travel in a message of their own. */
class VictimReportCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/baseline/victims-1.0.yvic");

    @Test
    void readsWhatItWrote() {
        VictimReport report = SampleReports.victims();
        assertThat(VictimReportCodec.decode(VictimReportCodec.encode(report))).isEqualTo(report);
    }

    /** A foreign victim in a home network keeps its own country; one that belongs to neither is no report. */
    @Test
    void aVictimHostedByTheAddresseeKeepsItsOwnCountry() {
        VictimReport sample = SampleReports.victims();
        Victim v = sample.victims().getFirst();
        VictimReport report = with(sample, hosted(v, new Country("DE"), sample.addressee()));
        assertThat(VictimReportCodec.decode(VictimReportCodec.encode(report))).isEqualTo(report);
        assertThatThrownBy(() -> with(sample, hosted(v, new Country("DE"), new Country("FR"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a victim of DE");
    }

    private static Victim hosted(Victim v, Country country, Country hosting) {
        return new Victim(
                v.pseudonym(), country, "tld", v.asn(), v.vectors(), v.services(), v.orders(), hosting);
    }

    private static VictimReport with(VictimReport r, Victim victim) {
        return new VictimReport(
                r.node(), r.sequence(), r.addressee(), r.listed(), false, r.policy(), List.of(victim));
    }

    @Test
    void goldenBytesOfVersionOneZeroStayReadable() throws IOException {
        byte[] bytes = VictimReportCodec.encode(SampleReports.victims());
        if (Boolean.getBoolean("yochi.renew")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, bytes);
        }
        assertThat(VictimReportCodec.decode(Files.readAllBytes(GOLDEN))).isEqualTo(SampleReports.victims());
        assertThat(bytes).isEqualTo(Files.readAllBytes(GOLDEN));
    }

    @Test
    void refusesAnUnknownMajorAndACutMessage() {
        byte[] bytes = VictimReportCodec.encode(SampleReports.victims());
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> VictimReportCodec.decode(cut)).hasMessageContaining("broken victim report");
        bytes[4] = 3;
        assertThatThrownBy(() -> VictimReportCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_VERSION));
    }
}
