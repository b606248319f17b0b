package yochi.member.mitigation;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yochi.core.model.ErrorCode;
import yochi.core.model.Mitigation;
import yochi.core.model.YochiException;
import yochi.link.config.ByteSize;
import yochi.link.config.Default;

/**
 * A back-end that only writes down what it would do, one line a change, for trying and for drills. What is in force is
 * read from the file, never from memory; a rule whose lease has ended is not in force even if its keeper died. A file
 * that is full becomes an older one, and the new one begins with the rules in force.
 */
public final class LogBackEnd implements BackEnd {
    /**
     * How much is kept.
     *
     * @param size of one file, at which the next begins; a change is a line of about 250 bytes
     * @param files kept, the one written to among them; the oldest goes first
     */
    public record Bound(@Default("1MiB") ByteSize size, @Default("8") int files) {
        public Bound {
            if (size.bytes() < 1024 || files < 2 || files > 1000) {
                throw new IllegalArgumentException(
                        "a rule log has at least 1KiB a file and 2 to 1000 files, not " + size + " and " + files);
            }
        }

        /** About 32,000 changes. */
        public static Bound usual() {
            return new Bound(ByteSize.parse("1MiB"), 8);
        }
    }

    private final LineFiles files;
    private final InstantSource clock;

    /** With the usual bound. */
    public LogBackEnd(Path file, InstantSource clock) {
        this(file, Bound.usual(), clock);
    }

    public LogBackEnd(Path file, Bound bound, InstantSource clock) {
        this.files = new LineFiles(file, bound.size().bytes(), bound.files());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public synchronized void activate(Mitigation rule) {
        write(clock.instant() + " activate " + RuleText.print(rule));
    }

    @Override
    public synchronized void withdraw(String id) {
        if (readBack().stream().anyMatch(rule -> rule.id().equals(id))) {
            write(clock.instant() + " withdraw id=" + id);
        }
    }

    private void write(String line) {
        files.append(line, this::standing);
    }

    @Override
    public synchronized List<Mitigation> readBack() {
        return standing().stream().map(this::rule).toList();
    }

    /** The lines that put in force what still is. */
    private List<String> standing() {
        Map<String, String> activated = new LinkedHashMap<>();
        for (String line : files.lines()) {
            String[] parts = line.split(" ", 4);
            if (parts.length < 3 || !parts[2].startsWith("id=")) {
                throw noRule(line);
            }
            activated.remove(parts[2]);
            if (parts[1].equals("activate")) {
                activated.put(parts[2], line);
            }
        }
        Instant now = clock.instant();
        return activated.values().stream()
                .filter(line -> since(line).plus(rule(line).lease()).isAfter(now))
                .toList();
    }

    private Instant since(String line) {
        try {
            return Instant.parse(line.substring(0, line.indexOf(' ')));
        } catch (DateTimeException e) {
            throw noRule(line);
        }
    }

    private Mitigation rule(String line) {
        try {
            return RuleText.parse(line.split(" ", 3)[2]);
        } catch (IllegalArgumentException e) {
            throw noRule(line);
        }
    }

    private YochiException noRule(String line) {
        return new YochiException(ErrorCode.INPUT_UNREADABLE, files + " holds a line that is no change: " + line);
    }
}
