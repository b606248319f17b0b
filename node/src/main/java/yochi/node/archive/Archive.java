package yochi.node.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.ByteSize;
import yochi.link.table.Batch;
import yochi.link.table.Kept;
import yochi.link.table.Lane;
import yochi.link.table.LedgerKey;
import yochi.link.table.Receipt;
import yochi.link.table.TableSettings;
import yochi.link.table.TableShape;
import yochi.link.table.TableStore;
import yochi.node.summary.ClosedWindow;

/**
 * The detail that stays in its country: keeps closed windows within the policy's retention and hands them back to the
 * border. Whatever goes wrong with the disk is counted and told; it never holds up the statistics.
 */
public final class Archive implements AutoCloseable {
    /** Pairs of cell and address that one question may bring back into memory. */
    private static final long MOST_PAIRS = 8_000_000;

    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    private final Path directory;
    private final Function<Path, TableStore> opener;
    private final InstantSource clock;
    private Retention retention;
    private Optional<TableStore> store = Optional.empty();
    private Instant retryAt = Instant.MIN;
    private final Instant started;
    private final Set<Instant> askedAbout = new HashSet<>();
    private long number;
    private long kept;
    private long lost;
    private long conflicts;
    private long thinned;
    private long bytes;
    private boolean within = true;
    private Optional<LocalDate> newest = Optional.empty();
    private Optional<LocalDate> addressesFrom = Optional.empty();
    private String problem = "";

    /**
     * How an archive stands.
     *
     * @param kept windows stored since the start
     * @param lost windows that could not be stored
     * @param conflicts windows that were there with other content
     * @param thinned days whose addresses were given up
     * @param bytes on the disk at the last look
     * @param retention what the policy says
     * @param withinBudget whether the budget holds; false where even one day's detail needs more
     * @param addressesFrom first day whose addresses are there, empty where none were given up
     * @param problem what is wrong now, or empty
     */
    public record Standing(
            long kept,
            long lost,
            long conflicts,
            long thinned,
            long bytes,
            Retention retention,
            boolean withinBudget,
            Optional<LocalDate> addressesFrom,
            String problem) {}

    Archive(Path directory, Retention retention, InstantSource clock, Function<Path, TableStore> opener) {
        this.directory = directory;
        this.retention = retention;
        this.clock = clock;
        this.opener = opener;
        this.started = clock.instant();
        open();
    }

    /** Opens or makes an archive; a directory that cannot be used now is tried again later. */
    public static Archive open(Path directory, Retention retention, InstantSource clock) {
        TableSettings usual = TableSettings.usual();
        TableSettings small = new TableSettings(
                ByteSize.parse("48MiB"),
                1,
                ByteSize.parse("256MiB"),
                usual.diskBudget(),
                1,
                usual.queue(),
                usual.queryTimeout());
        return new Archive(
                directory,
                retention,
                clock,
                path -> TableStore.open(path, ArchiveTables.SHAPES, ArchiveTables.STEPS, small, clock));
    }

    private void open() {
        if (clock.instant().isBefore(retryAt)) {
            return;
        }
        try {
            TableStore opened = opener.apply(directory);
            number = opened.read(
                    Lane.QUICK,
                    "SELECT coalesce(max(number), 0) FROM " + ArchiveTables.WINDOW,
                    List.of(),
                    rows -> rows.next() ? rows.whole(1) : 0);
            store = Optional.of(opened);
            problem = "";
        } catch (YochiException e) {
            fail("cannot be opened", e);
        }
    }

    private void fail(String what, RuntimeException e) {
        retryAt = clock.instant().plus(RETRY);
        problem = "archive " + what + ": " + e.getMessage();
        LOG.warn("event=archive.trouble what=\"{}\" lost={} why=\"{}\"", what, lost, e.getMessage());
        store.ifPresent(s -> {
            try {
                s.close();
            } catch (YochiException again) {
                LOG.debug("event=archive.close why=\"{}\"", again.getMessage());
            }
        });
        store = Optional.empty();
    }

    /** What the policy says from now on. */
    public synchronized void retain(Retention wanted) {
        retention = wanted;
    }

    /**
     * Keeps a window's detail, if the disk lets it.
     *
     * @param node whose window it is
     * @param policyDigest of the policy under which it was released: under another one it is not answered
     */
    public synchronized void keep(String node, ClosedWindow window, String policyDigest) {
        noticeLoss();
        if (store.isEmpty()) {
            open();
        }
        if (window.epochs().isEmpty() && window.uptime().isEmpty()) {
            return;
        }
        if (store.isEmpty()) {
            lost++;
            return;
        }
        try {
            store(store.get(), node, window, policyDigest);
        } catch (YochiException | IllegalArgumentException e) {
            lost++;
            fail("cannot store " + window.window(), e);
        }
    }

