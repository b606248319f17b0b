package yochi.node.classify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * A versioned table of facts: comment lines, of which one names the version, a header line, then comma-separated rows.
 * The shipped ones lie beside the classes; a rules folder may hold others of the same names.
 */
final class FactTable {
    /** Rows of one table: the largest list of announced blocks has a tenth of that. */
    private static final int MOST_ROWS = 2_000_000;

    private static final String VERSION = "# version: ";

    private final String place;
    private final String version;
    private final List<Row> rows;

    /** One row that tells its place when it is wrong. */
    record Row(String place, int line, List<String> columns) {
        String text(int column) {
            return columns.get(column).strip();
        }

        int number(int column, int least, int most) {
            try {
                int value = Integer.parseInt(text(column));
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw wrong("'" + text(column) + "' is not a number");
            }
            throw wrong("'" + text(column) + "' is not within " + least + " to " + most);
        }

        YochiException wrong(String what) {
            return new YochiException(
                    ErrorCode.SETTINGS,
                    place + " line " + line + ": " + what + "; the rules in use stay as they are until it is mended");
        }
    }

    private FactTable(String place, String version, List<Row> rows) {
        this.place = place;
        this.version = version;
        this.rows = rows;
    }

    /** The folder's table of that name, or the shipped one where the folder has none. */
    static FactTable read(String name, String header, Optional<Path> folder) {
        Optional<Path> own = folder.map(f -> f.resolve(name)).filter(Files::exists);
        try (Reader reader =
                own.isPresent() ? Files.newBufferedReader(own.get(), StandardCharsets.UTF_8) : shipped(name)) {
            return parse(own.map(Path::toString).orElse(name), header, new BufferedReader(reader));
        } catch (IOException e) {
            throw new YochiException(
                    ErrorCode.SETTINGS, own.map(Path::toString).orElse(name) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Reader shipped(String name) {
        var stream = FactTable.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("not on the class path: " + name);
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }

    private static FactTable parse(String place, String header, BufferedReader lines) throws IOException {
        String version = "";
        boolean headed = false;
        int columns = header.split(",", -1).length;
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            Row row = new Row(place, number, Arrays.asList(line.split(",", -1)));
            if (line.startsWith(VERSION)) {
                version = line.substring(VERSION.length()).split("[ .,;]", 2)[0];
            } else if (!line.isBlank() && !line.startsWith("#") && !headed) {
                if (!line.strip().equals(header)) {
                    throw row.wrong("the header must be " + header);
                }
                headed = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(checked(row, columns, rows.size()));
            }
        }
        if (version.isEmpty() || !headed) {
            throw new Row(place, number, List.of())
                    .wrong("a line '" + VERSION + "…' and the header " + header + " are needed");
        }
        return new FactTable(place, version, rows);
    }

    private static Row checked(Row row, int columns, int before) {
        if (row.columns().size() != columns) {
            throw row.wrong(row.columns().size() + " columns instead of " + columns);
        }
        if (before == MOST_ROWS) {
            throw row.wrong("more than " + MOST_ROWS + " rows");
        }
        return row;
    }

    String place() {
        return place;
    }

    String version() {
        return version;
    }

    List<Row> rows() {
        return rows;
    }
}
