package yochi.app.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
            try (BufferedReader in = open(recording)) {
                String header = in.readLine();
                int column = header == null ? -1 : Arrays.asList(header.split(",", -1)).indexOf(HOST);
                if (column < 0) {
                    out.values().forEach(files -> files.add(recording.toString()));
                } else {
                    write(in, header, column, out, folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out;
    }

    private static BufferedReader open(Path recording) throws IOException {
        InputStream file = Files.newInputStream(recording);
        InputStream bytes = recording.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1), 1 << 16);
    }

    private static void write(
            BufferedReader in, String header, int column, Map<String, List<String>> out, Path folder)
            throws IOException {
        Map<String, BufferedWriter> writers = new HashMap<>();
        try {
            for (Map.Entry<String, List<String>> sensor : out.entrySet()) {
                Path own = Files.createDirectories(folder)
                        .resolve(sensor.getKey() + "-" + sensor.getValue().size() + ".csv");
                BufferedWriter writer = Files.newBufferedWriter(own, StandardCharsets.ISO_8859_1);
                writers.put(sensor.getKey(), writer);
                writer.append(header).append('\n');
                sensor.getValue().add(own.toString());
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                BufferedWriter whose = writers.get(field(line, column));
                if (whose != null) {
                    whose.append(line).append('\n');
                }
            }
        } finally {
            for (BufferedWriter writer : writers.values()) {
                writer.close();
            }
        }
    }

    /** The field of a line; empty where it has not so many. */
    private static String field(String line, int column) {
        int from = 0;
        for (int i = 0; i < column; i++) {
            int comma = line.indexOf(',', from);
            if (comma < 0) {
                return "";
            }
            from = comma + 1;
        }
        int to = line.indexOf(',', from);
        return line.substring(from, to < 0 ? line.length() : to);
    }
}
