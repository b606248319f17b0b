package yochi.node.border;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yochi.link.identity.OwnerOnlyFile;

/**
 * Every comparison with another node, asked, refused or made, one line each, for the operator and his auditor; written
 * before the first point leaves, and never shortened. A day's addresses are compared with one node once: two runs over
 * the same day would differ by what one side has added.
 */
public final class MeetingBook {
    private static final String BEGUN = "begun";

    private final Optional<Path> file;
    private final InstantSource clock;
    private final List<String> lines = new ArrayList<>();

    private MeetingBook(Optional<Path> file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** One that is forgotten with the process. */
    static MeetingBook inMemory(InstantSource clock) {
        return new MeetingBook(Optional.empty(), clock);
    }

    /** The book in that file. */
    public static MeetingBook open(Path file, InstantSource clock) {
        MeetingBook out = new MeetingBook(Optional.of(file), clock);
        if (Files.exists(file)) {
            out.lines.addAll(OwnerOnlyFile.journal(file));
        }
        return out;
    }

    /** Whether that day's addresses were compared with the node, were it only in part. */
    synchronized boolean compared(String peer, LocalDate day) {
        String about = " " + BEGUN + " " + peer + " " + day;
        return lines.stream().anyMatch(l -> l.endsWith(about));
    }

    void begun(String peer, LocalDate day) {
        write(BEGUN + " " + peer + " " + day);
    }

    void told(String peer, LocalDate day, IntersectionDesk.Told told) {
        String common = told.common().isPresent() ? Long.toString(told.common().getAsLong()) : "few";
        write("told " + peer + " " + day + " own=" + told.own() + " other=" + told.other() + " common=" + common);
    }

    void refused(String peer, LocalDate day, String why) {
        write("refused " + peer + " " + day + " why=" + why.replaceAll("\\s+", "_"));
    }

    private synchronized void write(String what) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        String line = now + " " + what;
        file.ifPresent(f -> OwnerOnlyFile.append(f, line));
        lines.add(line);
    }

    /** All lines, the oldest first. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
