package yochi.node.line;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;
import yochi.node.input.RejectReason;
import yochi.node.input.WatchedFolder;
import yochi.node.trace.InputAccount;
import yochi.node.trace.Reading;
import yochi.node.trace.TraceReader;

/**
 * Reads the finished files of a folder as they come, until the node closes. A file is remembered as taken once all
 * that it told is released and so old that nothing to come can continue it: after a kill what was not released is read
 * again, and what was released counts once, since it lies before the last release.
 */
final class FolderInput {
    private static final Logger LOG = LoggerFactory.getLogger(FolderInput.class);
    private static final String MEMORY = "taken-files";
    private static final String BEGUN = "begun-files";
    /** A file that is not finished and has changed within this time is being written. */
    private static final Duration WRITING = Duration.ofHours(1);
    /** Files read and not yet remembered, some 30 MB; beyond, the oldest are remembered before their time. */
    private static final int MOST_PENDING = 100_000;

    private final NodeSettings.Watch watch;
    private final long movedSeconds;
    private final Closing closing;
    private final Ticker ticker;
    private final InstantSource clock;
    private final boolean present;
    private final Silence silence;
    private final LongAdder tooLate = new LongAdder();
    private final WatchedFolder folder;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long looked = Long.MIN_VALUE;
    private volatile boolean troubled;
    private boolean unwritten;

    /**
     * A file that was read and is needed once more after a kill.
     *
     * @param number under which the folder knows it
     * @param last second of its latest record
     * @param sequence of the last release before its end was read
     */
    private record Pending(long number, long last, long sequence) {}

    /** Refuses a folder that is none before anything else begins. */
    FolderInput(NodeSettings settings, Closing closing, Ticker ticker, InstantSource clock) {
        this.watch = settings.watch();
        this.clock = clock;
        this.present = settings.isPresent();
        this.silence = new Silence(watch.behind());
        this.movedSeconds = settings.replay().moved().toSeconds();
        this.closing = closing;
        this.ticker = ticker;
        Path where = watch.folder().orElseThrow();
        if (!Files.isDirectory(where) || !Files.isReadable(where) || !Files.isExecutable(where)) {
            throw new YochiException(
                    ErrorCode.INPUT_UNREADABLE,
                    where + " is no folder that this user may list: make it, or correct watch.folder or its rights");
        }
        this.folder = new WatchedFolder(
                where,
                watch.settled(),
                settings.directory().resolve(MEMORY),
                Optional.of(settings.directory().resolve(BEGUN)),
                text -> LOG.warn("event=watch.trouble what=\"{}\"", text));
    }

    /**
     * Reads until the node closes.
     *
     * @param reader reads one file that lay there
     * @param spool tells what is released
     * @param windows told when nothing more will come of a time
     * @param done told of each reading
     */
    void read(Function<Path, Reading> reader, Spool spool, Watermark windows, Consumer<Reading> done)
            throws InterruptedException {
        while (true) {
            List<WatchedFolder.Finished> files = inOrder(folder.finished(ticker.nanos()));
            for (WatchedFolder.Finished file : files) {
                if (closing.begun()) {
                    throw new InterruptedException("the node is closing");
                }
                begins(file);
                long early = windows.early();
                Reading reading = reader.apply(file.path());
                late(file, windows.early() - early);
                note(file, reading, spool.sequence());
                done.accept(reading);
                remember(spool);
            }
            if (!files.isEmpty()) {
                LOG.info("event=watch.read files={} pending={}", files.size(), pending.size());
            }
            remember(spool);
            troubled = folder.troubled() || unwritten;
            if (files.isEmpty()) {
                silence(windows);
            }
            closing.during(() -> {
                Thread.sleep(watch.look());
                return true;
            });
        }
    }

    private void begins(WatchedFolder.Finished file) {
        try {
            folder.begins(file);
        } catch (UncheckedIOException e) {
            unwritten = true;
            LOG.warn("event=watch.unwritten why=\"{}\" remedy=\"make room on the disk\"", e.getMessage());
        }
    }

