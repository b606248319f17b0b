package yochi.centre.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;

/** The nodes, their policies and their history, on disk. */
final class FleetRegistry {
    /** Lines of history kept for one node; the oldest go first. */
    static final int HISTORY_BOUND = 1000;

    private final ControlStore store;
    private final InstantSource clock;

    FleetRegistry(ControlStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A node as it is on disk; whether it is connected and healthy only the running fleet knows. */
    record Row(
            NodeId id,
            String name,
            Country country,
            String operator,
            Instant invited,
            Optional<Instant> enrolled,
            Optional<Instant> revoked,
            Optional<Instant> lastSeen,
            String wanted,
            String running,
            boolean effective) {}

    List<Row> nodes() {
        return store.transaction(h -> h.createQuery("SELECT * FROM node ORDER BY name")
                .map((rs, ctx) -> row(rs))
                .list());
    }

    Optional<Row> node(NodeId id) {
        return store.transaction(h -> h.createQuery("SELECT * FROM node WHERE id = ?")
                .bind(0, id.toString())
                .map((rs, ctx) -> row(rs))
                .findOne());
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                NodeId.parse(rs.getString("id")),
                rs.getString("name"),
                Country.parse(rs.getString("country")),
                rs.getString("operator"),
                Instant.parse(rs.getString("invited")),
                Optional.ofNullable(rs.getString("enrolled")).map(Instant::parse),
                Optional.ofNullable(rs.getString("revoked")).map(Instant::parse),
                Optional.ofNullable(rs.getString("last_seen")).map(Instant::parse),
                rs.getString("wanted"),
                rs.getString("running"),
                rs.getInt("effective") != 0);
    }

    /** Expects a node: it has a name and an identity, and may come with a certificate of that identity. */
    void invite(NodeId id, String name, Country country, String operator) {
        store.transaction(h -> {
            if (h.createQuery("SELECT count(*) FROM node WHERE name = ?")
                            .bind(0, name)
                            .mapTo(Integer.class)
                            .one()
                    > 0) {
                throw new YochiException(ErrorCode.USAGE, "a node called " + name + " is in the fleet already");
            }
            h.createUpdate("INSERT INTO node (id, name, country, operator, invited) VALUES (?, ?, ?, ?, ?)")
                    .bind(0, id.toString())
                    .bind(1, name)
                    .bind(2, country.code())
                    .bind(3, operator)
                    .bind(4, clock.instant().toString())
                    .execute();
            history(h, id, "invited", "", "");
            return true;
        });
    }

    /** The node has come with its certificate for the first time. */
    void enrolled(NodeId id) {
        store.transaction(h -> {
            int changed = h.createUpdate("UPDATE node SET enrolled = ? WHERE id = ? AND enrolled IS NULL")
                    .bind(0, clock.instant().toString())
                    .bind(1, id.toString())
                    .execute();
            if (changed > 0) {
                history(h, id, "enrolled", "", "");
            }
            return changed;
        });
    }

    /** Makes the node's certificate worthless here; returns whether it was good before. */
    boolean revoke(NodeId id, String why) {
        return store.transaction(h -> {
            int changed = h.createUpdate("UPDATE node SET revoked = ? WHERE id = ? AND revoked IS NULL")
                    .bind(0, clock.instant().toString())
                    .bind(1, id.toString())
                    .execute();
            if (changed > 0) {
                history(h, id, "revoked", "", why);
            }
            return changed > 0;
        });
    }

    /** Writes down which policy the nodes should run from now on. */
    void want(PolicyFiles policy, List<NodeId> nodes) {
        String digest = policy.digest();
        store.transaction(h -> {
            h.createUpdate("INSERT OR IGNORE INTO policy (digest, name, pushed) VALUES (?, ?, ?)")
                    .bind(0, digest)
                    .bind(1, policy.name())
                    .bind(2, clock.instant().toString())
                    .execute();
            policy.files()
                    .forEach((name, text) -> h.createUpdate(
                                    "INSERT OR IGNORE INTO policy_file (digest, name, text) VALUES (?, ?, ?)")
                            .bind(0, digest)
                            .bind(1, name)
                            .bind(2, text)
                            .execute());
            for (NodeId id : nodes) {
                h.createUpdate("UPDATE node SET wanted = ?, effective = 0 WHERE id = ?")
                        .bind(0, digest)
                        .bind(1, id.toString())
                        .execute();
                history(h, id, "wanted", digest, policy.name());
            }
            return nodes.size();
        });
    }

