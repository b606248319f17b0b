package yochi.centre.source;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.SourceReport;
import yochi.core.model.YochiException;
import yochi.link.identity.Sha256;
import yochi.link.wire.SourceReportCodec;

/**
 * Takes reports on sources, each once and in whatever order they come: of one node, day and kind the one with the
 * highest number stands. Their tokens are kept until their day is scored, two days after receipt at most.
 */
public final class SourceReports {
    static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE source_report (
              node TEXT NOT NULL, sequence INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (node, sequence))
            """,
            """
            CREATE TABLE source_told (
              node TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, sequence INTEGER NOT NULL,
              received TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (node, day, kind))
            """);

    /** Days of one node that may lie here at once: the day that is over, today, tomorrow, and one more. */
    private static final int MOST_DAYS = 4;
    /** Numbers of one node that are remembered; whatever is older counts as known. */
    private static final int MOST_NUMBERS = 100;

    private final ControlStore store;
    private final InstantSource clock;
    private final EventLog events;

    /**
     * What became of a report.
     *
     * @param sequence its number
     * @param duplicate whether it was known already
     */
    public record Receipt(long sequence, boolean duplicate) {}

    SourceReports(ControlStore store, InstantSource clock, EventLog events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /** Takes the bytes of an authenticated node; a {@link Problem} says why they are refused. */
    public Receipt take(NodeId peer, Peer known, byte[] bytes) {
        SourceReport report;
        try {
            report = SourceReportCodec.decode(bytes);
        } catch (YochiException e) {
            throw Problem.of(e);
        }
        if (!report.node().equals(peer)) {
            throw new Problem(403, "report.foreign", "a report of node " + report.node() + " sent by node " + peer);
        }
        if (!known.country().equals(report.country())) {
            throw new Problem(
                    422, "sources.country", "the fleet has node " + peer + " in another country than its report says");
        }
        String digest = Sha256.hex(bytes);
        boolean fresh = store.transaction(h -> {
            if (known(h, report, digest)) {
                return false;
            }
            h.execute(
                    "INSERT INTO source_report VALUES (?, ?, ?)", peer.toString(), report.sequence(), digest);
            h.execute(
                    "DELETE FROM source_report WHERE node = ? AND sequence <= ?",
                    peer.toString(),
                    highest(h, peer) - MOST_NUMBERS);
            put(h, report, bytes);
            return true;
        });
        if (fresh) {
            events.mark(
                    "sources.stored",
                    report.node() + "/" + report.sequence(),
                    Map.of("day", report.day().toString(), "kind", report.kind().name(), "sources", report.size()));
        }
        return new Receipt(report.sequence(), !fresh);
    }

    private static long highest(Handle h, NodeId node) {
        return h.createQuery("SELECT coalesce(max(sequence), 0) FROM source_report WHERE node = ?")
                .bind(0, node.toString())
                .mapTo(Long.class)
                .one();
    }

    private static boolean known(Handle h, SourceReport report, String digest) {
        Optional<String> before = h.createQuery("SELECT digest FROM source_report WHERE node = ? AND sequence = ?")
                .bind(0, report.node().toString())
                .bind(1, report.sequence())
                .mapTo(String.class)
                .findOne();
        if (before.isPresent() && !before.get().equals(digest)) {
            throw new Problem(
                    409, "report.conflict", "source report " + report.sequence() + " was stored with other content");
        }
        return before.isPresent() || report.sequence() <= highest(h, report.node()) - MOST_NUMBERS;
    }

    private void put(Handle h, SourceReport report, byte[] bytes) {
        String node = report.node().toString();
        h.execute(
                "INSERT INTO source_told VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                        + " sequence = excluded.sequence, received = excluded.received, body = excluded.body"
                        + " WHERE excluded.sequence > sequence",
                node,
                report.day().toString(),
                report.kind().name(),
                report.sequence(),
                clock.instant().toString(),
                bytes);
        h.execute(
                "DELETE FROM source_told WHERE node = ? AND day NOT IN"
                        + " (SELECT DISTINCT day FROM source_told WHERE node = ? ORDER BY day DESC LIMIT ?)",
                node,
                node,
                MOST_DAYS);
    }

    /** What nodes told of a day, by node. */
    List<SourceReport> of(LocalDate day, SourceReport.Kind kind) {
        List<byte[]> bodies = store.transaction(
                h -> h.createQuery("SELECT body FROM source_told WHERE day = ? AND kind = ? ORDER BY node")
                        .bind(0, day.toString())
                        .bind(1, kind.name())
                        .map((rs, ctx) -> rs.getBytes(1))
                        .list());
        return bodies.stream().map(SourceReportCodec::decode).toList();
    }

    /** Nodes that told something before a day, by what is still here. */
    List<String> toldOf(LocalDate day) {
        return store.transaction(h -> h.createQuery("SELECT node FROM source_told WHERE day = ? AND kind = 'AHEAD'")
                .bind(0, day.toString())
                .mapTo(String.class)
                .list());
    }

    /** The newest day that was told of ahead, and how many nodes told. */
    record Told(LocalDate day, int nodes) {}

    Optional<Told> newest() {
        return store.transaction(h -> h.createQuery("SELECT day, COUNT(*) FROM source_told WHERE kind = 'AHEAD'"
                        + " GROUP BY day ORDER BY day DESC LIMIT 1")
                .map((rs, ctx) -> new Told(LocalDate.parse(rs.getString(1)), rs.getInt(2)))
                .findOne());
    }

    /** Forgets what was told of days before one. */
    void forget(LocalDate before) {
        store.transaction(h -> h.execute("DELETE FROM source_told WHERE day < ?", before.toString()));
    }

    /** Forgets what came in before a moment. */
    void forget(Instant receivedBefore) {
        store.transaction(h -> h.execute("DELETE FROM source_told WHERE received < ?", receivedBefore.toString()));
    }
}
