package yochi.centre.collection;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.SeenVictimReport;
import yochi.link.wire.SeenVictimReportCodec;

/**
 * Takes reports on addresses of the home country that sensors saw attacked, each once; those of other countries, and of
 * days to come, are refused. Of a report only its digest is kept: what is counted is the listener's.
 */
public final class SeenVictims {
    /** Statements of the control tables of this package, in the order in which they came. */
    public static final List<String> AND_OTHERS = Stream.of(Parcels.AND_OTHERS, List.of("""
                            CREATE TABLE seen_victim_report (
                              node TEXT NOT NULL, sequence INTEGER NOT NULL, digest TEXT NOT NULL,
                              received TEXT NOT NULL, PRIMARY KEY (node, sequence))
                            """))
            .flatMap(List::stream)
            .toList();

    private final Intake<SeenVictimReport> intake;
    private final InstantSource clock;
    private final EventLog events;
    private final List<Consumer<SeenVictimReport>> listeners = new CopyOnWriteArrayList<>();

    public SeenVictims(ControlStore store, Country home, InstantSource clock, EventLog events) {
        this.clock = clock;
        this.events = events;
        intake = new Intake<>(
                store,
                clock,
                "seen_victim_report",
                false,
                "seenVictims",
                "seen victims",
                home,
                SeenVictimReportCodec::decode,
                SeenVictimReport::node,
                SeenVictimReport::sequence,
                SeenVictimReport::addressee);
    }

    /** Tells the listener of each report, at least once, before it is acknowledged. */
    public void onStored(Consumer<SeenVictimReport> listener) {
        listeners.add(listener);
    }

    /** Takes the bytes of an authenticated node; a {@link Problem} says why they are refused. */
    public Collection.Receipt take(NodeId peer, byte[] bytes) {
        SeenVictimReport report = intake.read(peer, bytes);
        Instant now = clock.instant();
        if (Collection.ahead(report.until(), now)) {
            events.mark(
                    "seenVictims.refused",
                    report.node() + "/" + report.sequence(),
                    Map.of("until", report.until().toString()));
            throw new Problem(
                    422,
                    "seenVictims.future",
                    "a window until " + report.until() + ", more than a day after the centre's " + now
                            + ": set the node's clock");
        }
        boolean fresh = !intake.known(report, bytes);
        if (fresh) { // the listener first: what it has done twice counts once, what was never done would be lost
            listeners.forEach(listener -> listener.accept(report));
            intake.put(report, bytes);
        }
        events.mark(
                fresh ? "seenVictims.stored" : "seenVictims.duplicate",
                report.node() + "/" + report.sequence(),
                Map.of("victims", report.victims().size(), "unnamed", report.unnamed()));
        return new Collection.Receipt(peer, report.sequence(), !fresh);
    }
}
