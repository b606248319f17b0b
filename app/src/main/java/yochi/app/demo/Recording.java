package yochi.app.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A recording of many sensors taken apart: each one's rows in a file of its own, as it would have kept them. Else every
 * node would read all the others' rows, to set them aside.
 */
final class Recording {
    /** The column that names the sensor. */
    private static final String HOST = "host";

    private Recording() {}

    /**
     * Writes the rows of each sensor, under the header they had; rows of nobody are left out.
     *
     * @param common tables with commas, plain or gzip; one without a column {@code host} goes to every sensor whole
     * @return the files of each sensor
     */
    static Map<String, List<String>> apart(List<Path> common, List<String> sensors, Path folder) {
        Map<String, List<String>> out = new HashMap<>();
        sensors.forEach(sensor -> out.put(sensor, new ArrayList<>()));
        for (Path recording : common) {
            try {
                byte[] bytes = read(recording);
                int header = end(bytes, 0);
                int column = Arrays.asList(text(bytes, 0, header).strip().split(",", -1)).indexOf(HOST);
                if (column < 0) {
                    out.values().forEach(files -> files.add(recording.toString()));
                } else {
                    write(bytes, header, column, out, folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out;
    }

    private static byte[] read(Path recording) throws IOException {
        InputStream file = Files.newInputStream(recording);
        try (InputStream in =
                recording.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file) {
            return in.readAllBytes();
        }
    }

    private static void write(
            byte[] bytes, int header, int column, Map<String, List<String>> out, Path folder) throws IOException {
        Map<String, OutputStream> writers = new HashMap<>();
        try {
            for (Map.Entry<String, List<String>> sensor : out.entrySet()) {
                Path own = Files.createDirectories(folder)
                        .resolve(sensor.getKey() + "-" + sensor.getValue().size() + ".csv");
                OutputStream writer = new BufferedOutputStream(Files.newOutputStream(own), 1 << 16);
                writers.put(sensor.getKey(), writer);
                row(writer, bytes, 0, header);
                sensor.getValue().add(own.toString());
            }
            for (int from = header; from < bytes.length; ) {
                int to = end(bytes, from);
                OutputStream whose = writers.get(field(bytes, from, to, column));
                if (whose != null) {
                    row(whose, bytes, from, to);
                }
                from = to;
            }
        } finally {
            for (OutputStream writer : writers.values()) {
                writer.close();
            }
        }
    }

    /** The row with its end, which the last one may lack. */
    private static void row(OutputStream writer, byte[] bytes, int from, int to) throws IOException {
        writer.write(bytes, from, to - from);
        if (bytes[to - 1] != '\n') {
            writer.write('\n');
        }
    }

    /** Where the row that begins there ends, its end of line in it. */
    private static int end(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    /** The field of a row; empty where it has not so many. */
    private static String field(byte[] bytes, int from, int to, int column) {
        int at = from;
        for (int i = 0; i < column; i++) {
            while (at < to && bytes[at] != ',') {
                at++;
            }
            at++;
        }
        int last = at;
        while (last < to && bytes[last] != ',' && bytes[last] != '\r' && bytes[last] != '\n') {
            last++;
        }
        return at < to ? text(bytes, at, last) : "";
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
