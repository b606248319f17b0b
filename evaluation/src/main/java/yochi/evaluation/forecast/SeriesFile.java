package yochi.evaluation.forecast;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Hourly series in a file {@code series_NxM.i32le.gz}: N series of M numbers of four bytes, little-endian, one series
 * behind the other. Two readings of those bytes are judged: as the integers that the name says, by which the reference
 * figures of R were made, and as the single-precision numbers that R wrote, which are the counts.
 */
final class SeriesFile {
    private static final Pattern NAME = Pattern.compile("series_(\\d{1,6})x(\\d{1,6})\\.i32le\\.gz");

    private static final long MOST_BYTES = 256L << 20;

    private final ByteBuffer bytes;
    private final int series;
    private final int steps;

    private SeriesFile(ByteBuffer bytes, int series, int steps) {
        this.bytes = bytes;
        this.series = series;
        this.steps = steps;
    }

    /** How the bytes are read. */
    enum Reading {
        /** As the name says. */
        INTEGERS("32-bit integers, as the name says"),
        /** As they were written. */
        COUNTS("the counts: 32-bit floats");

        private final String told;

        Reading(String told) {
            this.told = told;
        }

        @Override
        public String toString() {
            return told;
        }
    }

    static SeriesFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(String.valueOf(file.getFileName()), in);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, file.getFileName() + " cannot be read: " + e);
        }
    }

    /** Reads what lies under that name. */
    static SeriesFile read(String name, InputStream compressed) throws IOException {
        Matcher told = NAME.matcher(name);
        if (!told.matches()) {
            throw refused(name, "is not named series_NxM.i32le.gz");
        }
        long wanted = Integer.BYTES * Long.parseLong(told.group(1)) * Long.parseLong(told.group(2));
        if (wanted > MOST_BYTES) {
            throw refused(name, "would hold " + wanted + " bytes, more than " + MOST_BYTES);
        }
        byte[] bytes = new GZIPInputStream(compressed).readNBytes((int) wanted + 1);
        if (bytes.length != wanted) {
            throw refused(name, "does not hold the " + wanted + " bytes of its name");
        }
        return new SeriesFile(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN),
                Integer.parseInt(told.group(1)),
                Integer.parseInt(told.group(2)));
    }

    private static YochiException refused(String name, String why) {
        return new YochiException(ErrorCode.INPUT_REJECTED, name + " " + why + "; take the file as it was made");
    }

    /** The readings under which all numbers are counts: finite and not below 0. */
    List<Reading> readings() {
        List<Reading> out = new ArrayList<>();
        for (Reading reading : Reading.values()) {
            IntToDoubleFunction number = numbers(reading);
            boolean counts = IntStream.range(0, series * steps).allMatch(i -> {
                double v = number.applyAsDouble(i);
                return v >= 0 && v == Math.rint(v) && Double.isFinite(v);
            });
            if (counts) {
                out.add(reading);
            }
        }
        return out;
    }

    int size() {
        return series;
    }

    /** Numbers of each series. */
    int steps() {
        return steps;
    }

    /** One series. */
    double[] series(int i, Reading reading) {
        IntToDoubleFunction number = numbers(reading);
        return IntStream.range(i * steps, (i + 1) * steps)
                .mapToDouble(number)
                .toArray();
    }

    private IntToDoubleFunction numbers(Reading reading) {
        return switch (reading) {
            case INTEGERS -> i -> bytes.getInt(i * Integer.BYTES);
            case COUNTS -> i -> bytes.getFloat(i * Float.BYTES);
        };
    }
}
