package yochi.centre.situation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import yochi.core.model.Assessment;
import yochi.core.model.Words;

/**
 * Which node tells which target of an alert, and which has taken it back: what one node does not name any more goes on
 * while another names it. Every statement runs inside a transaction of the control store.
 */
final class Tellers {
    static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE alert_target (
              alert TEXT NOT NULL, node TEXT NOT NULL, target TEXT NOT NULL, withdrawn INTEGER NOT NULL,
              PRIMARY KEY (alert, target, node))
            """);

    private Tellers() {}

    /** A node names these targets. */
    static void named(Handle h, String alert, String node, List<String> targets) {
        targets.forEach(target -> h.execute(
                "INSERT INTO alert_target VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET withdrawn = 0",
                alert,
                node,
                target));
    }

    /**
     * What follows when a node names targets no more.
     *
     * @param over those that no other node names either
     * @param split what is to be said of the others; absent where that is nothing new
     */
    record Off(Set<String> over, Optional<Words> split) {}

    /** A node names these targets no more. */
    static Off calledOff(Handle h, String alert, String node, Set<String> targets) {
        Optional<Words> before = split(h, alert);
        Set<String> over = new HashSet<>();
        for (String target : targets) {
            h.execute(
                    "UPDATE alert_target SET withdrawn = 1 WHERE alert = ? AND target = ? AND node = ?",
                    alert,
                    target,
                    node);
            boolean still = h.createQuery("SELECT COUNT(*) FROM alert_target WHERE alert = ? AND target = ?"
                                    + " AND withdrawn = 0")
                            .bind(0, alert)
                            .bind(1, target)
                            .mapTo(Integer.class)
                            .one()
                    > 0;
            if (!still) {
                over.add(target);
            }
        }
        Optional<Words> after = split(h, alert);
        return new Off(over, after.equals(before) ? Optional.empty() : after);
    }

    /** What is to be said of targets that one node has taken back while another names them. */
    static Optional<Words> split(Handle h, String alert) {
        return h.createQuery("SELECT COUNT(DISTINCT t.target) AS targets, COUNT(DISTINCT t.node) AS gone,"
                        + " COUNT(DISTINCT o.node) AS left FROM alert_target t JOIN alert_target o"
                        + " ON o.alert = t.alert AND o.target = t.target AND o.withdrawn = 0"
                        + " WHERE t.alert = ? AND t.withdrawn = 1")
                .bind(0, alert)
                .map((rs, ctx) -> new int[] {rs.getInt("targets"), rs.getInt("gone"), rs.getInt("left")})
                .findOne()
                .filter(n -> n[0] > 0)
                .map(n -> new Words(
                        "Nodes disagree: " + n[0] + " of these targets are no longer on the lists that " + n[1]
                                + " of the nodes read, and still on those of " + n[2] + ".",
                        "ノード間で食い違いがあります：標的 " + n[0] + " 件は、" + n[1] + " 台のノードの一覧からは外れましたが、" + n[2]
                                + " 台のノードの一覧には残っています。"));
    }

    /** The assessment with what {@link #split} says beside its caveats. */
    static Assessment marked(Assessment a, Optional<Words> split) {
        if (split.isEmpty()) {
            return a;
        }
        List<Words> caveats = new ArrayList<>(a.caveats());
        caveats.removeIf(c -> c.en().startsWith("Nodes disagree: "));
        caveats.add(split.get());
        return new Assessment(
                a.life(),
                a.campaign(),
                a.facts(),
                a.inferences(),
                a.unknowns(),
                a.options(),
                a.recommendation(),
                a.place(),
                a.tell(),
                a.answers(),
                caveats);
    }
}
