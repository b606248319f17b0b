package yochi.node.line;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EventLog;
import yochi.core.model.SourceReport;
import yochi.core.model.YochiException;
import yochi.link.identity.OwnerOnlyFile;
import yochi.link.wire.SourceReportCodec;
import yochi.node.border.KeyRoster;
import yochi.node.border.NodeCard;
import yochi.node.border.NodePair;
import yochi.node.border.SketchKeys;
import yochi.node.border.SourceLists;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.offence.SourceDays;
import yochi.node.offence.SourceWatch;

/**
 * Spools, two hours before each midnight (UTC) of observation time, which sources came on the days before, and after
 * it, in the home country, who came on the day that is over. Where the policy lets nothing out nothing is remembered.
 * The memory lies in the node's own folder, closed to others, written once an hour of observation time.
 */
final class SourceDesk {
    static final String MEMORY = "sources.memory";

    private static final Logger LOG = LoggerFactory.getLogger(SourceDesk.class);
    /** What comes a little late still belongs to its day. */
    private static final long AFTER = 600;
    /** Midnight and both moments of telling are multiples of it. */
    private static final long EVERY = 600;

    private final NodeCard card;
    private final Country home;
    private final PolicySwitch policies;
    private final Spool spool;
    private final Keys keys;
    private final Path file;
    private final SecureRandom random;
    private final EventLog events;
    private final AtomicLong next;
    private NodePolicy under;
    private SourceLists lists;
    private Optional<Watching> watching = Optional.empty();
    private long due = Long.MIN_VALUE;

    /**
     * Where the node finds the keys that it shares with others.
     *
     * @param of a day's keys; empty where it shares none: then nothing is told, since nobody could join it
     * @param roster who shares them
     * @param pair the node's own, by which it is known there
     */
    record Keys(
            Function<LocalDate, Optional<SketchKeys>> of,
            Function<LocalDate, List<KeyRoster.Entry>> roster,
            Optional<NodePair> pair) {}

    /** The memory, and what was told of it. */
    private static final class Watching {
        private final SourceDays days;
        private final SourceWatch watch;
        private long ahead = Long.MIN_VALUE;
        private long came = Long.MIN_VALUE;
        private long written = Long.MIN_VALUE;

        Watching(SourceDays days) {
            this.days = days;
            this.watch = new SourceWatch(days);
        }
    }

    SourceDesk(
            NodeCard card,
            Country home,
            PolicySwitch policies,
            Spool spool,
            Keys keys,
            Path folder,
            SecureRandom random,
            EventLog events) {
        this.card = card;
        this.home = home;
        this.policies = policies;
        this.spool = spool;
        this.keys = keys;
        this.file = folder.resolve(MEMORY);
        this.random = random;
        this.events = events;
        this.next = new AtomicLong(spool.sequence());
        this.under = policies.current();
        this.lists = lists();
        look();
    }

    private SourceLists lists() {
        return new SourceLists(card, home, under.privacy(), keys.pair(), next::incrementAndGet, random);
    }

    private void look() {
        if (lists.tells() && lists.keeps() > 0) {
            watching = watching.or(() -> Optional.of(new Watching(memory(file))));
        } else {
            watching = Optional.empty();
            forget();
        }
    }

