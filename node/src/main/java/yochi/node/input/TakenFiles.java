package yochi.node.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yochi.link.identity.Sha256;

/**
 * The files that were taken, on disk, so that a restart takes none twice. A file is known by its length and its first
 * and last 64 KiB, not by its name, which rotation changes. One line a file: length, digest, name; a torn last line is
 * as if it were not there.
 */
final class TakenFiles {
    private static final int ENDS = 1 << 16;
    private static final int PARTS = 3;
    /** Files remembered: beyond, the oldest that lie in the folder no more are forgotten. */
    private static final int MOST = 200_000;

    private final Path file;
    private final int most;
    /** Content of the files that were taken and whose results are not out. */
    private final Set<String> open = new HashSet<>();
    private final Map<String, Mark> byContent = new LinkedHashMap<>();
    private final Map<String, Mark> byName = new HashMap<>();

    /**
     * What a file is known by.
     *
     * @param length in bytes
     * @param digest SHA-256 of the first and the last 64 KiB
     */
    record Mark(long length, String digest, String name) {
        static Mark of(Path path, long length) throws IOException {
            return new Mark(length, TakenFiles.digest(path, length), path.getFileName().toString());
        }

        private String content() {
            return length + " " + digest;
        }
    }

    private TakenFiles(Path file, int most) {
        this.file = file;
        this.most = most;
    }

    /** Reads what an earlier run remembered, if there was one. */
    static TakenFiles open(Path file) {
        return open(file, MOST);
    }

    /** The same with another bound. */
    static TakenFiles open(Path file, int most) {
        TakenFiles taken = new TakenFiles(file, most);
        if (!Files.exists(file)) {
            return taken;
        }
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.map(line -> line.split(" ", PARTS))
                    .filter(parts -> parts.length == PARTS && parts[0].matches("\\d{1,18}"))
                    .forEach(parts -> taken.keep(new Mark(Long.parseLong(parts[0]), parts[1], parts[2])));
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(Mark mark) {
        return byContent.containsKey(mark.content());
    }

    /** Whether a file of that name was taken when it was shorter and began as this one does. */
    boolean grew(Path path, long length) throws IOException {
        Optional<Mark> earlier = Optional.ofNullable(byName.get(path.getFileName().toString()));
        return earlier.isPresent()
                && earlier.get().length() < length
                && digest(path, earlier.get().length()).equals(earlier.get().digest());
    }

    /** Takes note for this run. */
    void put(Mark mark) {
        keep(mark);
        open.add(mark.content());
    }

    private void keep(Mark mark) {
        byContent.put(mark.content(), mark);
        byName.put(mark.name(), mark);
    }

    /** As if it had not been taken. */
    void forget(Mark mark) {
        open.remove(mark.content());
        byContent.remove(mark.content());
        byName.remove(mark.name(), mark);
    }

    /**
     * Takes note for ever: returns only when it is on the disk.
     *
     * @param lying names of the files that lie in the folder, which are not forgotten even beyond the bound
     */
    void remember(Collection<Mark> marks, Set<String> lying) {
        try {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                channel.position(endOfWholeLines(channel));
                write(channel, marks);
            }
            marks.forEach(mark -> open.remove(mark.content()));
            if (byContent.size() > most && pruned(lying)) {
                rewrite();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the older half, but what lies in the folder or has no result yet. */
    private boolean pruned(Set<String> lying) {
        int before = byContent.size();
        Iterator<Mark> eldest = byContent.values().iterator();
        for (int left = before - most / 2; left > 0 && eldest.hasNext(); left--) {
            Mark mark = eldest.next();
            if (!lying.contains(mark.name()) && !open.contains(mark.content())) {
                eldest.remove();
                byName.remove(mark.name(), mark);
            }
        }
        return byContent.size() < before;
    }

    private void rewrite() throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(
                    channel,
                    byContent.values().stream()
                            .filter(mark -> !open.contains(mark.content()))
                            .toList());
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(FileChannel channel, Collection<Mark> marks) throws IOException {
        StringBuilder text = new StringBuilder();
        marks.forEach(m -> text.append(m.content()).append(' ').append(m.name().replace('\n', '?')).append('\n'));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.truncate(channel.position());
        channel.force(true);
    }

    /** A crash may have left a piece of a line at the end. */
    private static long endOfWholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            channel.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    private static String digest(Path path, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            MessageDigest digest = Sha256.fresh();
            digest.update(read(channel, 0, Math.min(ENDS, length)));
            digest.update(read(channel, Math.max(0, length - ENDS), length));
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        int n = 0;
        while (n >= 0 && bytes.hasRemaining()) {
            n = channel.read(bytes, from + bytes.position());
        }
        return bytes.flip();
    }
}
