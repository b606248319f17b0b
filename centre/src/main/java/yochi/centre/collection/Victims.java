package yochi.centre.collection;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.VictimReport;
import yochi.core.model.YochiException;
import yochi.link.wire.VictimReportCodec;

/** Takes reports on victims of the home country, each once, and keeps them; those of other countries are refused. */
public final class Victims {
    /** The table, for the file in which it is kept. */
    public static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE victim_report (
              node TEXT NOT NULL, sequence INTEGER NOT NULL, digest TEXT NOT NULL, received TEXT NOT NULL,
              bytes BLOB NOT NULL, PRIMARY KEY (node, sequence))
            """);

    private final ControlStore store;
    private final Country home;
    private final InstantSource clock;
    private final EventLog events;
    private final List<Consumer<VictimReport>> listeners = new CopyOnWriteArrayList<>();

    public Victims(ControlStore store, Country home, InstantSource clock, EventLog events) {
        this.store = store;
        this.home = home;
        this.clock = clock;
        this.events = events;
    }

    /** Tells the listener of each report after its commit, once. */
    public void onStored(Consumer<VictimReport> listener) {
        listeners.add(listener);
    }

    /** Takes the bytes of an authenticated node; a {@link Problem} says why they are refused. */
    public Collection.Receipt take(NodeId peer, byte[] bytes) {
        VictimReport report;
        try {
            report = VictimReportCodec.decode(bytes);
        } catch (YochiException e) {
            throw Problem.of(e);
        }
        if (!report.node().equals(peer)) {
            throw new Problem(403, "report.foreign", "a report of node " + report.node() + " sent by node " + peer);
        }
        if (!report.addressee().equals(home)) {
            throw new Problem(
                    422, "victims.foreign", "victims of " + report.addressee() + " are not for the centre of " + home);
        }
        String digest = Collection.digest(bytes);
        boolean fresh = put(report, digest, bytes);
        if (fresh) {
            events.mark(
                    "victims.stored",
                    report.node() + "/" + report.sequence(),
                    Map.of("victims", report.victims().size(), "withdrawn", report.withdrawn()));
            listeners.forEach(listener -> listener.accept(report));
        }
        return new Collection.Receipt(peer, report.sequence(), !fresh);
    }

    private boolean put(VictimReport report, String digest, byte[] bytes) {
        Optional<String> before = store.transaction(h -> {
            Optional<String> known = h.createQuery("SELECT digest FROM victim_report WHERE node = ? AND sequence = ?")
                    .bind(0, report.node().toString())
                    .bind(1, report.sequence())
                    .mapTo(String.class)
                    .findOne();
            if (known.isEmpty()) {
                h.createUpdate("INSERT INTO victim_report VALUES (?, ?, ?, ?, ?)")
                        .bind(0, report.node().toString())
                        .bind(1, report.sequence())
                        .bind(2, digest)
                        .bind(3, clock.instant().toString())
                        .bind(4, bytes)
                        .execute();
            }
            return known;
        });
        if (before.isPresent() && !before.get().equals(digest)) {
            throw new Problem(
                    409, "report.conflict", "victim report " + report.sequence() + " was stored with other content");
        }
        return before.isEmpty();
    }

    /** All reports kept, the oldest first. */
    public List<VictimReport> all() {
        return store.transaction(h -> h.createQuery("SELECT bytes FROM victim_report ORDER BY rowid")
                .map((rs, ctx) -> VictimReportCodec.decode(rs.getBytes(1)))
                .list());
    }
}