    /** A policy that takes the word back takes the addresses too. */
    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (java.io.IOException e) {
            LOG.warn("event=sources.undeleted file={} why=\"{}\"", file, e.getMessage());
        }
    }

    /** What lies in the file; nothing where there is none, or another thing, which is told. */
    static SourceDays memory(Path file) {
        if (Files.exists(file)) {
            try {
                return SourceDays.read(OwnerOnlyFile.journal(file));
            } catch (IllegalArgumentException | YochiException e) {
                LOG.warn(
                        "event=sources.unreadable file={} why=\"{}\" remedy=\"none needed: the memory begins anew\"",
                        file,
                        e.getMessage());
            }
        }
        return new SourceDays();
    }

    void packet(Packet packet, Verdict verdict) {
        watching.ifPresent(w -> w.watch.packet(packet, verdict));
    }

    void session(HoneypotSession session, Rule rule) {
        watching.ifPresent(w -> w.watch.session(session, rule));
    }

    /** Observation time has come so far: what is due is told before anything newer is seen. */
    void reached(long second) {
        NodePolicy current = policies.current();
        if (!current.equals(under)) {
            under = current;
            lists = lists();
            look();
        }
        if (watching.isPresent() && second >= due) {
            tell(watching.get(), second);
            due = (Math.floorDiv(second, EVERY) + 1) * EVERY;
        }
    }

    /**
     * The inputs are at their end.
     *
     * @param second how far observation time has come
     * @param whole whether all before it has been read, so that nothing comes late any more
     */
    void finish(long second, boolean whole) {
        watching.ifPresent(w -> {
            tell(w, whole ? second + AFTER : second);
            write(w, second);
        });
    }

    private void tell(Watching now, long second) {
        now.watch.proven();
        long today = Math.floorDiv(second, Epoch.DAY);
        if (now.came == Long.MIN_VALUE) {
            now.days.begins(second);
        }
        long before = SourceLists.BEFORE.toSeconds();
        long day = Math.floorDiv(second + before, Epoch.DAY);
        if (day > now.ahead) {
            boolean began = now.ahead == Long.MIN_VALUE;
            // Whoever has just begun within the day has told nothing of it, and is too late to be heard.
            if (!began || Math.floorMod(second, Epoch.DAY) >= Epoch.DAY - before) {
                Instant until = Instant.ofEpochSecond(Math.min(second, day * Epoch.DAY));
                Set<String> unknown = lists.unknown(LocalDate.ofEpochDay(day), roster(day));
                if (!unknown.isEmpty()) {
                    LOG.warn(
                            "event=sources.home.unknown nodes=\"{}\" remedy=\"name nodes of {} that stand on the "
                                    + "signed roster of sketch keys; no address went to these\"",
                            String.join(" ", unknown),
                            home);
                }
                told(day, k -> lists.ahead(now.days, LocalDate.ofEpochDay(day), until, k, roster(day)), until);
            }
            now.ahead = day;
        }
        long over = Math.floorDiv(second - AFTER, Epoch.DAY) - 1;
        if (over > now.came) {
            Instant until = Instant.ofEpochSecond(second);
            if (now.came != Long.MIN_VALUE && now.days.isWhole(over)) {
                told(over, k -> lists.came(now.days, LocalDate.ofEpochDay(over), until, k), until);
            }
            now.came = over;
        }
        now.days.watched(today);
        now.days.reached(second);
        if (Math.floorDiv(second, Epoch.HOUR) > now.written) {
            write(now, second);
        }
    }

    private List<KeyRoster.Entry> roster(long day) {
        return keys.roster().apply(LocalDate.ofEpochDay(day));
    }

    private void told(long day, Function<SketchKeys, Optional<SourceReport>> what, Instant until) {
        Optional<SketchKeys> key = keys.of().apply(LocalDate.ofEpochDay(day));
        if (key.isEmpty()) {
            LOG.warn("event=sources.withheld day={} why=\"no sketch key that other nodes share\" "
                    + "remedy=\"set sketchKeys or sketchKey\"", LocalDate.ofEpochDay(day));
            return;
        }
        next.set(spool.sequence());
        Optional<SourceReport> report = what.apply(key.get());
        if (report.isEmpty()) {
            return;
        }
        try {
            spool.commit(
                    List.of(SourceReportCodec.encode(report.get())),
                    Math.max(spool.releasedUntil(), until.getEpochSecond()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Replay.Stopped();
        }
        SourceReport said = report.get();
        events.mark(
                "sources.spooled",
                Long.toString(said.sequence()),
                Map.of(
                        "observation", until.toString(),
                        "day", said.day().toString(),
                        "kind", said.kind().name(),
                        "sources", said.size(),
                        "closed", said.closed().size()));
    }

    private void write(Watching now, long second) {
        now.days.forget(lists.keeps());
        now.written = Math.floorDiv(second, Epoch.HOUR);
        try {
            OwnerOnlyFile.replace(file, now.days.lines());
        } catch (YochiException e) {
            LOG.warn("event=sources.unwritten why=\"{}\" remedy=\"make room on the disk\"", e.getMessage());
        }
        if (now.days.refused() > 0) {
            LOG.warn("event=sources.full refused={} remedy=\"shorten sources.days in the policy\"", now.days.refused());
        }
    }
}