    /** A directory that somebody removed would go on filling unseen: the open files have no name any more. */
    private void noticeLoss() {
        if (store.isPresent() && !Files.isRegularFile(directory.resolve("live.duckdb"))) {
            fail(
                    "is gone from " + directory + ", begun anew",
                    new YochiException(ErrorCode.STORE_UNUSABLE, "its directory was removed or unmounted"));
            retryAt = Instant.MIN;
            String told = problem;
            open();
            problem = told;
        }
    }

    private void store(TableStore into, String node, ClosedWindow window, String policyDigest) {
        Batch batch = new WindowBlocks(window).batch(number + 1, node, policyDigest, clock.instant());
        Receipt receipt = into.append(batch);
        switch (receipt) {
            case STORED -> {
                number++;
                kept++;
            }
            case DUPLICATE -> {}
            case CONFLICT -> conflicts++;
            case TOO_OLD -> lost++;
        }
        LocalDate day = window.window().start().atZone(ZoneOffset.UTC).toLocalDate();
        if (newest.isEmpty() || day.isAfter(newest.get())) {
            newest = Optional.of(day);
            tidy(into, day);
        }
    }

    /** Seals the days before, and gives up what the policy does not let stay. */
    private void tidy(TableStore in, LocalDate day) {
        in.sealBefore(day);
        Set<LocalDate> gone = new HashSet<>();
        for (String table : ArchiveTables.WITH_ADDRESSES) {
            gone.addAll(in.forgetBefore(day.minusDays(retention.addresses().toDays()), table));
        }
        LocalDate oldest = day.minusDays(retention.counts().toDays());
        for (TableShape table : ArchiveTables.SHAPES) {
            in.forgetBefore(oldest, table.name());
        }
        Kept now = in.keepWithin(retention.budget().bytes(), ArchiveTables.WITH_ADDRESSES);
        gone.addAll(now.thinned());
        thinned += gone.size();
        gone.stream().max(LocalDate::compareTo).ifPresent(d -> addressesFrom = Optional.of(d.plusDays(1)));
        bytes = now.bytes();
        if (within == now.withinBudget()) {
            return;
        }
        within = now.withinBudget();
        if (!within) {
            LOG.warn("event=archive.overBudget bytes={} budget={}", bytes, retention.budget());
        }
    }

    /**
     * The windows from the one to the other whose addresses are still here: those that were released under the policy,
     * and about which nobody asked before this start, since what was answered then is forgotten.
     *
     * @param memory windows that are still in memory, which are not read from the disk
     */
    public synchronized List<ClosedWindow> recall(
            Instant from, Instant until, String policyDigest, List<ClosedWindow> memory) {
        if (store.isEmpty()) {
            return List.of();
        }
        try {
            return new WindowReader(store.get(), started)
                    .recall(from, until, policyDigest, memory, MOST_PAIRS);
        } catch (YochiException e) {
            if (e.code() != ErrorCode.RESOURCE_EXHAUSTED) {
                fail("cannot be read", e);
            }
            LOG.warn("event=archive.unanswered why=\"{}\"", e.getMessage());
            return List.of();
        }
    }

    /** Writes down that somebody was answered about these windows, so that another start does not forget it. */
    public synchronized void asked(List<ClosedWindow> windows) {
        for (ClosedWindow window : windows) {
            Instant start = window.window().start();
            if (store.isPresent() && askedAbout.add(start)) {
                try {
                    store.get()
                            .append(Batch.under(new LedgerKey("asked/" + started, start, 0, ""))
                                    .row(ArchiveTables.ASKED, start, clock.instant())
                                    .build());
                } catch (YochiException e) {
                    fail("cannot note a question", e);
                }
            }
        }
    }

    public synchronized Standing standing() {
        return new Standing(kept, lost, conflicts, thinned, bytes, retention, within, addressesFrom, problem);
    }

    /** Seals what is over, gives up what may not stay, and closes. */
    @Override
    public synchronized void close() {
        if (store.isPresent() && newest.isPresent()) {
            try {
                tidy(store.get(), newest.get());
            } catch (YochiException e) {
                fail("cannot be tidied", e);
            }
        }
        store.ifPresent(TableStore::close);
        store = Optional.empty();
    }
}
