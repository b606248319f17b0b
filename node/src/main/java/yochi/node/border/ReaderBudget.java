package yochi.node.border;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import yochi.link.identity.OwnerOnlyFile;

/**
 * How many questions each reader has asked within the hour, written down before the answer is made, so that neither a
 * restart nor a crash gives anybody new questions. A journal that cannot be read leaves no questions for an hour.
 */
public final class ReaderBudget {
    static final Duration SPAN = Duration.ofHours(1);
    private static final int MOST = 100_000;
    private static final int FIELDS = 3;

    private final Optional<Path> journal;
    private final InstantSource clock;
    private final Duration span;
    private final List<Asked> asked = new ArrayList<>();
    private int written;
    private Instant closedUntil = Instant.MIN;

    /** One question. */
    private record Asked(Instant at, String reader, String id) {
        static Asked parse(String line) {
            String[] f = line.split(" ", -1);
            if (f.length != FIELDS) {
                throw new IllegalArgumentException("no question: " + line);
            }
            return new Asked(Instant.ofEpochSecond(Long.parseLong(f[0])), f[1], f[2]);
        }

        String line() {
            return at.getEpochSecond() + " " + reader + " " + id;
        }
    }

    private ReaderBudget(Optional<Path> journal, InstantSource clock, Duration span) {
        this.journal = journal;
        this.clock = clock;
        this.span = span;
    }

    /** One that is forgotten with the process. */
    public static ReaderBudget inMemory(InstantSource clock) {
        return new ReaderBudget(Optional.empty(), clock, SPAN);
    }

    /** Takes up what was asked before. */
    public static ReaderBudget open(Path journal, InstantSource clock) {
        return open(journal, clock, SPAN);
    }

    /** The same with another span than an hour. */
    public static ReaderBudget open(Path journal, InstantSource clock, Duration span) {
        ReaderBudget out = new ReaderBudget(Optional.of(journal), clock, span);
        if (Files.exists(journal)) {
            try {
                OwnerOnlyFile.journal(journal).forEach(line -> out.asked.add(Asked.parse(line)));
            } catch (IllegalArgumentException e) {
                out.asked.clear();
                out.closedUntil = clock.instant().plus(span);
            }
            out.forget(clock.instant());
            OwnerOnlyFile.replace(journal, out.asked.stream().map(Asked::line).toList());
            out.written = out.asked.size();
        }
        return out;
    }

    /** What is left after this question; empty if there was none left, and then it does not count. */
    synchronized OptionalInt spend(String reader, String id, int most) {
        Instant now = clock.instant();
        forget(now);
        int left = left(reader, most);
        if (left == 0 || asked.size() >= MOST) {
            return OptionalInt.empty();
        }
        Asked question = new Asked(now, reader, oneWord(id));
        journal.ifPresent(file -> write(file, question));
        asked.add(question);
        return OptionalInt.of(left - 1);
    }

    private void write(Path file, Asked question) {
        if (written > 2 * asked.size() + 1000) {
            OwnerOnlyFile.replace(file, asked.stream().map(Asked::line).toList());
            written = asked.size();
        }
        OwnerOnlyFile.append(file, question.line());
        written++;
    }

    /** Questions that the reader may still ask within the hour. */
    synchronized int left(String reader, int most) {
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return 0;
        }
        Instant ago = now.minus(span);
        long spent = asked.stream()
                .filter(a -> a.reader.equals(reader) && a.at.isAfter(ago))
                .count();
        return (int) Math.max(0, most - spent);
    }

    /** Whether the reader's question was charged within the hour. */
    synchronized boolean known(String reader, String id) {
        return asked.stream().anyMatch(a -> a.reader.equals(reader) && a.id.equals(oneWord(id)));
    }

    private static String oneWord(String id) {
        return id.replaceAll("\\s", "_");
    }

    /** Times ahead of the clock stay: a clock set back gives nobody new questions. */
    private void forget(Instant now) {
        asked.removeIf(a -> !a.at.isAfter(now.minus(span)));
    }
}
