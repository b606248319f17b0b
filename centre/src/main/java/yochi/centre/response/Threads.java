package yochi.centre.response;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Offender;

/**
 * Decides which notice somebody gets next of an alert: the first, an update with everything new in it, or the last. All
 * of one alert to one recipient are a thread. What is new is told at most once in a while, but another point of the
 * alert's life and its end at once. An update with counter-measures takes the place of the notices before it, and goes
 * on where their escalation stands.
 */
final class Threads {
    /** At most one update of a thread in that time; own choice: people read no faster. */
    static final Duration EVERY = Duration.ofMinutes(5);
    /** Counter-measures whose notice ends sooner are renewed while the orders go on. */
    private static final Duration SOON = Duration.ofHours(2);

    /** Over a year, so that a campaign of the year before can be looked up; own choice. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final int MOST_FORGOTTEN = 1000;
    /** Alerts that are caught up with in one turn. */
    private static final int AT_ONCE = 16;

    private static final Duration LEASE = Duration.ofHours(1);
    /** Many times what signing takes; own choice. */
    private static final Duration UNSENT = Duration.ofMinutes(1);

    private final ControlStore store;
    private final RandomGenerator random;
    private final Wording wording;
    private final MitigationTemplates templates;
    private volatile Duration every = EVERY;
    private volatile Duration kept = KEPT;
    private volatile Instant forgetNext = Instant.MIN;

    Threads(ControlStore store, RandomGenerator random, Wording wording) {
        this.store = store;
        this.random = random;
        this.wording = wording;
        templates = new MitigationTemplates(random, LEASE);
    }

    void updateEvery(Duration time) {
        every = time;
    }

    void keep(Duration time) {
        kept = time;
    }

    /**
     * Alerts of which something is to be told by now, until {@link #caughtUp}; what is too old is forgotten once in a
     * while.
     */
    List<String> due(Instant now) {
        if (!now.isBefore(forgetNext)) {
            int gone = store.transaction(h -> {
                MachineTables.forgetAddresses(h, now.minus(HomeMachines.KEPT));
                return DeliveryTables.forget(h, now.minus(kept), MOST_FORGOTTEN);
            });
            forgetNext = gone < MOST_FORGOTTEN ? now.plus(FORGET_EVERY) : now;
        }
        return store.transaction(h -> ThreadTables.due(h, now, AT_ONCE));
    }

    /** All that was due of the alert at that moment is told, or is to be tried again in a while. */
    void caughtUp(String alert, boolean told, Instant now) {
        store.transaction(h -> told
                ? ThreadTables.caughtUp(h, alert, now)
                : ThreadTables.again(h, alert, now, now.plus(UNSENT)));
    }

    /** Notices that were written down a while ago and never signed, since the program ended in between. */
    List<Notice> unsent(Instant now) {
        return store.transaction(h -> ThreadTables.unsent(h, now.minus(UNSENT), AT_ONCE));
    }

    /**
     * What is to be told to one recipient.
     *
     * @param own the alert as it may see it
     * @param renew whether counter-measures that have ended are renewed
     */
    record Matter(
            Alert own, Addressee to, List<Offender> machines, ResponseTables.Telling telling, boolean renew) {}

    /** The next notice of the thread, written down; empty where nothing is new, or where it is too early to say so. */
    Optional<Notice> next(Matter m, Instant now) {
        return store.transaction(h -> {
            if (m.to().member().isEmpty()) {
                DeliveryTables.putOwner(h, m.to().name(), m.to().contacts());
            }
            Optional<ThreadTables.Row> thread =
                    ThreadTables.find(h, m.own().id(), m.to().name());
            return thread.isEmpty() ? Optional.of(first(h, m, now)) : update(h, m, thread.get(), now);
        });
    }

