package yochi.centre.collection;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.OffenderReport;
import yochi.core.model.YochiException;
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

    private final ControlStore store;
    private final Country home;
    private final InstantSource clock;
    private final EventLog events;
    private final List<Consumer<OffenderReport>> listeners = new CopyOnWriteArrayList<>();

    public Offenders(ControlStore store, Country home, InstantSource clock, EventLog events) {
        this.store = store;
        this.home = home;
        this.clock = clock;
        this.events = events;
    }

    /** Tells the listener of each report, at least once, before it is acknowledged. */
    public void onStored(Consumer<OffenderReport> listener) {
        listeners.add(listener);
    }

    /** Takes the bytes of an authenticated node; a {@link Problem} says why they are refused. */
    public Collection.Receipt take(NodeId peer, byte[] bytes) {
        OffenderReport report;
        try {
            report = OffenderReportCodec.decode(bytes);
        } catch (YochiException e) {
            throw Problem.of(e);
        }
        if (!report.node().equals(peer)) {
            throw new Problem(403, "report.foreign", "a report of node " + report.node() + " sent by node " + peer);
        }
        if (!report.addressee().equals(home)) {
            throw new Problem(
                    422,
                    "offenders.foreign",
                    "machines of " + report.addressee() + " are not for the centre of " + home);
        }
        String digest = Collection.digest(bytes);
        boolean fresh = !known(report, digest);
        if (fresh) { // the listener first: what it has done twice counts once, what was never done would be lost
            listeners.forEach(listener -> listener.accept(report));
            put(report, digest);
            events.mark(
                    "offenders.stored",
                    report.node() + "/" + report.sequence(),
                    Map.of("offenders", report.offenders().size(), "unproven", report.unproven()));
        }
        return new Collection.Receipt(peer, report.sequence(), !fresh);
    }

    private boolean known(OffenderReport report, String digest) {
        Optional<String> before =
                store.transaction(h -> h.createQuery(
                                "SELECT digest FROM offender_report WHERE node = ? AND sequence = ?")
                        .bind(0, report.node().toString())
                        .bind(1, report.sequence())
                        .mapTo(String.class)
                        .findOne());
        if (before.isPresent() && !before.get().equals(digest)) {
            throw new Problem(
                    409, "report.conflict", "offender report " + report.sequence() + " was stored with other content");
        }
        return before.isPresent();
    }

    private void put(OffenderReport report, String digest) {
        store.transaction(h -> h.execute(
                "INSERT OR IGNORE INTO offender_report VALUES (?, ?, ?, ?)",
                report.node().toString(),
                report.sequence(),
                digest,
                clock.instant().toString()));
    }
}
