package yochi.node.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.node.border.Finds;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.PrivacyPolicy.Found;
import yochi.node.border.SeenVictimNotices;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.classify.Verdict;
import yochi.node.event.Event;
import yochi.node.event.EventDesk;
import yochi.node.habit.WordWatch;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.onset.WindowOnset;
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;

/**
 * What a running node finds beside its statistics: attacks that last, sources that come together, attempts that two
 * readers hold, words that are said to honeypots. It looks for what the policy lets out, and forgets what no coming
 * window can need, so that it may run for ever. Not for use by two threads at a time.
 */
final class Finder implements ClassifiedSink {
    /** What ended longer ago cannot be part of an attack that goes on: an hour, above the rules' 900 s of silence. */
    static final Duration MEMORY = Duration.ofHours(1);
    /** IPv6 addresses and names after which the desk is laid out anew, without those no longer needed. */
    private static final int MOST_NUMBERED = 1 << 17;

    private final Places places;
    private final OnsetScores onset;
    private final AttemptLinks links;
    private final WordWatch words = new WordWatch(WordWatch.MOST);
    private final List<WindowOnset> untold = new ArrayList<>();
    private Set<Found> wanted = Set.of();
    private boolean victims;
    private boolean events;
    private boolean synchrony;
    private boolean linking;
    private boolean listening;
    private boolean remembering;
    private Rules rules;
    private EventDesk desk;

    /**
     * A finder of nothing until it is told what is wanted.
     *
     * @param mixed whether captures and logs come in together, so that attempts can be linked
     * @param onset watches for sources that come together
     */
    Finder(Rules rules, Places places, boolean mixed, OnsetScores onset) {
        this.onset = onset;
        this.rules = rules;
        this.places = places;
        this.desk = begun();
        this.links = new AttemptLinks(mixed, AttemptLinks.MOST);
    }

    /** Looks from now on for what the policy lets out, and for attacks too where victims' own countries are told. */
    void wants(PrivacyPolicy policy) {
        wanted = policy.findings();
        victims = SeenVictimNotices.lets(policy);
        settle();
    }

    /** Whether what comes now was told before, and only continues what is to come. */
    void remembers(boolean past) {
        if (past != remembering) {
            remembering = past;
            settle();
        }
    }

    private void settle() {
        events = wanted.contains(Found.EVENTS) || victims;
        synchrony = wanted.contains(Found.ONSET) && !remembering;
        linking = wanted.contains(Found.LINKS);
        listening = wanted.contains(Found.WORDS) && !remembering;
    }

    /** Takes changed tables of facts over, with all that was found under the old ones. */
    void use(Rules changed) {
        rules = changed;
        renew();
    }

    /** A node reads on in time: nothing earlier will come, so what is over need not wait for it. */
    private EventDesk begun() {
        EventDesk next = new EventDesk(rules, places);
        next.nothingBefore();
        return next;
    }

    private void renew() {
        EventDesk next = begun();
        next.merge(desk);
        desk = next;
    }

    @Override
    public void packet(Packet packet, Verdict verdict) {
        if (events) {
            desk.packet(packet, verdict);
        }
        if (synchrony) {
            onset.watch().packet(packet, verdict);
        }
        if (linking) {
            links.packet(packet, verdict);
        }
    }

    @Override
    public void flow(Flow flow, Verdict verdict) {
        if (events) {
            desk.flow(flow, verdict);
        }
        if (linking) {
            links.flow(flow, verdict);
        }
    }

    @Override
    public void session(HoneypotSession session, Rule rule) {
        if (events) {
            desk.session(session, rule);
        }
        if (linking) {
            links.session(session);
        }
        if (listening) {
            words.session(session);
        }
    }

    @Override
    public void order(AttackOrder order, Rule rule) {
        if (events) {
            desk.order(order, rule);
        }
    }

    @Override
    public void amplification(AmplificationRequests requests, Rule rule) {
        if (events) {
            desk.amplification(requests, rule);
        }
    }

    @Override
    public void visit(PageVisit visit, Rule rule) {
        if (events) {
            desk.visit(visit, rule);
        }
    }

    /**
     * What was found in each of the windows, which are over; a late window brings nothing.
     *
     * @param now until when everything has been handed in
     */
    List<Finds> take(List<ClosedWindow> windows, Instant now) {
        if (windows.isEmpty()) {
            return List.of();
        }
        List<WindowOnset> over = onset.watch().take(now);
        if (!over.isEmpty()) {
            untold.addAll(over);
            onset.keep();
        }
        List<Event> found = events ? desk.events() : List.of();
        List<Finds> out = new ArrayList<>();
        Instant end = Instant.MIN;
        for (ClosedWindow w : windows) {
            Instant from = w.window().start();
            Instant until = w.window().end();
            out.add(w.late()
                    ? Finds.NONE
                    : new Finds(
                            found.stream()
                                    .filter(e -> e.start().isBefore(until) && !e.end().isBefore(from))
                                    .toList(),
                            onsets(until),
                            linking ? Optional.of(links.linked(from, until)) : Optional.empty())
                            .with(wanted.contains(Found.WORDS) ? words.said(from, until) : List.of()));
            end = until.isAfter(end) ? until : end;
        }
        forget(end.minus(MEMORY));
        return out;
    }

    /** Those that are over by then, each once. */
    private List<WindowOnset> onsets(Instant until) {
        List<WindowOnset> over =
                untold.stream().filter(o -> !o.until().isAfter(until)).toList();
        untold.removeIf(o -> !o.until().isAfter(until));
        return over;
    }

    private void forget(Instant before) {
        desk.forget(before);
        links.forget(before);
        words.forget(before);
        if (desk.numbered() > MOST_NUMBERED) {
            renew();
        }
    }
}
