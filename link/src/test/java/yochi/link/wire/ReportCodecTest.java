package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.ErrorCode;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.ReportBody;

/** S-3 (the format), S-4: what is written can be read, for ever, and nothing else can. */
class ReportCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/baseline/report-1.0.yrep");

    @Test
    void readsWhatItWrote() {
        EpochReport report = SampleReports.full();
        EpochReport read = ReportCodec.decode(ReportCodec.encode(report));
        assertThat(read.cells()).containsExactlyInAnyOrderElementsOf(report.cells());
        assertThat(read).usingRecursiveComparison().ignoringFields("cells").isEqualTo(report);
        assertThat(ReportCodec.read(ReportCodec.encode(report)).unknown()).isEqualTo(ReceivedReport.Unknown.NOTHING);
    }

    @Test
    void operatorsTravelAndAReportWithoutThemHasTheBytesOfBefore() throws Exception {
        EpochReport full = SampleReports.full();
        EpochReport told = full.with(full.cells(), full.uptime(), Map.of("s1", "lab", "node one", "lab"));
        byte[] bytes = ReportCodec.encode(told);
        byte[] before = ReportCodec.encode(full);
        assertThat(ReportCodec.decode(bytes).operators()).isEqualTo(told.operators());
        assertThat(ReportCodec.decode(before).operators()).isEmpty();
        assertThat(ReportBody.parseFrom(Arrays.copyOfRange(bytes, 6, bytes.length)).toBuilder()
                        .clearOperators()
                        .build())
                .isEqualTo(ReportBody.parseFrom(Arrays.copyOfRange(before, 6, before.length)));
    }

    @Test
    void writesTheSameBytesWhateverTheOrderOfCells() {
        List<Statistic> reversed = new ArrayList<>(SampleReports.full().cells()).reversed();
        EpochReport other = SampleReports.report(reversed, SampleReports.full().uptime());
        assertThat(ReportCodec.encode(other)).isEqualTo(ReportCodec.encode(SampleReports.full()));
    }

    @Test
    void goldenBytesOfVersionOneZeroStayReadable() throws IOException {
        byte[] bytes = ReportCodec.encode(SampleReports.full());
        if (Boolean.getBoolean("yochi.renew")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, bytes);
        }
        byte[] golden = Files.readAllBytes(GOLDEN);
        assertThat(ReportCodec.decode(golden).cells())
                .containsExactlyInAnyOrderElementsOf(SampleReports.full().cells());
        assertThat(bytes)
                .as("bytes of 1.0; a change needs a new minor and a new golden file")
                .isEqualTo(golden);
    }

    @Test
    void refusesAnUnknownMajorWithAnUpgradeHint() {
        byte[] bytes = ReportCodec.encode(SampleReports.full());
        bytes[4] = 2;
        assertThatThrownBy(() -> ReportCodec.decode(bytes)).isInstanceOfSatisfying(YochiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.REPORT_VERSION);
            assertThat(e.advice()).contains("version 2.0").contains("Upgrade this side");
        });
        bytes[4] = 1;
        bytes[5] = 9;
        assertThat(ReportCodec.decode(bytes).sequence())
                .as("a newer minor is read")
                .isEqualTo(5);
    }

    @Test
    void keepsAndCountsUnknownNamesAndFields() throws IOException {
        byte[] known = ReportCodec.encode(SampleReports.full());
        ReportBody.Builder body = ReportBody.parseFrom(Arrays.copyOfRange(known, 6, known.length)).toBuilder();
        for (int i = 0; i < body.getNames().getAttackTypesCount(); i++) {
            if (body.getNames().getAttackTypes(i).getName().equals("scan_syn")) {
                body.getNamesBuilder().getAttackTypesBuilder(i).setName("scan_of_tomorrow");
            }
        }
        body.setUnknownFields(UnknownFieldSet.newBuilder()
                .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("new"))
                                .build())
                .build());
        byte[] newer =
                new Envelope("YREP", 1, 3, "report", 1 << 20).wrap(body.build().toByteArray());
        ReceivedReport read = ReportCodec.read(newer);
        assertThat(read.unknown()).isEqualTo(new ReceivedReport.Unknown(1, 1, 1, 0));
        assertThat(read.original()).isEqualTo(newer);
        long packets = SampleReports.full().cells().stream()
                .mapToLong(c -> c.count(Metric.PACKETS))
                .sum();
        assertThat(read.report().cells().stream()
                        .mapToLong(c -> c.count(Metric.PACKETS))
                        .sum())
                .as("nothing good is lost")
                .isEqualTo(packets);
        assertThat(read.report().cells()).anySatisfy(c -> {
            assertThat(c.key().attackType()).isEqualTo(AttackType.REST_ORIGIN);
            assertThat(c.count(Metric.PACKETS)).isEqualTo(1234);
        });
    }

    @Test
    void refusesWhatIsNoReportNamingWhy() {
        assertRefused(new byte[0], "does not begin with YREP");
        assertRefused("GIF89a and more".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "YREP");
        byte[] good = ReportCodec.encode(SampleReports.full());
        assertRefused(Arrays.copyOf(good, good.length - 3), "broken report");
        assertRefused(new byte[ReportCodec.MAX_BYTES + 1], "limit");
    }

    @Test
    void everyCutAndEveryFlippedByteIsReadOrRefusedButNeverCrashes() {
        byte[] good = ReportCodec.encode(SampleReports.full());
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bad = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
            if (bad.length > 0) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            }
            try {
                assertThat(ReportCodec.decode(bad)).isNotNull();
            } catch (YochiException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void aCellCostsFewBytes() {
        List<Statistic> cells = new ArrayList<>();
        Epoch hour = new Epoch(SampleReports.DAY.startSecond(), Epoch.HOUR);
        for (int h = 0; h < 24; h++, hour = hour.next()) {
            for (int port = 0; port < 100; port++) {
                cells.add(new Statistic(
                        new CellKey(
                                hour,
                                "a sensor of some name",
                                AttackType.SCAN_SYN,
                                Service.tcp(port * 37),
                                Tool.NONE,
                                Country.UNKNOWN,
                                Asn.UNKNOWN),
                        Map.of(
                                Metric.PACKETS,
                                new Measure.Count(port * 3L),
                                Metric.SOURCES,
                                Measure.DistinctCount.exactly(port))));
            }
        }
        int bytes = ReportCodec.encode(SampleReports.report(cells, List.of())).length;
        assertThat(bytes / (double) cells.size()).isLessThan(12);
    }

    private static void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> ReportCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_REJECTED))
                .hasMessageContaining(why);
    }
}
