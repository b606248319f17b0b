package yochi.node.input;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    /** Names that programs give to what they have not finished. */
    private static final List<String> UNFINISHED = List.of(".part", ".partial", ".tmp", ".temp", "~");

    private final Path folder;
    private final long settledNanos;
    private final TakenFiles taken;
    private final Consumer<String> trouble;
    private final Set<String> told = new HashSet<>();
    private final List<TakenFiles.Mark> handedOut = new ArrayList<>();
    private Map<String, Sight> sights = new HashMap<>();

    /**
     * How a file looked.
     *
     * @param key what stays when it is renamed
     * @param since when it began to look so
     * @param finished whether it needs no further waiting
     * @param done whether it was handed out, or is not to be
     */
    private record Sight(long length, long modified, Object key, long since, boolean finished, boolean done) {
        boolean same(Sight other) {
            return length == other.length && modified == other.modified && key.equals(other.key);
        }

        Sight with(long time, boolean isFinished, boolean isDone) {
            return new Sight(length, modified, key, time, isFinished, isDone);
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
        this.folder = folder;
        this.settledNanos = settled.toNanos();
        this.taken = TakenFiles.open(memory);
        this.trouble = text -> {
            if (told.size() < MOST_TOLD && told.add(text)) {
                trouble.accept(text);
            }
        };
    }

    /**
     * Files that are finished and were not taken before, by name.
     *
     * @param now monotonic time
     */
    public List<Path> finished(long now) {
        Map<String, Sight> seen = new HashMap<>();
        List<Path> out = new ArrayList<>();
        for (Path path : entries()) {
            String name = path.getFileName().toString();
            Optional<Sight> found = look(path, now);
            if (found.isEmpty()) {
                continue;
            }
            Sight sight = found.get();
            boolean unfinished = name.startsWith(".") || UNFINISHED.stream().anyMatch(name::endsWith);
            boolean ready = sight.finished || now - sight.since >= settledNanos;
            if (!unfinished && !sight.done && ready) {
                if (take(path, sight.length)) {
                    out.add(path);
                }
                sight = sight.with(sight.since, true, true);
            }
            seen.put(name, sight);
        }
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
            Sight fresh = new Sight(attributes.size(), modified, key, now, false, false);
            Sight before = sights.get(path.getFileName().toString());
            if (before != null && before.same(fresh)) {
                return Optional.of(before);
            }
            boolean renamed = before == null && sights.values().stream().anyMatch(s -> s.key.equals(key));
            return Optional.of(fresh.with(now, renamed, false));
        } catch (IOException e) {
            return Optional.empty(); // gone again
        }
    }

    /** Whether the file is to be read; known content is not, under whatever name. */
    private boolean take(Path path, long length) {
        try {
            TakenFiles.Mark mark = TakenFiles.Mark.of(path, length);
            if (taken.contains(mark)) {
                return false;
            }
            if (taken.grew(path, length)) {
                trouble.accept(path + " has grown since it was taken; what was added is not read: wait longer "
                        + "(--settled) or rename finished files");
                return false;
            }
            taken.put(mark);
            handedOut.add(mark);
            return true;
        } catch (IOException e) {
            trouble.accept(path + " cannot be read: " + e.getMessage());
            return false;
        }
    }

    private List<Path> entries() {
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
            trouble.accept(folder + " cannot be read: " + e.getMessage());
        }
        out.sort(null);
        return out;
    }

    /** The results of all files handed out so far are out: no later run takes them again. */
    public void remember() {
        taken.remember(handedOut);
        handedOut.clear();
    }
}
