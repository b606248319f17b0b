package yochi.node.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.OwnerOnlyFile;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.WindowCodec;

/**
 * The released windows that are still here for extraction: in memory, and in the node's own folder, closed to others,
 * so that a restart forgets none. They hold addresses and never leave the node; the policy says how long they stay.
 */
final class KeptWindows {
    private static final Logger LOG = LoggerFactory.getLogger(KeptWindows.class);
    private static final String SUFFIX = ".ywin";

    private final Path folder;
    private final int most;
    private final NavigableMap<Long, ClosedWindow> windows = new TreeMap<>();
    private final IdentityHashMap<ClosedWindow, String> earlier = new IdentityHashMap<>();
    private long unreadable;
    private long unwritten;

    private KeptWindows(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /**
     * Takes up what an earlier run kept; a file that cannot be read is told, counted and left out.
     *
     * @param most windows kept
     * @param committed number of the last release that was committed: later ones are made again
     */
    static KeptWindows open(Path folder, int most, long committed) {
        OwnerOnlyFile.folder(folder);
        KeptWindows out = new KeptWindows(folder, most);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                out.takeUp(file, committed);
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, "kept windows " + folder + ": " + e.getMessage(), e);
        }
        return out;
    }

    private void takeUp(Path file, long committed) throws IOException {
        String name = file.getFileName().toString();
        try {
            long number = name.endsWith(SUFFIX)
                    ? Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))
                    : Long.MAX_VALUE;
            if (number > committed) {
                Files.delete(file);
            } else {
                WindowCodec.Kept kept = WindowCodec.decode(Files.readAllBytes(file));
                windows.put(number, kept.window());
                earlier.put(kept.window(), kept.policyDigest());
            }
        } catch (IllegalArgumentException e) {
            unreadable++;
            LOG.warn(
                    "event=kept.unreadable file={} why=\"{}\" remedy=\"delete it; extraction goes without\"",
                    name,
                    e.getMessage());
        }
    }

    /** Writes windows down before their release is committed, numbered from {@code first} on. */
    synchronized void write(List<ClosedWindow> released, long first, String policyDigest) {
        if (most == 0) {
            return;
        }
        for (int i = 0; i < released.size(); i++) {
            try {
                write(file(first + i), WindowCodec.encode(new WindowCodec.Kept(released.get(i), policyDigest)));
            } catch (IOException e) {
                unwritten++;
                LOG.warn("event=kept.unwritten why=\"{}\" remedy=\"make room on the disk\"", e.getMessage());
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel out = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The release is committed: its windows are here from now on, and those beyond the bounds go. */
    synchronized void keep(List<ClosedWindow> released, long first, Duration retention) {
        for (int i = 0; i < released.size(); i++) {
            windows.put(first + i, released.get(i));
        }
        long oldest = windows.values().stream()
                        .mapToLong(w -> w.window().endSecond())
                        .max()
                        .orElse(0)
                - retention.toSeconds();
        List<Long> going = new ArrayList<>();
        for (Map.Entry<Long, ClosedWindow> e : windows.entrySet()) {
            boolean tooMany = windows.size() - going.size() > most;
            if (tooMany || e.getValue().window().endSecond() <= oldest) {
                going.add(e.getKey());
            }
        }
        going.forEach(this::drop);
    }

    private void drop(long number) {
        ClosedWindow gone = windows.remove(number);
        if (gone != null) {
            earlier.remove(gone);
        }
        try {
            Files.deleteIfExists(file(number));
        } catch (IOException e) {
            LOG.warn("event=kept.undeleted file={} why=\"{}\"", file(number).getFileName(), e.getMessage());
        }
    }

    private Path file(long number) {
        return folder.resolve(String.format("%016d%s", number, SUFFIX));
    }

    /** What an earlier run released, with the digests of the policies it did so under. */
    Map<ClosedWindow, String> earlier() {
        return earlier;
    }

    /** All that are here, in the order of their release. */
    synchronized List<ClosedWindow> all() {
        return List.copyOf(windows.values());
    }

    /** Files of earlier runs that could not be read. */
    synchronized long unreadable() {
        return unreadable;
    }

    /** Windows that are in memory only, since the disk refused them. */
    synchronized long unwritten() {
        return unwritten;
    }
}
