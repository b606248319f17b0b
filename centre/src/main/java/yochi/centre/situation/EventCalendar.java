package yochi.centre.situation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import yochi.analysis.victim.PublicEvents;
import yochi.core.model.EventLog;

/**
 * The calendar of scheduled public events, a row a state and event (docs/formats.md): the one shipped, or the
 * operator's file, which is read again when it has changed. A row that cannot be used is told with its line and what to
 * do, and the others hold.
 */
public final class EventCalendar {
    /** The first line that is no comment. */
    static final String COLUMNS = "region,from,until,kind,event,known,source";

    /** More is no calendar. */
    static final int MOST_BYTES = 1 << 20;

    private static final String SHIPPED = "public-events.csv";
    private static final int FIELDS = 7;

    private final Optional<Path> file;
    private final EventLog log;
    private String seen;
    private Read read;

    /**
     * What a text holds.
     *
     * @param problems one sentence each, with the line and a remedy
     */
    public record Read(List<PublicEvents.Event> events, List<String> problems) {
        public Read {
            events = List.copyOf(events);
            problems = List.copyOf(problems);
        }
    }

    private EventCalendar(Optional<Path> file, Optional<String> text, EventLog log) {
        this.file = file;
        this.log = log;
        seen = text.orElse("");
        read = told(text.map(t -> parse(name(), t))
                .orElseGet(() -> new Read(
                        List.of(),
                        List.of(name() + " cannot be read, or is larger than " + MOST_BYTES
                                + " bytes; put the calendar there (docs/formats.md)"))));
    }

    /** The one that comes with the program. */
    public static EventCalendar shipped() {
        try (InputStream in = Objects.requireNonNull(EventCalendar.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return new EventCalendar(
                    Optional.empty(),
                    Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)),
                    EventLog.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operator's own, instead of the one shipped. */
    static EventCalendar of(Path file, EventLog log) {
        return new EventCalendar(Optional.of(file), text(file), log);
    }

    /** The operator's own, where there is one, else the one shipped. */
    public static EventCalendar of(Optional<Path> file, EventLog log) {
        return file.map(own -> of(own, log)).orElseGet(EventCalendar::shipped);
    }

    /** What holds now; a file that cannot be read leaves what held before. */
    public synchronized Read current() {
        Optional<String> text = file.flatMap(EventCalendar::text);
        if (text.isPresent() && !text.get().equals(seen)) {
            seen = text.get();
            read = told(parse(name(), seen));
        }
        return read;
    }

    private Read told(Read fresh) {
        fresh.problems().forEach(why -> log.mark("calendar.row", name(), Map.of("why", why)));
        return fresh;
    }

    private String name() {
        return file.map(f -> String.valueOf(f.getFileName())).orElse(SHIPPED);
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.size(file) > MOST_BYTES ? Optional.empty() : Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a calendar.
     *
     * @param name as it stands in problems
     */
    static Read parse(String name, String text) {
        List<PublicEvents.Event> events = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        boolean columns = false;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            String place = name + ", line " + (at + 1) + ": ";
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!columns) {
                if (!line.equals(COLUMNS)) {
                    problems.add(place + "the columns are not " + COLUMNS + "; put them above the rows");
                    break;
                }
                columns = true;
                continue;
            }
            try {
                events.add(event(line.split(",", FIELDS)));
            } catch (IllegalArgumentException e) {
                problems.add(place + e.getMessage());
            }
        }
        return new Read(events, problems);
    }

    private static PublicEvents.Event event(String[] fields) {
        if (fields.length < FIELDS) {
            throw new IllegalArgumentException(
                    fields.length + " fields; write " + COLUMNS + ", no comma within a field but the last");
        }
        String region = fields[0].strip();
        if (!region.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException(region + " is no state; write its two letters (ISO 3166-1), like JP");
        }
        for (int field = 3; field < FIELDS; field++) {
            if (fields[field].isBlank()) {
                throw new IllegalArgumentException(
                        "the field " + COLUMNS.split(",", FIELDS)[field] + " is empty; fill it");
            }
        }
        LocalDate until = day(fields[2]);
        LocalDate known = day(fields[5]);
        if (known.isAfter(until)) {
            throw new IllegalArgumentException("known on " + known + ", after the event, so it can never be used;"
                    + " write the day on which its date was public");
        }
        return new PublicEvents.Event(
                region, day(fields[1]), until, fields[3].strip(), fields[4].strip(), known);
    }

    private static LocalDate day(String field) {
        try {
            return LocalDate.parse(field.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(field.strip() + " is no day; write it like 2026-11-22", e);
        }
    }
}