    Optional<PolicyFiles> policy(String digest) {
        return store.transaction(h -> {
            Map<String, String> files = new LinkedHashMap<>();
            h.createQuery("SELECT name, text FROM policy_file WHERE digest = ?")
                    .bind(0, digest)
                    .map((rs, ctx) -> Map.entry(rs.getString(1), rs.getString(2)))
                    .forEach(e -> files.put(e.getKey(), e.getValue()));
            return h.createQuery("SELECT name FROM policy WHERE digest = ?")
                    .bind(0, digest)
                    .mapTo(String.class)
                    .findOne()
                    .map(name -> new PolicyFiles(name, files));
        });
    }

    /** Writes down what the node says it runs; with {@code effective} also that it proved it. */
    void running(NodeId id, String digest, boolean effective, Optional<Instant> first) {
        store.transaction(h -> {
            h.createUpdate("UPDATE node SET running = ?, effective = ? WHERE id = ?")
                    .bind(0, digest)
                    .bind(1, effective ? 1 : 0)
                    .bind(2, id.toString())
                    .execute();
            String detail = first.map(t -> "first observation " + t).orElse("");
            history(h, id, effective ? "effective" : "running", digest, detail, first);
            return true;
        });
    }

    /** Takes over what the node itself wrote down, from the first number that is not here yet. */
    void told(NodeId id, List<RunningProof.Tried> history) {
        store.transaction(h -> {
            long known = h.createQuery("SELECT told FROM node WHERE id = ?")
                    .bind(0, id.toString())
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            List<RunningProof.Tried> news =
                    history.stream().filter(t -> t.number() > known).toList();
            for (RunningProof.Tried t : news) {
                history(h, id, t.outcome(), t.digest(), t.detail());
            }
            if (!news.isEmpty()) {
                h.createUpdate("UPDATE node SET told = ? WHERE id = ?")
                        .bind(0, news.getLast().number())
                        .bind(1, id.toString())
                        .execute();
            }
            return news.size();
        });
    }

    void seen(NodeId id) {
        store.transaction(h -> h.createUpdate("UPDATE node SET last_seen = ? WHERE id = ?")
                .bind(0, clock.instant().toString())
                .bind(1, id.toString())
                .execute());
    }

    void history(NodeId id, String event, String digest, String detail) {
        store.transaction(h -> {
            history(h, id, event, digest, detail);
            return true;
        });
    }

    private void history(Handle h, NodeId id, String event, String digest, String detail) {
        history(h, id, event, digest, detail, Optional.empty());
    }

    private void history(
            Handle h, NodeId id, String event, String digest, String detail, Optional<Instant> observation) {
        h.createUpdate("INSERT INTO history (node, at, event, digest, detail, observation) VALUES (?, ?, ?, ?, ?, ?)")
                .bind(0, id.toString())
                .bind(1, clock.instant().toString())
                .bind(2, event)
                .bind(3, digest)
                .bind(4, detail)
                .bind(5, observation.map(Instant::toString))
                .execute();
        h.createUpdate("DELETE FROM history WHERE node = ? AND number <= (SELECT number FROM history WHERE node = ?"
                        + " ORDER BY number DESC LIMIT 1 OFFSET ?)")
                .bind(0, id.toString())
                .bind(1, id.toString())
                .bind(2, HISTORY_BOUND)
                .execute();
    }

    List<HistoryEntry> history(NodeId id) {
        return store.transaction(h -> h.createQuery("SELECT * FROM history WHERE node = ? ORDER BY number")
                .bind(0, id.toString())
                .map((rs, ctx) -> new HistoryEntry(
                        id,
                        Instant.parse(rs.getString("at")),
                        rs.getString("event"),
                        rs.getString("digest"),
                        rs.getString("detail"),
                        Optional.ofNullable(rs.getString("observation")).map(Instant::parse)))
                .list());
    }
}
