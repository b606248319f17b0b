package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.ErrorCode;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.SeenVictimReportBody;

/** R-4, S-3: victims that sensors saw travel in a message of their own. */
class SeenVictimReportCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/baseline/seen-victims-1.0.ysvi");
    private static final Envelope ENVELOPE = new Envelope("YSVI", 1, 7, "test", SeenVictimReportCodec.MAX_BYTES);

    private static SeenVictimReportBody body() throws IOException {
        return SeenVictimReportBody.parseFrom(ENVELOPE.open(SeenVictimReportCodec.encode(SampleReports.seenVictims())));
    }

    @Test
    void readsWhatItWrote() {
        SeenVictimReport report = SampleReports.seenVictims();
        assertThat(SeenVictimReportCodec.decode(SeenVictimReportCodec.encode(report))).isEqualTo(report);
    }

    @Test
    void goldenBytesOfVersionOneZeroStayReadable() throws IOException {
        byte[] bytes = SeenVictimReportCodec.encode(SampleReports.seenVictims());
        if (Boolean.getBoolean("yochi.renew")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, bytes);
        }
        assertThat(SeenVictimReportCodec.decode(Files.readAllBytes(GOLDEN))).isEqualTo(SampleReports.seenVictims());
        assertThat(bytes).isEqualTo(Files.readAllBytes(GOLDEN));
    }

    /** A newer minor may see by further signs and say more: the rest is read, and how much was not is counted. */
    @Test
    void victimsOfAnUnknownKindAreCountedAndUnknownFieldsDoNoHarm() throws IOException {
        SeenVictimReportBody.Builder newer = body().toBuilder();
        newer.getVictimsBuilder(0).setKind(9);
        newer.addWatched(9).setUnknownFields(UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build());
        SeenVictimReport read =
                SeenVictimReportCodec.decode(ENVELOPE.wrap(newer.build().toByteArray()));
        SeenVictimReport sample = SampleReports.seenVictims();
        assertThat(read.unnamed()).isEqualTo(sample.unnamed() + 1);
        assertThat(read.victims()).containsExactly(sample.victims().getLast());
        assertThat(read.watched()).isEqualTo(sample.watched());
    }

    @Test
    void refusesAnUnknownMajorACutMessageTooManyAndAnAbsurdWindow() throws IOException {
        byte[] bytes = SeenVictimReportCodec.encode(SampleReports.seenVictims());
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> SeenVictimReportCodec.decode(cut))
                .hasMessageContaining("broken report on seen victims");
        SeenVictimReportBody.Builder many = body().toBuilder();
        List.copyOf(many.getVictimsList())
                .forEach(v -> many.addAllVictims(java.util.Collections.nCopies(SeenVictimReportCodec.MOST / 2, v)));
        for (SeenVictimReportBody.Builder bad : List.of(
                many,
                body().toBuilder().setWindowSeconds(700_000),
                body().toBuilder().setWindowSeconds(0),
                body().toBuilder().setUnnamed(-1))) {
            assertThatThrownBy(() -> SeenVictimReportCodec.decode(
                            ENVELOPE.wrap(bad.build().toByteArray())))
                    .isInstanceOfSatisfying(
                            YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_REJECTED));
        }
        bytes[4] = 3;
        assertThatThrownBy(() -> SeenVictimReportCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_VERSION));
    }

    /** The name is the one that a list's address gets (node.border.ListedName), and of IPv6 the /48 gives it. */
    @Test
    void aNameStandsForAnAddressOrAnIpv6Network() {
        String one = SeenVictim.name(java.net.InetAddress.ofLiteral("192.0.2.1"));
        assertThat(one).isEqualTo("37fcff24bf62").isNotEqualTo(
                SeenVictim.name(java.net.InetAddress.ofLiteral("192.0.2.2")));
        assertThat(SeenVictim.name(java.net.InetAddress.ofLiteral("2001:db8:1::5")))
                .isEqualTo(SeenVictim.name(java.net.InetAddress.ofLiteral("2001:db8:1:9::7")))
                .isNotEqualTo(SeenVictim.name(java.net.InetAddress.ofLiteral("2001:db8:2::5")));
    }
}
