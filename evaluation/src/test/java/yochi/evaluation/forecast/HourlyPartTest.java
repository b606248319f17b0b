package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;
import yochi.evaluation.Evaluation;
import yochi.evaluation.Span;

@DisplayName("A-15 A-17 P7 hourly series")
final class HourlyPartTest {
    private static final int HOURS = 24 * 21;
    private static final int SERIES = 3;

    @TempDir
    private Path folder;

    /** Counts with a rhythm of the day. */
    private static double count(int hour, SplittableRandom random) {
        return Math.rint(30 + 20 * Math.sin(2 * Math.PI * hour / 24) + 8 * random.nextGaussian());
    }

    private Path file(boolean floats) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * SERIES * HOURS).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SERIES * HOURS; i++) {
            double count = Math.max(0, count(i % HOURS, random));
            if (floats) {
                bytes.putFloat((float) count);
            } else {
                bytes.putInt((int) count);
            }
        }
        Path file = folder.resolve("series_" + SERIES + "x" + HOURS + ".i32le.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes.array());
        }
        return file;
    }

    private static List<Evaluation.Measured> judged(Path file, List<Line> lines) {
        return new HourlyPart()
                .measures(new Inputs(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(file),
                        () -> {
                            throw new AssertionError("asks for reports");
                        },
                        Span.ALL,
                        "JP",
                        lines::add,
                        1));
    }

    @Test
    void aRhythmIsForecastBetterThanYesterdayAndTheFigureFollowsFromTheLines() throws IOException {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> measures = judged(file(false), lines);
        Evaluation.Measured mase = measures.getFirst();
        assertThat(mase.name()).isEqualTo("hourly.mase");
        assertThat(mase.group()).startsWith("32-bit integers");
        assertThat(mase.value()).isLessThan(.9 * mase.rivals().getFirst().value());
        assertThat(lines.stream().mapToDouble(l -> l.value().orElseThrow()).average().orElseThrow())
                .isCloseTo(mase.value(), within(1e-9));
        assertThat(measures.stream().map(Evaluation.Measured::name))
                .containsExactly("hourly.mase", "hourly.medianMase", "hourly.coverage90", "hourly.cpuSeconds");
        assertThat(measures.get(2).value()).isBetween(.75, 1.0);
        assertThat(measures.get(3).value()).isPositive();
    }

    @Test
    void aFileWrittenAsFloatsIsJudgedInBothReadings() throws IOException {
        Path file = file(true);
        assertThat(SeriesFile.read(file).readings())
                .containsExactly(SeriesFile.Reading.INTEGERS, SeriesFile.Reading.COUNTS);
        assertThat(judged(file, new ArrayList<>()).stream().map(Evaluation.Measured::group).distinct())
                .hasSize(2);
    }

    @Test
    void theLastDayIsNotLookedAtBeforeItIsJudged() {
        SplittableRandom random = new SplittableRandom(2);
        double[] y = new double[HOURS];
        for (int t = 0; t < HOURS; t++) {
            y[t] = Math.max(0, count(t, random));
        }
        double[] other = y.clone();
        other[HOURS - 1] += 1000;
        double a = HourlyPart.judge(0, y).orElseThrow().mase().getOrDefault(Days.OURS, 0.0);
        double b = HourlyPart.judge(0, other).orElseThrow().mase().getOrDefault(Days.OURS, 0.0);
        double naiveA = HourlyPart.judge(0, y).orElseThrow().mase().getOrDefault("seasonal naive", 0.0);
        double naiveB = HourlyPart.judge(0, other).orElseThrow().mase().getOrDefault("seasonal naive", 0.0);
        assertThat(b - a).isBetween(.9 * (naiveB - naiveA), 1.1 * (naiveB - naiveA));
    }

    @Test
    void aFileOfAnotherSizeOrNameIsRefused() throws IOException {
        Path file = file(false);
        Path other = folder.resolve("series_4x" + HOURS + ".i32le.gz");
        Files.copy(file, other);
        assertThatThrownBy(() -> SeriesFile.read(other))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("bytes");
        Path unnamed = folder.resolve("series.gz");
        Files.copy(file, unnamed);
        assertThatThrownBy(() -> SeriesFile.read(unnamed)).isInstanceOf(YochiException.class);
    }

    @Test
    void seriesOfLessThanTwoDaysAreRefused() throws IOException {
        Path file = folder.resolve("series_2x5.i32le.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[2 * 5 * 4]);
        }
        assertThatThrownBy(() -> judged(file, new ArrayList<>()))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("48 are needed");
    }
}