    private Notice first(Handle h, Matter m, Instant now) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        Notice notice =
                notice(id, m, wanted(m), new Notice.Turn(id, 1, Notice.Change.FIRST), Optional.empty());
        ResponseTables.putNotice(h, notice, m.telling(), now);
        ThreadTables.put(h, row(m, notice, id, 1, now, notice.mitigations().isEmpty() ? "" : id));
        return notice;
    }

    private Optional<Notice> update(Handle h, Matter m, ThreadTables.Row thread, Instant now) {
        Assessment.Life life = m.own().assessment().life();
        boolean moved = life != thread.life();
        boolean news = moved || !digest(m.telling().what()).equals(thread.matter());
        List<Mitigation> wanted = wanted(m);
        boolean armed = wanted.isEmpty() || standsFor(h, thread, wanted, news, now);
        if (!thread.over().isEmpty() || (!news && (armed || !m.renew()))) {
            return Optional.empty();
        }
        Instant due = thread.told().plus(every);
        if (!moved && now.isBefore(due)) {
            ThreadTables.later(h, thread.alert(), due, now);
            return Optional.empty();
        }
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        int number = thread.number() + 1;
        Notice.Change change = news ? Notice.Change.NEWS : Notice.Change.RENEWED;
        Notice notice = notice(
                id,
                m,
                armed ? List.of() : wanted,
                new Notice.Turn(thread.first(), number, change),
                Optional.of(ThreadTables.body(h, thread.last()).alert()));
        Optional<String> calling = ThreadTables.calling(h, thread);
        ResponseTables.putNotice(h, notice, m.telling(), now);
        follow(h, thread, notice, calling, now);
        ThreadTables.put(
                h, row(m, notice, thread.first(), number, now, notice.mitigations().isEmpty() ? thread.armable() : id));
        return Optional.of(notice);
    }

    /** It takes the place of those before; one whose counter-measures still hold stays, and goes on calling. */
    private static void follow(
            Handle h, ThreadTables.Row thread, Notice notice, Optional<String> calling, Instant now) {
        String kept = notice.mitigations().isEmpty() ? thread.armable() : "";
        if (calling.isPresent()) {
            ThreadTables.Standing before = ThreadTables.standing(h, calling.get());
            if (calling.get().equals(kept)) {
                ThreadTables.quiet(h, notice.id(), before.step());
            } else {
                ThreadTables.inherit(h, notice.id(), before, now);
            }
        }
        ThreadTables.supersede(h, thread, kept, notice.id());
    }

    /** The last notice of each thread that has reached anybody; the others end without a word. */
    List<Notice> over(Alert alert, Notice.Change how, Instant now) {
        return store.transaction(h -> {
            ThreadTables.forget(h, alert.id());
            List<Notice> out = new ArrayList<>();
            for (ThreadTables.Row thread : ThreadTables.of(h, alert.id())) {
                if (thread.over().equals(ThreadTables.word(how))) {
                    continue;
                }
                String id = new UUID(random.nextLong(), random.nextLong()).toString();
                boolean reached = ThreadTables.reached(h, thread);
                if (reached) {
                    out.add(last(h, thread, alert, id, how, now));
                }
                ThreadTables.put(h, new ThreadTables.Row(
                        thread.alert(),
                        thread.recipient(),
                        thread.first(),
                        reached ? id : thread.last(),
                        thread.number() + (reached ? 1 : 0),
                        thread.matter(),
                        alert.assessment().life(),
                        now,
                        thread.armable(),
                        ThreadTables.word(how)));
            }
            return out;
        });
    }

    private Notice last(
            Handle h, ThreadTables.Row thread, Alert alert, String id, Notice.Change how, Instant now) {
        Notice before = ThreadTables.body(h, thread.last());
        NoticeRecord told = ResponseTables.notice(h, thread.last()).orElseThrow();
        Alert own = before.alert().with(before.alert().assessment().with(alert.assessment().life()));
        Notice.Turn turn = new Notice.Turn(thread.first(), thread.number() + 1, how);
        String language = before.texts().isEmpty() ? "en" : before.texts().getFirst().language();
        Notice notice = new Notice(
                id,
                own,
                before.recipient(),
                List.of(),
                List.of(),
                wording.of(
                        new Wording.Letter(own, before.recipient(), language, List.of(), List.of()),
                        turn,
                        News.of(how, before.alert(), own)),
                Optional.of(turn));
        ResponseTables.putNotice(
                h, notice, new ResponseTables.Telling(thread.matter(), told.matter(), told.group()), now);
        ThreadTables.quiet(h, id, ThreadTables.standing(h, thread.last()).step());
        return notice;
    }

    private Notice notice(
            String id, Matter m, List<Mitigation> mitigations, Notice.Turn turn, Optional<Alert> before) {
        return new Notice(
                id,
                m.own(),
                m.to().name(),
                mitigations,
                m.machines(),
                wording.of(
                        new Wording.Letter(
                                m.own(), m.to().name(), m.to().language(), mitigations, m.machines()),
                        turn,
                        before.map(b -> News.of(turn.change(), b, m.own())).orElse(List.of())),
                Optional.of(turn));
    }

    private static ThreadTables.Row row(Matter m, Notice last, String first, int number, Instant now, String armable) {
        return new ThreadTables.Row(
                m.own().id(),
                m.to().name(),
                first,
                last.id(),
                number,
                digest(m.telling().what()),
                m.own().assessment().life(),
                now,
                armable,
                "");
    }

    private List<Mitigation> wanted(Matter m) {
        return m.telling().about() == Group.Matter.NOWCAST && m.telling().group().isEmpty()
                ? templates.of(m.own().victims(), m.to().networks())
                : List.of();
    }

    /**
     * Whether what was sent before does the same, for a while yet. What a person at the member has withdrawn is asked
     * for again only where there is news.
     */
    private static boolean standsFor(
            Handle h, ThreadTables.Row thread, List<Mitigation> wanted, boolean news, Instant now) {
        if (thread.armable().isEmpty()) {
            return false;
        }
        Notice before = ThreadTables.body(h, thread.armable());
        boolean lasts = ThreadTables.standing(h, thread.armable())
                .expires()
                .map(end -> now.plus(SOON).isBefore(end))
                .orElse(true);
        return lasts
                && deeds(before.mitigations()).equals(deeds(wanted))
                && !ThreadTables.anyRanOut(h, before)
                && !(news && ThreadTables.ended(h, before));
    }

    private static Set<String> deeds(List<Mitigation> all) {
        return all.stream().map(m -> m.match() + " " + m.action()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String digest(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
