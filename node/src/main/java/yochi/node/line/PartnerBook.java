package yochi.node.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.OffenderReport;
import yochi.core.model.YochiException;
import yochi.link.identity.OwnerOnlyFile;
import yochi.link.wire.OffenderReportCodec;
import yochi.node.border.PartnerNotices;

/**
 * What partners told this node of machines of its country, and how many machines of other countries it told them, in
 * two files of its own directory that nobody else can read: the node writes one, its operator's acknowledgements stand
 * in the other. Addresses are kept for {@code KEPT}.
 */
public final class PartnerBook {
    /** As long as the centre keeps those of home in its notices. */
    static final Duration KEPT = Duration.ofDays(30);
    /** How long is known how many were told. */
    private static final int DAYS = 400;
    /** Characters of all reports: what comes beyond stays with the centre until there is room. */
    private static final long MOST_CHARS = 64L << 20;

    private static final int MOST_REFUSED = 10_000;
    private static final Duration FORGET_EVERY = Duration.ofHours(6);
    private static final String REPORT = "report";
    private static final String REFUSED = "refused";
    private static final String TOLD = "told";

    private final Path file;
    private final Path said;
    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<Line> told = new ArrayList<>();
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private long chars;
    private Instant forgotten = Instant.MIN;

    /** A report of a partner, by whom it came and when. */
    public record Report(Instant received, String from, OffenderReport report) {
        /** By which it is acknowledged: number of the sender's and who it was. */
        public String key() {
            return report.node() + "/" + report.sequence();
        }
    }

    /** A parcel that was not taken. */
    public record Refused(Instant at, String from, String why) {}

    /** Machines of one country proven on one day, and the node that was told; absent where the country has none. */
    public record Line(LocalDate day, Country country, Optional<String> to, int machines) {}

    /** A person has seen a report. */
    public record Seen(Instant at, String by) {}

    private PartnerBook(Path folder) {
        file = folder.resolve("book");
        said = folder.resolve("acknowledged");
    }

    /** Where a node with that directory keeps it. */
    public static Path folder(Path directory) {
        return directory.resolve("partners");
    }

    /** Opens the book for writing, and forgets what is too old. */
    static PartnerBook open(Path folder, Instant now) {
        OwnerOnlyFile.folder(folder);
        PartnerBook book = new PartnerBook(folder);
        if (Files.exists(book.file)) {
            OwnerOnlyFile.journal(book.file).forEach(book::readOrFail);
        }
        book.forget(now);
        return book;
    }

    /** Reads the book of a node that may be running; its last line may still be being written. */
    public static PartnerBook read(Path folder) {
        PartnerBook book = new PartnerBook(folder);
        if (Files.exists(book.file)) {
            lines(book.file).forEach(book::readOrFail);
        }
        book.readSeen();
        return book;
    }

