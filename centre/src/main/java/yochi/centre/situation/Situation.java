package yochi.centre.situation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import yochi.centre.ledger.Sealed;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment.Life;
import yochi.core.model.EventLog;
import yochi.core.model.Finding;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/**
 * The situation room: raises an alert when orders name a home network (a nowcast) or when a sealed forecast says that
 * something is likely (a forecast), keeps it current, and closes it when the matter is over. One open alert per matter.
 */
public final class Situation {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = Stream.concat(
                    Stream.concat(AlertTable.MIGRATIONS.stream(), OrderHistory.MIGRATIONS.stream()),
                    AlertTable.LIFE.stream())
            .toList();

    private static final int MAX_LISTED = 1000;
    private static final String CENTRE = "centre";

    private final ControlStore store;
    private final Settings settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final EventLog events;
    private final Consumer<AlertRecord> listener;
    private final OrderHistory orders;

    /**
     * The room.
     *
     * @param listener told of every new state of every alert, after it is on disk: shares it, notifies members
     */
    public Situation(
            ControlStore store,
            Settings settings,
            InstantSource clock,
            RandomGenerator random,
            EventLog events,
            Consumer<AlertRecord> listener) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.listener = listener;
        orders = new OrderHistory(store);
    }

    /** The days on which orders named whom. */
    public OrderHistory orders() {
        return orders;
    }

    /**
     * Takes orders against home targets, or their end.
     *
     * @param occurred when a node saw the list, wall clock: the clock of sharing starts here
     * @return the alerts that were raised or changed
     */
    public List<AlertRecord> victims(VictimReport report, Instant occurred) {
        if (!report.addressee().equals(settings.home())) {
            throw new IllegalArgumentException("addressed to " + report.addressee() + ", this is " + settings.home());
        }
        orders.add(report);
        SortedMap<Asn, List<Victim>> byNetwork = new TreeMap<>();
        report.victims()
                .forEach(v -> byNetwork
                        .computeIfAbsent(v.asn(), a -> new ArrayList<>())
                        .add(v));
        List<AlertRecord> changed = new ArrayList<>();
        byNetwork.forEach((asn, victims) -> {
            if (report.withdrawn()) {
                calledOff(asn, victims, report).ifPresent(changed::add);
            } else {
                changed.addAll(ordered(asn, victims, report, occurred));
            }
        });
        return changed;
    }

    /** The alert goes on for the targets that are still named; it is closed with the last of them. */
    private Optional<AlertRecord> calledOff(Asn asn, List<Victim> victims, VictimReport report) {
        Set<String> over = victims.stream().map(Victim::pseudonym).collect(Collectors.toSet());
        String subject = "order:" + asn;
        List<Victim> named = store.transaction(h -> AlertTable.open(h, subject))
                .map(row -> row.alert().victims())
                .orElse(List.of());
        List<Victim> left =
                named.stream().filter(v -> !over.contains(v.pseudonym())).toList();
        if (left.isEmpty()) {
            return close(subject, "The list no longer names these targets.");
        }
        if (left.size() == named.size()) {
            return Optional.empty();
        }
        return Optional.of(raise(
                subject,
                Optional.empty(),
                List.of(),
                (id, raised, before) -> AlertText.nowcast(
                        id,
                        raised,
                        before.map(Alert::occurred).orElse(report.listed()),
                        asn,
                        left,
                        report,
                        0)));
    }

    private List<AlertRecord> ordered(Asn asn, List<Victim> victims, VictimReport report, Instant occurred) {
        List<AlertRecord> changed = new ArrayList<>();
        List<String> foretold = new ArrayList<>();
        for (String subject : List.of("event:" + asn + ":1", "event:" + asn + ":7")) {
            close(subject, "An order has been observed.").ifPresent(record -> {
                foretold.addAll(record.forecasts());
                changed.add(record);
            });
        }
        changed.add(raise("order:" + asn, Optional.empty(), foretold, (id, raised, before) -> {
            Map<String, Victim> all = new LinkedHashMap<>();
            before.ifPresent(alert -> alert.victims().forEach(v -> all.put(v.pseudonym(), v)));
            victims.forEach(v -> all.put(v.pseudonym(), v));
            return AlertText.nowcast(
                    id,
                    raised,
                    before.map(Alert::occurred).orElse(occurred.truncatedTo(ChronoUnit.MILLIS)),
                    asn,
                    List.copyOf(all.values()),
                    report,
                    foretold.size());
        }));
        return changed;
    }

    /**
     * Takes sealed forecasts and what the round found beside them; raises what is likely enough.
     *
     * @param now observation time: alerts whose span has passed are closed
     */
    public List<AlertRecord> foresee(List<Sealed> forecasts, List<Finding> findings, Instant now) {
        List<AlertRecord> changed = new ArrayList<>(expire(now));
        for (Sealed sealed : forecasts) {
            AlertText.foreseen(sealed, settings, findings).ifPresent(text -> {
                Optional<Instant> ends =
                        Optional.of(sealed.forecast().question().to());
                changed.add(raise(text.subject(), ends, List.of(sealed.id()), text::alert));
            });
        }
        return changed;
    }

    private List<AlertRecord> expire(Instant now) {
        List<String> over = store.transaction(h -> AlertTable.newest(h, true, MAX_LISTED).stream()
                .filter(row -> row.ends().isPresent() && !row.ends().get().isAfter(now))
                .map(AlertTable.Row::subject)
                .toList());
        return over.stream()
                .flatMap(subject -> close(subject, "The days spoken of have passed.").stream())
                .toList();
    }

    /** How a new version of an alert is made from the one before it. */
    interface Version {
        Alert of(String id, Instant raised, Optional<Alert> before);
    }

    private AlertRecord raise(String subject, Optional<Instant> ends, List<String> forecasts, Version version) {
        Instant now = now();
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        AlertRecord record = store.transaction(h -> {
            Optional<AlertTable.Row> before = AlertTable.open(h, subject);
            Alert alert = version.of(
                    before.map(row -> row.alert().id()).orElse(id),
                    before.map(row -> row.alert().raised()).orElse(now),
                    before.map(AlertTable.Row::alert));
            List<String> all = Stream.concat(before.stream().flatMap(r -> r.forecasts().stream()), forecasts.stream())
                    .distinct()
                    .toList();
            AlertTable.Row row = new AlertTable.Row(alert, subject, now, Optional.empty(), ends, all);
            AlertTable.put(h, row);
            String what = before.isPresent() ? "updated" : "raised";
            AlertTable.step(h, alert.id(), new AlertRecord.Step(now, what, CENTRE, alert.title()));
            return AlertTable.record(h, row);
        });
        tell(record);
        return record;
    }

    private Optional<AlertRecord> close(String subject, String why) {
        return move(h -> AlertTable.open(h, subject), Life.ENDED, "closed", CENTRE, why);
    }

    /** A person has seen it; empty where it is unknown or over. */
    public Optional<AlertRecord> acknowledge(String id, String by) {
        return step(id, AlertRecord.ACKNOWLEDGED, by, "Seen.");
    }

    /** A person closes it; empty where it is unknown or over. */
    public Optional<AlertRecord> close(String id, String by, String why) {
        return move(h -> AlertTable.find(h, id), Life.ENDED, "closed", by, why);
    }

    /** A person has made sure of it; empty where it is unknown or over. */
    public Optional<AlertRecord> confirm(String id, String by, String why) {
        Which which = h -> AlertTable.find(h, id).filter(row -> row.life() == Life.NEW);
        return move(which, Life.CONFIRMED, "confirmed", by, why);
    }

    /** Somebody calls for more; empty where it is unknown or over. */
    public Optional<AlertRecord> escalate(String id, String by, String why) {
        return move(h -> AlertTable.find(h, id), Life.ESCALATED, "escalated", by, why);
    }

    private interface Which {
        Optional<AlertTable.Row> in(Handle h);
    }

    private Optional<AlertRecord> step(String id, String what, String by, String why) {
        return change(h -> AlertTable.find(h, id), row -> row.alert(), what, by, why);
    }

    private Optional<AlertRecord> move(Which which, Life life, String what, String by, String why) {
        return change(which, row -> row.alert().with(row.alert().assessment().with(life)), what, by, why);
    }

    private Optional<AlertRecord> change(
            Which which, Function<AlertTable.Row, Alert> next, String what, String by, String why) {
        Instant now = now();
        Optional<AlertRecord> changed = store.transaction(h -> which.in(h)
                .filter(row -> row.closed().isEmpty())
                .map(row -> {
                    AlertTable.Row after = row.with(next.apply(row), now);
                    AlertTable.put(h, after);
                    AlertTable.step(h, row.alert().id(), new AlertRecord.Step(now, what, by, why));
                    return AlertTable.record(h, after);
                }));
        changed.ifPresent(this::tell);
        return changed;
    }

    /** Open alerts, the newest first. */
    public List<AlertRecord> open() {
        return list(true, MAX_LISTED);
    }

    /** All alerts, closed ones too, the newest first. */
    public List<AlertRecord> newest(int limit) {
        return list(false, limit);
    }

    public Optional<AlertRecord> find(String id) {
        return store.transaction(h -> AlertTable.find(h, id).map(row -> AlertTable.record(h, row)));
    }

    private List<AlertRecord> list(boolean openOnly, int limit) {
        return store.transaction(h -> AlertTable.newest(h, openOnly, limit).stream()
                .map(row -> AlertTable.record(h, row))
                .toList());
    }

    private void tell(AlertRecord record) {
        String what = record.steps().getLast().what();
        events.mark(
                "alert." + what,
                record.alert().id(),
                Map.of(
                        "basis", record.alert().basis().name().toLowerCase(java.util.Locale.ROOT),
                        "occurred", record.alert().occurred().toString()));
        listener.accept(record);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
