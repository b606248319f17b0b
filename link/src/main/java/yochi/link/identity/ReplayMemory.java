package yochi.link.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ids of accepted messages until they expire, at most a fixed number; on disk if a file is given, so that a
 * restart does not open the door to replays. When it is full, new messages are refused rather than old ones forgotten.
 */
public final class ReplayMemory {
    private final int bound;
    private final Optional<Path> file;
    private final Map<String, Instant> expiries = new HashMap<>();

    private ReplayMemory(int bound, Optional<Path> file) {
        this.bound = bound;
        this.file = file;
    }

    /** A memory that ends with the process. */
    public static ReplayMemory inProcess(int bound) {
        return new ReplayMemory(bound, Optional.empty());
    }

    /** A memory kept in a file that only its owner can read. */
    public static ReplayMemory at(Path file, int bound) {
        ReplayMemory memory = new ReplayMemory(bound, Optional.of(file));
        if (Files.exists(file)) {
            OwnerOnlyFile.journal(file).forEach(line -> memory.read(file, line));
        }
        return memory;
    }

    private void read(Path source, String line) {
        int space = line.indexOf(' ');
        try {
            expiries.put(line.substring(space + 1), Instant.parse(line.substring(0, space)));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw OwnerOnlyFile.spoiled(source, line, e);
        }
    }

    enum Outcome {
        NEW,
        SEEN,
        FULL
    }

    synchronized Outcome remember(String id, Instant expires, Instant now) {
        if (expiries.containsKey(id)) {
            return Outcome.SEEN;
        }
        if (expiries.size() >= bound) {
            expiries.values().removeIf(end -> !end.isAfter(now));
            file.ifPresent(path -> OwnerOnlyFile.replace(path, lines()));
            if (expiries.size() >= bound) {
                return Outcome.FULL;
            }
        }
        file.ifPresent(path -> OwnerOnlyFile.append(path, expires + " " + id));
        expiries.put(id, expires);
        return Outcome.NEW;
    }

    private List<String> lines() {
        return expiries.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .sorted()
                .toList();
    }
}
