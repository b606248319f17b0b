package yochi.centre.collection;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.OffenderReport;
import yochi.link.wire.OffenderReportCodec;

/**
 * Takes reports on machines of the home country that attack elsewhere, each once; those of other countries are refused.
 * Of a report only its digest is kept: whom to tell, and what is counted, is the listener's.
 */
public final class Offenders {
    private static final List<String> OWN = List.of("""
            CREATE TABLE offender_report (
              node TEXT NOT NULL, sequence INTEGER NOT NULL, digest TEXT NOT NULL, received TEXT NOT NULL,
              PRIMARY KEY (node, sequence))
            """);

    /** The tables of victims' and offenders' reports, in the order in which they came. */
    public static final List<String> AND_VICTIMS =
            Stream.of(Victims.MIGRATIONS, OWN).flatMap(List::stream).toList();

    private final Intake<OffenderReport> intake;
    private final EventLog events;
    private final List<Consumer<OffenderReport>> listeners = new CopyOnWriteArrayList<>();

    public Offenders(ControlStore store, Country home, InstantSource clock, EventLog events) {
        this.events = events;
        intake = new Intake<>(
                store,
                clock,
                "offender_report",
                false,
                "offenders",
                "machines",
                home,
                OffenderReportCodec::decode,
                OffenderReport::node,
                OffenderReport::sequence,
                OffenderReport::addressee);
    }

    /** Tells the listener of each report, at least once, before it is acknowledged. */
    public void onStored(Consumer<OffenderReport> listener) {
        listeners.add(listener);
    }

    /** Takes the bytes of an authenticated node; a {@link yochi.centre.gate.Problem} says why they are refused. */
    public Collection.Receipt take(NodeId peer, byte[] bytes) {
        OffenderReport report = intake.read(peer, bytes);
        boolean fresh = !intake.known(report, bytes);
        if (fresh) { // the listener first: what it has done twice counts once, what was never done would be lost
            listeners.forEach(listener -> listener.accept(report));
            intake.put(report, bytes);
            events.mark(
                    "offenders.stored",
                    report.node() + "/" + report.sequence(),
                    Map.of("offenders", report.offenders().size(), "unproven", report.unproven()));
        }
        return new Collection.Receipt(peer, report.sequence(), !fresh);
    }
}