    /** What lies before the last release of an earlier run was counted by that run only if it had read the file. */
    private void late(WatchedFolder.Finished file, long records) {
        if (records > 0 && !file.again()) {
            tooLate.add(records);
            LOG.warn(
                    "event=watch.tooLate records={} what=\"{} came after a restart and holds what lies before the last "
                            + "release: it is in no report\" remedy=\"a longer lateness of the policy\"",
                    records,
                    file.path());
        }
    }

    /** Releases by the wall clock what nobody will add to: the folder is there, and nobody writes into it. */
    private void silence(Watermark windows) {
        Instant now = clock.instant();
        if (present && !folder.troubled() && !folder.isWritten(now, WRITING)) {
            silence.until(now, windows.lateness(), watch.settled().plus(watch.look())).ifPresent(windows::silent);
        }
    }

    private static List<WatchedFolder.Finished> inOrder(List<WatchedFolder.Finished> files) {
        Map<Path, WatchedFolder.Finished> known = new HashMap<>();
        files.forEach(file -> known.put(file.path(), file));
        List<WatchedFolder.Finished> out = new ArrayList<>();
        TraceReader.inOrder(List.copyOf(known.keySet())).forEach(path -> out.add(known.get(path)));
        return out;
    }

    private void note(WatchedFolder.Finished file, Reading reading, long sequence) {
        reading.skipped().forEach(name -> LOG.warn("event=watch.skipped what=\"{} is no trace\"", name));
        for (InputAccount account : reading.inputs()) {
            if (account.packets() == 0
                    && account.rejected().stream().anyMatch(r -> r.reason() == RejectReason.UNREADABLE)) {
                LOG.warn("event=watch.vanished what=\"{} was gone before it was read\"", account.path());
                folder.giveBack(file);
                return;
            }
        }
        reading.inputs().stream()
                .flatMap(account -> account.first().stream())
                .min(Instant::compareTo)
                .ifPresent(first -> silence.file(first, file.written(), clock.instant()));
        long last = reading.inputs().stream()
                .flatMap(account -> account.last().stream())
                .mapToLong(time -> time.getEpochSecond() + movedSeconds)
                .max()
                .orElse(Long.MIN_VALUE);
        pending.add(new Pending(file.number(), last, sequence));
        if (last == Long.MIN_VALUE || pending.size() > MOST_PENDING) {
            looked = Long.MIN_VALUE;
        }
    }

    private void remember(Spool spool) {
        long sequence = spool.sequence();
        if (sequence == looked) {
            return;
        }
        long over = spool.releasedUntil();
        long settled = over == Long.MIN_VALUE ? over : over - Finder.MEMORY.toSeconds();
        List<Long> out = new ArrayList<>();
        pending.forEach(p -> {
            boolean empty = p.last == Long.MIN_VALUE;
            if (empty || (p.last < settled && p.sequence < sequence)) {
                out.add(p.number);
            }
        });
        if (pending.size() > MOST_PENDING && out.size() < MOST_PENDING / 10) {
            LOG.warn("event=watch.early what=\"more than {} files hold what is not released: a kill would lose some of "
                    + "it\" remedy=\"larger files, or a shorter release of the policy\"", MOST_PENDING);
            pending.stream().limit(MOST_PENDING / 10).forEach(p -> out.add(p.number));
        }
        try {
            if (!out.isEmpty()) {
                folder.remember(out);
                Set<Long> gone = Set.copyOf(out);
                pending.removeIf(p -> gone.contains(p.number));
            }
            looked = sequence;
            unwritten = false;
        } catch (UncheckedIOException e) {
            unwritten = true;
            LOG.warn("event=watch.unwritten why=\"{}\" remedy=\"make room on the disk\"", e.getMessage());
        }
    }

    /** Records of files first read in this run that lie before the last release of an earlier one. */
    long tooLate() {
        return tooLate.sum();
    }

    /** Something for a person, told in the log: the folder is away, a file cannot be read or never becomes finished. */
    boolean troubled() {
        return troubled;
    }
}
