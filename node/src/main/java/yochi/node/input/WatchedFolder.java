package yochi.node.input;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A folder into which sensors put finished files. A file is finished when it has not changed for a while, or at once
 * when it was seen under another name before: whoever renames has closed it. Files taken are remembered when their
 * results are out, so that a restart neither loses nor doubles one.
 */
public final class WatchedFolder {
    private static final int MOST_FILES = 100_000;
    private static final int MOST_TOLD = 1000;
    /** Files begun that are remembered, the newest: of an older one that is not yet taken too much may be told. */
    private static final int MOST_BEGUN = 20_000;
    /** A file that is not finished for so long may never be: a person is told. */
    private static final Duration LONG = Duration.ofHours(1);
    /** Names that programs give to what they have not finished. */
    private static final List<String> UNFINISHED = List.of(".part", ".partial", ".tmp", ".temp", "~");

    private final Path folder;
    private final long settledNanos;
    private final long longNanos;
    private final TakenFiles taken;
    private final Optional<TakenFiles> begun;
    private final Consumer<String> trouble;
    private final Set<String> told = new HashSet<>();
    private final Map<Long, TakenFiles.Mark> handedOut = new LinkedHashMap<>();
    private Map<String, Sight> sights = new HashMap<>();
    private long numbered;
    private boolean lost;
    private int stuck;

    /**
     * A file that is to be read.
     *
     * @param number under which this look at it is known here
     * @param written when its writer wrote to it last
     * @param again whether an earlier run began to read it
     */
    public record Finished(Path path, long number, Instant written, boolean again) {}

    /**
     * How a file looked.
     *
     * @param key what stays when it is renamed
     * @param since when it began to look so
     * @param first when it was first seen
     * @param finished whether it needs no further waiting
     * @param done whether it was handed out, or is not to be
     */
    private record Sight(
            long length, long modified, Object key, long since, long first, boolean finished, boolean done) {
        boolean same(Sight other) {
            return length == other.length && modified == other.modified && key.equals(other.key);
        }

        Sight over(boolean isDone) {
            return new Sight(length, modified, key, since, first, true, isDone);
        }
    }

    /**
     * Watches a folder, not those inside it.
     *
     * @param settled how long a finished file has not changed; longer than a writer pauses
     * @param memory file in which the files taken are remembered
     * @param trouble told what a person should know, each thing once
     */
    public WatchedFolder(Path folder, Duration settled, Path memory, Consumer<String> trouble) {
        this(folder, settled, memory, Optional.empty(), trouble);
    }

    /**
     * The same, which also knows which files an earlier run began to read.
     *
     * @param began file in which those are remembered
     */
    public WatchedFolder(
            Path folder, Duration settled, Path memory, Optional<Path> began, Consumer<String> trouble) {
        this.begun = began.map(file -> TakenFiles.open(file, MOST_BEGUN));
        this.folder = folder;
        this.settledNanos = settled.toNanos();
        this.longNanos = Math.max(LONG.toNanos(), 10 * settledNanos);
        this.taken = TakenFiles.open(memory);
        this.trouble = text -> {
            if (told.size() >= MOST_TOLD) {
                told.clear();
            }
            if (told.add(text)) {
                trouble.accept(text);
            }
        };
    }

    /**
     * Files that are finished and were not taken before, by name.
     *
     * @param now monotonic time
     */
    public List<Finished> finished(long now) {
        Optional<List<Path>> there = entries();
        if (there.isEmpty()) {
            return List.of(); // what was seen stays in mind: the folder may come back as it was
        }
        Map<String, Sight> seen = new HashMap<>();
        List<Finished> out = new ArrayList<>();
        stuck = 0;
        for (Path path : there.get()) {
            String name = path.getFileName().toString();
            Optional<Sight> found = look(path, now);
            if (found.isEmpty()) {
                continue;
            }
            Sight sight = found.get();
            boolean unfinished = name.startsWith(".") || UNFINISHED.stream().anyMatch(name::endsWith);
            boolean ready = !unfinished && sight.length > 0 && (sight.finished || now - sight.since >= settledNanos);
            if (!sight.done && ready) {
                sight = sight.over(take(path, sight, out));
            } else if (!sight.done && !name.startsWith(".") && sight.length > 0 && now - sight.first >= longNanos) {
                stuck++;
                trouble.accept(path + " has not been finished for more than an hour, and is not read before: "
                        + "rename it, or let its writer rotate");
            }
            seen.put(name, sight);
        }
        tellVanished(seen);
        sights = seen;
        return out;
    }

