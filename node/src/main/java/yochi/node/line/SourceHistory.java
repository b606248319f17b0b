package yochi.node.line;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.OwnerOnlyFile;
import yochi.node.summary.SeenSources;

/**
 * Which sources a node has seen of late, in its own folder, closed to others: one file, written before each release is
 * committed and named after its last number, so that a kill at any point leaves the history that belongs to what was
 * released. Anything else is told and means that the history begins anew; never that all sources are new.
 */
final class SourceHistory {
    private static final Logger LOG = LoggerFactory.getLogger(SourceHistory.class);
    private static final String SUFFIX = ".yseen";
    /** The history speaks of so many days; a policy that lets no address lie for so long gets none on the disk. */
    private static final Duration NEEDED = Duration.ofDays(SeenSources.DAYS);

    private final Path folder;
    private final Optional<SeenSources> earlier;
    private boolean told;

    private SourceHistory(Path folder, Optional<SeenSources> earlier) {
        this.folder = folder;
        this.earlier = earlier;
    }

    /**
     * Takes up what belongs to the last release and deletes the rest.
     *
     * @param committed number of the last release; 0 before the first
     */
    static SourceHistory open(Path folder, long committed) {
        OwnerOnlyFile.folder(folder);
        Optional<SeenSources> found = Optional.empty();
        for (Path file : files(folder)) {
            if (file.equals(file(folder, committed))) {
                found = read(file);
            } else {
                delete(file);
            }
        }
        return new SourceHistory(folder, found);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, "history " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Optional<SeenSources> read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Optional.of(SeenSources.read(in));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "event=history.unreadable file={} why=\"{}\" "
                            + "remedy=\"none needed: new sources are told again after seven days\"",
                    file.getFileName(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** What an earlier run saw. */
    Optional<SeenSources> earlier() {
        return earlier;
    }

    /**
     * The first policy asks for new sources: says so if nobody knows who came before.
     *
     * @param committed number of the last release; 0 before the first
     */
    void wanted(long committed) {
        if (earlier.isEmpty() && committed > 0 && !told) {
            told = true;
            LOG.warn("event=history.unknown why=\"there is none that belongs to the last release\" "
                    + "remedy=\"none needed: new sources are told again after seven days\"");
        }
    }

    /** Writes what was seen up to a release, before its commit; nothing where addresses must not lie for so long. */
    void write(Optional<SeenSources> seen, long number, Duration retention) {
        if (seen.isEmpty() || retention.compareTo(NEEDED) < 0) {
            return;
        }
        Path part = folder.resolve("next.part");
        try {
            Files.deleteIfExists(part);
            try (FileChannel channel = FileChannel.open(
                            part,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                seen.get().write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file(folder, number), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("event=history.unwritten why=\"{}\" remedy=\"make room on the disk\"", e.getMessage());
        }
    }

    /** The release of that number is committed: the history before it goes. */
    void keep(long number) {
        Path current = file(folder, number);
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> !file.equals(current)).toList().forEach(SourceHistory::delete);
        } catch (IOException e) {
            LOG.warn("event=history.unlisted why=\"{}\"", e.getMessage());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("event=history.undeleted file={} why=\"{}\"", file.getFileName(), e.getMessage());
        }
    }

    private static Path file(Path folder, long number) {
        return folder.resolve(String.format("%016d%s", number, SUFFIX));
    }
}