    private static List<String> lines(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void readOrFail(String line) {
        try {
            read(line.split(" ", 5), line.length());
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException | YochiException e) {
            throw OwnerOnlyFile.spoiled(
                    file, line.substring(0, Math.min(60, line.length())), new IllegalArgumentException(e));
        }
    }

    private void read(String[] f, int length) {
        switch (f[0]) {
            case REPORT -> {
                OffenderReport report =
                        OffenderReportCodec.decode(Base64.getDecoder().decode(f[3]));
                put(new Report(Instant.parse(f[1]), f[2], report), length);
            }
            case REFUSED -> refused.add(new Refused(Instant.parse(f[1]), f[2], f[3].replace('_', ' ')));
            case TOLD ->
                told.add(new Line(
                        LocalDate.parse(f[1]),
                        new Country(f[2]),
                        Optional.of(f[3]).filter(to -> !to.equals("-")),
                        Integer.parseInt(f[4])));
            default -> throw new IllegalArgumentException("a line that is no " + REPORT);
        }
    }

    private void put(Report report, int length) {
        if (reports.put(report.key(), report) == null) {
            chars += length;
        }
    }

    private static String line(Report r) {
        return REPORT + " " + r.received() + " " + r.from() + " "
                + Base64.getEncoder().encodeToString(OffenderReportCodec.encode(r.report()));
    }

    private static String line(Refused r) {
        return REFUSED + " " + r.at() + " " + r.from() + " " + r.why().replaceAll("\\s", "_");
    }

    private static String line(Line l) {
        return TOLD + " " + l.day() + " " + l.country().code() + " " + l.to().orElse("-") + " " + l.machines();
    }

    private void forget(Instant now) {
        forgotten = now;
        reports.values().removeIf(r -> r.received().isBefore(now.minus(KEPT)));
        refused.removeIf(r -> r.at().isBefore(now.minus(KEPT)));
        LocalDate oldest = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
        told.removeIf(l -> l.day().isBefore(oldest));
        List<String> all = new ArrayList<>();
        reports.values().forEach(r -> all.add(line(r)));
        chars = all.stream().mapToLong(String::length).sum();
        refused.forEach(r -> all.add(line(r)));
        told.forEach(l -> all.add(line(l)));
        OwnerOnlyFile.replace(file, all);
    }

    private void write(String line, Instant now) {
        OwnerOnlyFile.append(file, line);
        if (now.isAfter(forgotten.plus(FORGET_EVERY))) {
            forget(now);
        }
    }

    /** Whether another report can be kept. */
    synchronized boolean hasRoom(Instant now) {
        if (chars >= MOST_CHARS && now.isAfter(forgotten.plus(FORGET_EVERY))) {
            forget(now);
        }
        return chars < MOST_CHARS;
    }

    /** Keeps a report, on the disk when it returns; false where it was there. */
    synchronized boolean keep(Report report, Instant now) {
        if (reports.containsKey(report.key())) {
            return false;
        }
        String line = line(report);
        put(report, line.length());
        write(line, now);
        return true;
    }

    synchronized void refuse(Refused one) {
        if (refused.size() < MOST_REFUSED) {
            refused.add(one);
            write(line(one), one.at());
        }
    }

    synchronized void told(LocalDate day, PartnerNotices.Line line) {
        Line one = new Line(day, line.country(), line.to(), line.machines());
        told.add(one);
        OwnerOnlyFile.append(file, line(one));
    }

    /** Reports, the oldest first. */
    public synchronized List<Report> reports() {
        return List.copyOf(reports.values());
    }

    public synchronized List<Refused> refused() {
        return List.copyOf(refused);
    }

    public synchronized List<Line> told() {
        return List.copyOf(told);
    }

    /** Who has seen the report, if somebody has. */
    public synchronized Optional<Seen> seen(Report report) {
        return Optional.ofNullable(seen.get(report.key()));
    }

    /** Looks again what the operator has acknowledged; gives the keys of reports that are still here. */
    synchronized List<String> acknowledged() {
        readSeen();
        return seen.keySet().stream().filter(reports::containsKey).toList();
    }

    private void readSeen() {
        if (!Files.exists(said)) {
            return;
        }
        for (String line : lines(said)) {
            String[] f = line.split(" ", 3);
            try {
                seen.putIfAbsent(f[1], new Seen(Instant.parse(f[0]), f[2]));
            } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw OwnerOnlyFile.spoiled(said, line, new IllegalArgumentException(e));
            }
        }
    }

    /** A person acknowledges a report, for the node to tell the centre and nobody else; false where it was before. */
    public synchronized boolean acknowledge(Report report, String by, Instant now) {
        if (seen.containsKey(report.key())) {
            return false;
        }
        String who = by.strip().replaceAll("\\s+", " ");
        OwnerOnlyFile.append(said, now + " " + report.key() + " " + who);
        seen.put(report.key(), new Seen(now, who));
        return true;
    }
}
