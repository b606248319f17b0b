package yochi.centre.situation;

import java.util.Map;
import java.util.Optional;
import yochi.core.model.Alert;
import yochi.core.model.Assessment.Life;

/** Whether an alert is confirmed, has grown, or says nothing new, compared with how it stood before. */
final class Growth {
    /** Targets that must be new, and at least as many as before, for an alert to escalate by itself; own choice. */
    private static final int LEAST_NEW = 5;

    private Growth() {}

    /** A second node confirms; twice as many targets escalate. */
    static Life life(Optional<AlertTable.Row> before, Alert now, int nodes) {
        Life life = before.map(AlertTable.Row::life).orElse(Life.NEW);
        if (before.isPresent() && grew(before.get(), now)) {
            return Life.ESCALATED;
        }
        return life == Life.NEW && nodes > 1 ? Life.CONFIRMED : life;
    }

    private static boolean grew(AlertTable.Row before, Alert now) {
        int was = before.alert().victims().size();
        int more = now.victims().size() - was;
        return more >= LEAST_NEW && more >= was;
    }

    /** What the centre's own step says, if it changed the life. */
    static Optional<Map.Entry<String, String>> step(Optional<AlertTable.Row> before, Life life, int nodes) {
        Life was = before.map(AlertTable.Row::life).orElse(Life.NEW);
        if (life == was) {
            return Optional.empty();
        }
        return Optional.of(
                life == Life.CONFIRMED
                        ? Map.entry("confirmed", "Nodes that say so: " + nodes + ".")
                        : Map.entry("escalated", "It names twice as many targets as before."));
    }

    /** Whether there is something to tell: other targets, vectors, life, span, percent, advice or addressees. */
    static boolean isNews(AlertTable.Row before, AlertTable.Row now) {
        Alert a = before.alert();
        Alert b = now.alert();
        return !(a.victims().equals(b.victims())
                && a.assessment().life() == b.assessment().life()
                && before.ends().equals(now.ends())
                && Math.round(100 * a.probability()) == Math.round(100 * b.probability())
                && row(a).equals(row(b))
                && a.assessment().tell().equals(b.assessment().tell()));
    }

    private static String row(Alert alert) {
        return alert.assessment().recommendation().map(r -> r.table() + " " + r.row()).orElse("");
    }
}
