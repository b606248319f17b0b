package yochi.centre.collection;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.VictimReport;
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
    private final Intake<VictimReport> intake;
    private final EventLog events;
    private final List<Consumer<VictimReport>> listeners = new CopyOnWriteArrayList<>();

    public Victims(ControlStore store, Country home, InstantSource clock, EventLog events) {
        this.store = store;
        this.events = events;
        intake = new Intake<>(
                store,
                clock,
                "victim_report",
                true,
                "victims",
                "victims",
                home,
                VictimReportCodec::decode,
                VictimReport::node,
                VictimReport::sequence,
                VictimReport::addressee);
    }

    /** Tells the listener of each report after its commit, once. */
    public void onStored(Consumer<VictimReport> listener) {
        listeners.add(listener);
    }

    /** Takes the bytes of an authenticated node; a {@link yochi.centre.gate.Problem} says why they are refused. */
    public Collection.Receipt take(NodeId peer, byte[] bytes) {
        VictimReport report = intake.read(peer, bytes);
        boolean fresh = intake.put(report, bytes);
        if (fresh) {
            events.mark(
                    "victims.stored",
                    report.node() + "/" + report.sequence(),
                    Map.of("victims", report.victims().size(), "withdrawn", report.withdrawn()));
            listeners.forEach(listener -> listener.accept(report));
        }
        return new Collection.Receipt(peer, report.sequence(), !fresh);
    }

    /** All reports kept, the oldest first. */
    public List<VictimReport> all() {
        return store.transaction(h -> h.createQuery("SELECT bytes FROM victim_report ORDER BY rowid")
                .map((rs, ctx) -> VictimReportCodec.decode(rs.getBytes(1)))
                .list());
    }
}
