package yochi.node.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import yochi.core.model.Service;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.PageVisit;

/**
 * Events of sessions and orders, which a rule has already judged one by one: those of one key without a longer
 * silence between are one event. An hour for sessions (AmpPot's idle time, the longest published one for honeypots),
 * 25 hours for orders: a target that stands on the lists of two days running was not taken off.
 */
final class SpellWatch {
    private static final long SESSION_IDLE = Duration.ofHours(1).toNanos();
    private static final long ORDER_IDLE = Duration.ofHours(25).toNanos();
    private static final double BRUTE_FORCE_LOGINS = 3;

    private final Rules rules;
    private final Spells<Key> sessions;
    private final Spells<Key> orders;

    private record Key(EventKind kind, String level, String whom, String rule, String vector)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind)
                .thenComparing(Key::whom)
                .thenComparing(Key::rule)
                .thenComparing(Key::vector);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    SpellWatch(Rules rules, int most) {
        this.rules = rules;
        this.sessions = new Spells<>(SESSION_IDLE, most);
        this.orders = new Spells<>(ORDER_IDLE, most);
    }

    void session(HoneypotSession s, Rule rule) {
        EventKind kind = switch (rule.type()) {
            case LOGIN_BRUTE_FORCE -> EventKind.BRUTE_FORCE;
            case EXPLOIT, DOWNLOAD -> EventKind.EXPLOIT;
            case WEB_SCAN -> EventKind.SCAN;
            default -> EventKind.ORDER;
        };
        if (kind == EventKind.ORDER) {
            return; // a probe is no attack
        }
        String vector = vector(s.service());
        double odds = kind == EventKind.BRUTE_FORCE ? Math.max(1, s.logins().failed() / BRUTE_FORCE_LOGINS) : 1;
        sessions.add(
                new Key(kind, EventKey.ADDRESS, s.source().getHostAddress(), rule.id(), vector),
                new Spells.Spell(Nanos.of(s.start()), Nanos.of(s.end()), 1, odds, Set.of()));
    }

    /** A page that its crawler calls malicious attacks whoever visits it. */
    void visit(PageVisit visit, Rule rule) {
        if (rule == Rule.DRIVE_BY) {
            long at = Nanos.of(visit.time());
            String vector = vector(visit.service()) + " drive-by";
            sessions.add(
                    new Key(EventKind.EXPLOIT, EventKey.HOST, visit.host(), rule.id(), vector),
                    new Spells.Spell(at, at, 1, 1, Set.of()));
        }
    }

    private String vector(Service service) {
        String called = rules.names().of(service);
        return service.protocol().name().toLowerCase(Locale.ROOT) + "/"
                + (service.number() < 0 ? "*" : Integer.toString(service.number()))
                + (called.isEmpty() ? "" : " " + called);
    }

    void order(AttackOrder order, Rule rule) {
        orders.add(
                new Key(EventKind.ORDER, EventKey.TARGET, order.victim().pseudonym(), rule.id(), ""),
                new Spells.Spell(
                        Nanos.of(order.time()), Nanos.of(order.time()), 1, 1, new TreeSet<>(order.victim().vectors())));
    }

    void forget(long nanos) {
        sessions.forget(nanos - SESSION_IDLE);
        orders.forget(nanos - ORDER_IDLE);
    }

    void merge(SpellWatch other) {
        sessions.merge(other.sessions);
        orders.merge(other.orders);
    }

    List<Event> events() {
        List<Event> out = new ArrayList<>();
        sessions.forEach((key, spell) -> out.add(event(key, spell)));
        orders.forEach((key, spell) -> out.add(event(key, spell)));
        return out;
    }

    private static Event event(Key key, Spells.Spell spell) {
        String vector = key.vector().isEmpty() ? String.join(",", spell.words()) : key.vector();
        return new Event(
                key.kind(),
                vector.isEmpty() ? "any" : vector,
                Nanos.instant(spell.from()),
                Nanos.instant(spell.to()),
                spell.count(),
                spell.count(),
                Event.confidence(spell.odds()),
                new EventKey(key.level(), key.whom()),
                key.rule(),
                0,
                List.of());
    }

    long evicted() {
        return sessions.evicted() + orders.evicted();
    }
}
