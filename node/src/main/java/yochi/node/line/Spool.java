package yochi.node.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * The reports that the centre has not acknowledged yet, on disk. Reports of one release enter together or not at all:
 * their files are written and synced, then one small file says which sequence and which observation time are committed.
 * After a kill at any point, an uncommitted release is made again and a committed one is sent (again).
 */
final class Spool {
    private static final String COMMITTED = "committed";
    private static final String SUFFIX = ".yrep";
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int TRIES = 60;

    private final Path folder;
    private final Duration retry;
    private final Bound bound;
    private final Closing closing;
    private final TreeMap<Long, Long> sizes = new TreeMap<>();
    private long sequence;
    private long releasedUntil;
    private long bytes;

    /**
     * How much may wait.
     *
     * @param reports number of reports
     * @param bytes their size together
     */
    record Bound(int reports, long bytes) {}

    private Spool(Path folder, Bound bound, Closing closing, Duration retry, long sequence, long releasedUntil) {
        this.folder = folder;
        this.retry = retry;
        this.bound = bound;
        this.closing = closing;
        this.sequence = sequence;
        this.releasedUntil = releasedUntil;
    }

    /** Opens the folder and forgets what was never committed. */
    static Spool open(Path folder, Bound bound) {
        return open(folder, bound, new Closing());
    }

    /** The same, whose waits for room end when the node closes. */
    static Spool open(Path folder, Bound bound, Closing closing) {
        return open(folder, bound, closing, RETRY);
    }

    /** The same, which tries a full disk again after that time. */
    static Spool open(Path folder, Bound bound, Closing closing, Duration retry) {
        try {
            Files.createDirectories(folder);
            Path mark = folder.resolve(COMMITTED);
            String[] words = Files.exists(mark)
                    ? Files.readString(mark).strip().split(" ")
                    : new String[] {"0", Long.toString(Long.MIN_VALUE)};
            Spool spool = new Spool(folder, bound, closing, retry, Long.parseLong(words[0]), Long.parseLong(words[1]));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    spool.takeUp(file);
                }
            }
            return spool;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, "spool " + folder + ": " + e.getMessage(), e);
        }
    }

    private void takeUp(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.equals(COMMITTED)) {
            return;
        }
        long number = name.endsWith(SUFFIX)
                ? Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))
                : Long.MAX_VALUE;
        if (number > sequence) {
            Files.delete(file);
            return;
        }
        sizes.put(number, Files.size(file));
        bytes += Files.size(file);
    }

    /** The last committed sequence number, 0 before the first. */
    synchronized long sequence() {
        return sequence;
    }

    /** End of the last committed release in observation time, {@link Long#MIN_VALUE} before the first. */
    synchronized long releasedUntil() {
        return releasedUntil;
    }

    /**
     * Waits until there is room, then commits the reports, numbered from {@link #sequence} + 1 on. A full disk is tried
     * again, since reports go from it as the centre acknowledges them; after {@value #TRIES} tries it is a failure.
     */
    synchronized void commit(List<byte[]> reports, long until) throws InterruptedException {
        long size = reports.stream().mapToLong(r -> r.length).sum();
        while (!sizes.isEmpty() && (sizes.size() + reports.size() > bound.reports || bytes + size > bound.bytes)) {
            closing.during(this::awaitChange);
        }
        long next = sequence + reports.size();
        for (int tried = 1; !stored(reports, until, tried); tried++) {
            closing.during(this::awaitSpace);
        }
        for (int i = 0; i < reports.size(); i++) {
            sizes.put(sequence + i + 1, (long) reports.get(i).length);
        }
        bytes += size;
        sequence = next;
        releasedUntil = until;
        notifyAll();
    }

    /** Writes all and then the mark; if the disk takes it not, nothing of it stays. */
    private boolean stored(List<byte[]> reports, long until, int tried) {
        try {
            for (int i = 0; i < reports.size(); i++) {
                write(file(sequence + 1 + i), reports.get(i));
            }
            Path part = folder.resolve(COMMITTED + ".part");
            write(part, (sequence + reports.size() + " " + until).getBytes(StandardCharsets.US_ASCII));
            Files.move(part, folder.resolve(COMMITTED), StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
            return true;
        } catch (IOException e) {
            for (int i = 0; i < reports.size(); i++) {
                forget(file(sequence + 1 + i));
            }
            if (tried == TRIES) {
                throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "spool " + folder + ": " + e.getMessage(), e);
            }
            if (tried == 1) {
                LOG.warn("event=spool.trouble folder={} why=\"{}\" retry={}", folder, e.getMessage(), retry);
            }
            return false;
        }
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("event=spool.trouble file={} why=\"{}\"", file, e.getMessage());
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its caller is the loop, under the same lock
    private synchronized boolean awaitSpace() throws InterruptedException {
        wait(retry.toMillis());
        return true;
    }

    @SuppressWarnings("WaitNotInLoop") // its caller is the loop, under the same lock
    private synchronized boolean awaitChange() throws InterruptedException {
        wait();
        return true;
    }

    private Path file(long number) {
        return folder.resolve(String.format("%016d%s", number, SUFFIX));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel dir = FileChannel.open(folder, StandardOpenOption.READ)) {
            dir.force(true);
        }
    }

    /** The oldest unacknowledged sequence number, waiting up to the given time for one. */
    synchronized OptionalLong oldest(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (sizes.isEmpty() && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return sizes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sizes.firstKey());
    }

    /** The report's bytes; empty if it is not there any more. */
    Optional<byte[]> read(long number) {
        try {
            return Files.exists(file(number)) ? Optional.of(Files.readAllBytes(file(number))) : Optional.empty();
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, "spool " + file(number) + ": " + e.getMessage(), e);
        }
    }

    /** The centre has it. */
    synchronized void clear(long number) {
        try {
            Files.deleteIfExists(file(number));
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, "spool " + file(number) + ": " + e.getMessage(), e);
        }
        Long size = sizes.remove(number);
        bytes -= size == null ? 0 : size;
        notifyAll();
    }

    /** Puts a report that the centre will never take into a folder beside, where a person can look at it. */
    synchronized void setAside(long number, Path beside) {
        try {
            Files.createDirectories(beside);
            Files.move(file(number), beside.resolve(file(number).getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, "spool " + file(number) + ": " + e.getMessage(), e);
        }
        clear(number);
    }

    /** How many wait. */
    synchronized int waiting() {
        return sizes.size();
    }
}
