package yochi.node.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.node.onset.OnsetWatch;

/**
 * The onset watch of a running node, and the file that keeps what its scores usually are over a restart. No address is
 * in it, and so what needs addresses is lost: which sources were seen, which group is which (numbers are never given
 * again), the campaigns of the running day. Without the file p-values are the analytic ones until there is history.
 */
final class OnsetScores {
    private static final Logger LOG = LoggerFactory.getLogger(OnsetScores.class);
    /** Fourteen days of five detectors are below 200 kB. */
    private static final long MOST_BYTES = 1 << 22;

    private final Path file;
    private final OnsetWatch watch;

    private OnsetScores(Path file, OnsetWatch watch) {
        this.file = file;
        this.watch = watch;
    }

    /** Takes up what an earlier run left; what cannot be used is told, and means that learning begins anew. */
    static OnsetScores open(Path file, long secret) {
        OnsetWatch watch = new OnsetWatch(secret);
        try {
            if (Files.exists(file)) {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IllegalArgumentException(Files.size(file) + " bytes");
                }
                LOG.info(
                        "event=onset.continued forgottenGroups={} remedy=\"none needed: groups get new numbers, what is"
                                + " new is learnt again within seven days, the running day's campaigns begin now\"",
                        watch.continues(Files.readAllBytes(file)));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "event=onset.unreadable file={} why=\"{}\" "
                            + "remedy=\"none needed: scores are learnt again within two days\"",
                    file.getFileName(),
                    e.getMessage());
        }
        return new OnsetScores(file, watch);
    }

    OnsetWatch watch() {
        return watch;
    }

    /** Puts the scores so far in the place of the old ones: a kill leaves either. */
    void keep() {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (FileChannel channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = ByteBuffer.wrap(watch.scores());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("event=onset.unwritten why=\"{}\" remedy=\"make room on the disk\"", e.getMessage());
        }
    }
}
