package yochi.centre.collection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;
import yochi.link.wire.Parcel;

/**
 * Carries parcels from node to node unopened: each is taken once, waits for the node that it names, and its
 * bytes are gone when that node has it, or after {@code LIFE}. What is kept is who told whom how often.
 */
public final class Parcels {
    /** Statements of the control tables of this package, in the order in which they came. */
    public static final List<String> AND_OTHERS = Stream.of(
                    Offenders.AND_VICTIMS,
                    List.of(
                            """
                            CREATE TABLE parcel (
                              sender TEXT NOT NULL, sequence INTEGER NOT NULL, country TEXT NOT NULL,
                              recipient TEXT NOT NULL, purpose TEXT NOT NULL, digest TEXT NOT NULL,
                              received TEXT NOT NULL, state TEXT NOT NULL, changed TEXT NOT NULL, bytes BLOB,
                              PRIMARY KEY (sender, sequence))
                            """,
                            "CREATE INDEX parcel_waiting ON parcel (recipient, purpose, received)"
                                    + " WHERE bytes IS NOT NULL"))
            .flatMap(List::stream)
            .toList();

    /** How long a parcel waits for its node: a node that is away for a week tells nobody of old machines. */
    static final Duration LIFE = Duration.ofDays(7);
    /** Parcels of one sender that may wait for one node, so that no sender fills another's place. */
    static final int MOST_WAITING = 200;
    /** Bytes of all that wait. */
    static final long MOST_BYTES = 256L << 20;
    /** How long it is known that a parcel was here: longer than any spool. */
    private static final Duration KEPT = Duration.ofDays(400);

    /** Where a parcel stands. */
    public enum State {
        /** For its node to fetch it. */
        WAITING,
        /** Its node has it on disk. */
        TAKEN,
        /** Its node will not have it: it cannot be opened, or its policy says no. */
        REFUSED,
        /** A person at its node has seen it. */
        ACKNOWLEDGED,
        /** Nobody came for it. */
        EXPIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How many parcels to a country stand where.
     *
     * @param since when the oldest of them came
     */
    public record Count(String country, String purpose, State state, long parcels, Instant since) {}

    private final ControlStore store;
    private final Function<Parcel.Label, Optional<NodeId>> addressee;
    private final InstantSource clock;
    private final EventLog events;

    /**
     * The room.
     *
     * @param addressee the admitted node of that name and country, if there is one
     */
    public Parcels(
            ControlStore store,
            Function<Parcel.Label, Optional<NodeId>> addressee,
            InstantSource clock,
            EventLog events) {
        this.store = store;
        this.addressee = addressee;
        this.clock = clock;
        this.events = events;
    }

    /** Takes the bytes of an authenticated node; a {@link Problem} says why they are refused. */
    public Collection.Receipt take(NodeId peer, byte[] bytes) {
        Parcel.Label label;
        try {
            label = Parcel.decode(bytes).label();
        } catch (YochiException e) {
            throw Problem.of(e);
        }
        if (!label.node().equals(peer)) {
            throw new Problem(403, "report.foreign", "a parcel of node " + label.node() + " sent by node " + peer);
        }
        NodeId recipient = addressee
                .apply(label)
                .filter(n -> !n.equals(peer))
                .orElseThrow(() -> new Problem(
                        422, "parcel.nowhere", "no other node " + label.to() + " in " + label.country() + " here"));
        String digest = Collection.digest(bytes);
        boolean duplicate = store.transaction(h -> {
            forget(h);
            Optional<String> before = h.createQuery("SELECT digest FROM parcel WHERE sender = ? AND sequence = ?")
                    .bind(0, peer.toString())
                    .bind(1, label.sequence())
                    .mapTo(String.class)
                    .findOne();
            if (before.isPresent()) {
                if (!before.get().equals(digest)) {
                    throw new Problem(
                            409, "report.conflict", "parcel " + label.sequence() + " was here with other content");
                }
                return true;
            }
            refuseIfFull(h, peer, recipient, bytes.length);
            String now = clock.instant().toString();
            h.execute(
                    "INSERT INTO parcel VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    peer.toString(),
                    label.sequence(),
                    label.country().code(),
                    recipient.toString(),
                    label.purpose(),
                    digest,
                    now,
                    State.WAITING.word(),
                    now,
                    bytes);
            return false;
        });
        if (!duplicate) {
            events.mark("parcel.stored", peer + "/" + label.sequence(), Map.of("purpose", label.purpose()));
        }
        return new Collection.Receipt(peer, label.sequence(), duplicate);
    }

