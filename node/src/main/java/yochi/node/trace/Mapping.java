package yochi.node.trace;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import yochi.link.config.Default;
import yochi.link.config.SettingsFile;

/**
 * A mapping file ({@code yochi.mapping/1}, docs/formats.md): what the fields of a log mean that Yochi has no reader of
 * its own for. A text names a field of the log, with points into objects; a text that begins with {@code =} is itself
 * the value.
 *
 * @param version {@code yochi.mapping/1}
 * @param name what the format is called; also the sensor's name where several are listed and the log names none
 * @param form how the log is written
 * @param comment lines that begin so are passed over
 * @param time when it happened
 * @param source who did it; of an amplification the victim, of a visit the page's server
 * @param kind what happened: a field whose values {@code kinds} explains, or a constant
 * @param otherwise what a value is that {@code kinds} does not explain
 * @param filters records that do not pass all of them are left out
 */
public record Mapping(
        String version,
        String name,
        Form form,
        @Default("") String comment,
        Clock time,
        Optional<String> source,
        Optional<String> destination,
        Optional<String> sensor,
        @Default("=tcp") String protocol,
        Optional<String> port,
        Optional<String> session,
        @Default("=connect") String kind,
        @Default("{}") Map<String, Kind> kinds,
        @Default("unknown") Kind otherwise,
        @Default("{}") Details details,
        @Default("[]") List<Filter> filters) {
    private static final String VERSION = "yochi.mapping/1";
    private static final String CONSTANT = "=";

    /** How a log is written. */
    public enum Form {
        /** Comma-separated, with a header line. */
        CSV,
        /** The same with semicolons. */
        SEMICOLONS,
        /** The same with tabulators. */
        TABS,
        /** A JSON object a line. */
        JSON_LINES
    }

    /** What a record can be. */
    public enum Kind {
        CONNECT,
        LOGIN_FAILED,
        LOGIN_SUCCEEDED,
        COMMAND,
        DOWNLOAD,
        REQUEST,
        EXPLOIT,
        CLOSE,
        AMPLIFICATION,
        VISIT,
        /** Not of a stranger: left out. */
        IGNORE,
        /** Kept by name, counted as a contact. */
        UNKNOWN
    }

    /**
     * Where and how the time stands.
     *
     * @param format {@code iso}, {@code seconds}, {@code millis}, {@code micros}, or a pattern such as
     *     {@code dd/MMM/yyyy:HH:mm:ss}
     * @param zone of times that name none
     * @param end where a record tells of a whole session: the field of its end, of the same format
     * @param duration likewise: the field that tells how many seconds it lasted
     */
    public record Clock(
            String field,
            @Default("iso") String format,
            @Default("UTC") String zone,
            Optional<String> end,
            Optional<String> duration) {
        public Clock {
            pattern(format, zone(zone));
            if (end.isPresent() && duration.isPresent()) {
                throw new IllegalArgumentException("time tells an end and a duration: name one of them");
            }
        }

        ZoneId zoneId() {
            return zone(zone);
        }

        /** How a time of its own form is read; empty for the forms that have a word. */
        Optional<DateTimeFormatter> pattern() {
            return pattern(format, zone(zone));
        }

        private static Optional<DateTimeFormatter> pattern(String format, ZoneId zone) {
            if (List.of("iso", "seconds", "millis", "micros").contains(format)) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        DateTimeFormatter.ofPattern(format, Locale.ENGLISH).withZone(zone));
            } catch (IllegalArgumentException | ClassCastException e) {
                // the JDK's reader of patterns casts what follows padding
                throw new IllegalArgumentException("time.format " + format + " is no pattern of a time", e);
            }
        }

        private static ZoneId zone(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("no time zone is called " + name, e);
            }
        }
    }

    /**
     * What is told of a record beyond who, when and where; each may be missing.
     *
     * @param failed number of log-ins refused, where a record counts them
     * @param successful number of log-ins let through, likewise
     * @param commands number of commands, likewise
     * @param command the line that was typed or handed over
     * @param url of a file fetched, or of a page visited
     * @param path of a web request
     * @param rule that names an exploit
     * @param requests number of requests to an amplifier
     * @param verdict of a visit: {@code malicious}, {@code benign}
     */
    public record Details(
            Optional<String> user,
            Optional<String> password,
            Optional<String> failed,
            Optional<String> successful,
            Optional<String> commands,
            Optional<String> command,
            Optional<String> url,
            Optional<String> hash,
            Optional<String> path,
            Optional<String> status,
            Optional<String> rule,
            Optional<String> requests,
            Optional<String> bytes,
            Optional<String> verdict) {
        private void each(Consumer<String> taking) {
            List.of(user, password, failed, successful, commands, url, hash).forEach(o -> o.ifPresent(taking));
            List.of(command, path, status, rule, requests, bytes, verdict).forEach(o -> o.ifPresent(taking));
        }
    }

    /**
     * Which records count.
     *
     * @param is the field is one of these; empty: whatever it is
     * @param isNot and none of these
     */
    public record Filter(
            String field,
            @Default("[]") List<String> is,
            @Default("[]") List<String> isNot) {
        public Filter {
            is = List.copyOf(is);
            isNot = List.copyOf(isNot);
        }

        boolean passes(String value) {
            return (is.isEmpty() || is.contains(value)) && !isNot.contains(value);
        }
    }

    public Mapping {
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("version is " + version + ", this program reads " + VERSION);
        }
        if (source.isEmpty() && !kind.equals("=visit")) {
            throw new IllegalArgumentException("source is missing: name the field that holds who did it");
        }
        filters = List.copyOf(filters);
        kinds = Map.copyOf(kinds);
    }

    /** Reads the file; every problem is told at once, with its line. */
    public static Mapping read(Path file) {
        return SettingsFile.read(file, Mapping.class);
    }

    static boolean constant(String text) {
        return text.startsWith(CONSTANT);
    }

    /** The fields of the log that it needs, in alphabetical order. */
    List<String> fields() {
        TreeSet<String> names = new TreeSet<>();
        Consumer<String> taking = text -> {
            if (!constant(text)) {
                names.add(text);
            }
        };
        taking.accept(time.field());
        List.of(time.end(), time.duration()).forEach(o -> o.ifPresent(taking));
        taking.accept(protocol);
        taking.accept(kind);
        List.of(source, destination, sensor, port, session).forEach(o -> o.ifPresent(taking));
        details.each(taking);
        filters.forEach(f -> taking.accept(f.field()));
        return List.copyOf(names);
    }
}