    private Optional<Sight> look(Path path, long now) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            Object key = Objects.requireNonNullElse(attributes.fileKey(), path);
            long modified = attributes.lastModifiedTime().toMillis();
            Sight before = sights.get(path.getFileName().toString());
            long first = before != null && !before.done ? before.first : now;
            Sight fresh = new Sight(attributes.size(), modified, key, now, first, false, false);
            if (before != null && before.same(fresh)) {
                return Optional.of(before);
            }
            boolean renamed = before == null && sights.values().stream().anyMatch(s -> s.key.equals(key));
            return Optional.of(renamed ? fresh.over(false) : fresh);
        } catch (IOException e) {
            return Optional.empty(); // gone again
        }
    }

    /** Hands the file out, unless its content is known under whatever name; false if it is to be looked at again. */
    private boolean take(Path path, Sight sight, List<Finished> out) {
        try {
            long length = sight.length;
            TakenFiles.Mark mark = TakenFiles.Mark.of(path, length);
            if (taken.contains(mark)) {
                return true;
            }
            if (taken.grew(path, length)) {
                trouble.accept(path + " has grown since it was taken; what was added is not read: wait longer "
                        + "(settled) or rename finished files");
                return true;
            }
            taken.put(mark);
            handedOut.put(++numbered, mark);
            out.add(new Finished(
                    path,
                    numbered,
                    Instant.ofEpochMilli(sight.modified),
                    begun.map(b -> b.contains(mark)).orElse(false)));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            stuck++;
            trouble.accept(path + " cannot be read (" + e.getClass().getSimpleName()
                    + "): mend its rights; it is tried again");
            return false;
        }
    }

    /** A file whose results are not out is needed once more if this program is killed now. */
    private void tellVanished(Map<String, Sight> seen) {
        if (handedOut.isEmpty() || seen.keySet().containsAll(sights.keySet())) {
            return;
        }
        Set<Object> keys = new HashSet<>();
        seen.values().forEach(s -> keys.add(s.key));
        Set<String> needed = new HashSet<>();
        handedOut.values().forEach(mark -> needed.add(mark.name()));
        sights.forEach((name, sight) -> {
            if (sight.done && !seen.containsKey(name) && needed.contains(name) && !keys.contains(sight.key)) {
                trouble.accept(folder.resolve(name)
                        + " was removed before its results were out: a kill before then would lose them; "
                        + "remove what the memory of taken files names");
            }
        });
    }

    private Optional<List<Path>> entries() {
        List<Path> out = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (out.size() == MOST_FILES) {
                    trouble.accept(folder + " holds more than " + MOST_FILES + " files; the others wait");
                    break;
                }
                out.add(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            if (!lost) {
                told.removeIf(text -> text.startsWith(folder + " can"));
            }
            lost = true;
            trouble.accept(folder + " cannot be read (" + e.getClass().getSimpleName()
                    + "): bring it back or mend its rights; it is looked for again");
            return Optional.empty();
        }
        if (lost) {
            lost = false;
            trouble.accept(folder + " can be read again");
        }
        out.sort(null);
        return Optional.of(out);
    }

    /** The file is about to be read: after a kill it is known that it was. */
    public void begins(Finished file) {
        TakenFiles.Mark mark = handedOut.get(file.number());
        if (begun.isPresent() && mark != null && !begun.get().contains(mark)) {
            begun.get().put(mark);
            begun.get().remember(List.of(mark), Set.of());
        }
    }

    /** Whether somebody is writing into the folder: a file that is not finished has changed within that time. */
    public boolean isWritten(Instant now, Duration within) {
        long since = now.minus(within).toEpochMilli();
        return sights.values().stream().anyMatch(s -> !s.done && s.length > 0 && s.modified >= since);
    }

    /** Whether the folder is away, or holds a file that cannot be read or never becomes finished. */
    public boolean troubled() {
        return lost || stuck > 0;
    }

    /** The file was gone before anything of it was read: if it comes back, it is taken. */
    public void giveBack(Finished file) {
        TakenFiles.Mark mark = handedOut.remove(file.number());
        if (mark != null) {
            taken.forget(mark);
            sights.computeIfPresent(mark.name(), (name, sight) -> sight.over(false));
        }
    }

    /** The results of all files handed out so far are out: no later run takes them again. */
    public void remember() {
        remember(List.copyOf(handedOut.keySet()));
    }

    /** The results of these are out. */
    public void remember(Collection<Long> numbers) {
        List<TakenFiles.Mark> marks = new ArrayList<>();
        numbers.forEach(number -> Optional.ofNullable(handedOut.get(number)).ifPresent(marks::add));
        taken.remember(marks, sights.keySet());
        handedOut.keySet().removeAll(Set.copyOf(numbers));
    }
}