    private static void refuseIfFull(Handle h, NodeId peer, NodeId recipient, int more) {
        long waiting = h.createQuery(
                        "SELECT COUNT(*) FROM parcel WHERE sender = ? AND recipient = ? AND bytes IS NOT NULL")
                .bind(0, peer.toString())
                .bind(1, recipient.toString())
                .mapTo(Long.class)
                .one();
        long all = h.createQuery("SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM parcel WHERE bytes IS NOT NULL")
                .mapTo(Long.class)
                .one();
        if (waiting >= MOST_WAITING || all + more > MOST_BYTES) {
            throw new Problem(503, "parcel.full", "too many parcels wait for node " + recipient + "; send it later");
        }
    }

    private void forget(Handle h) {
        Instant now = clock.instant();
        h.execute(
                "UPDATE parcel SET bytes = NULL, state = ?, changed = ? WHERE bytes IS NOT NULL AND received < ?",
                State.EXPIRED.word(),
                now.toString(),
                now.minus(LIFE).toString());
        h.execute("DELETE FROM parcel WHERE received < ?", now.minus(KEPT).toString());
    }

    /** The oldest parcel of that purpose that waits for the node. */
    public Optional<byte[]> next(NodeId peer, String purpose) {
        return store.transaction(h -> {
            forget(h);
            return h.createQuery("SELECT bytes FROM parcel WHERE recipient = ? AND purpose = ? AND bytes IS NOT NULL"
                            + " ORDER BY received, sender, sequence LIMIT 1")
                    .bind(0, peer.toString())
                    .bind(1, purpose)
                    .mapTo(byte[].class)
                    .findOne();
        });
    }

    /** The node that a parcel was for says what became of it; said twice it holds once. */
    public void moved(NodeId peer, String sender, long sequence, State state) {
        if (state == State.WAITING || state == State.EXPIRED) {
            throw new Problem(400, "parcel.state", "a node says taken, refused or acknowledged");
        }
        String now = clock.instant().toString();
        String from = state == State.ACKNOWLEDGED ? "('taken', 'acknowledged')" : "('waiting', '" + state.word() + "')";
        boolean known = store.transaction(h -> {
            int changed = h.execute(
                    "UPDATE parcel SET bytes = NULL, state = ?, changed = ? WHERE sender = ? AND sequence = ?"
                            + " AND recipient = ? AND state IN " + from,
                    state.word(),
                    now,
                    sender,
                    sequence,
                    peer.toString());
            return changed > 0;
        });
        if (!known) {
            throw new Problem(
                    404, "parcel.unknown", "no parcel of that number for this node can become " + state.word());
        }
        events.mark("parcel." + state.word(), sender + "/" + sequence, Map.of());
    }

    /** How many parcels to which country stand where. */
    public List<Count> counts() {
        return store.transaction(h -> {
            forget(h);
            return h.createQuery("SELECT country, purpose, state, COUNT(*), MIN(received) FROM parcel"
                            + " GROUP BY country, purpose, state ORDER BY country, purpose, state")
                    .map((rs, ctx) -> new Count(
                            rs.getString(1),
                            rs.getString(2),
                            State.valueOf(rs.getString(3).toUpperCase(Locale.ROOT)),
                            rs.getLong(4),
                            Instant.parse(rs.getString(5))))
                    .list();
        });
    }
}
