package yochi.centre.situation;

import java.time.Duration;
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
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.EconomicValue;
import yochi.centre.ledger.Sealed;
import yochi.centre.site.Owner;
import yochi.centre.site.Readiness;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Assessment.Life;
import yochi.core.model.EventLog;
import yochi.core.model.Finding;
import yochi.core.model.Prediction;
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
                    Stream.of(
                                    AlertTable.LIFE,
                                    OrderHistory.TOLD,
                                    OrderTargets.MIGRATIONS,
                                    Tellers.MIGRATIONS,
                                    AlertTable.OVER,
                                    SeenHistory.MIGRATIONS,
                                    OrderWatch.MIGRATIONS)
                            .flatMap(List::stream))
            .toList();

    private static final int MAX_LISTED = 1000;
    /** Over a year, as notices; so many that a round reads them all in seconds. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final int MOST_OVER = 20_000;
    private static final int MOST_FORGOTTEN = 50;
    static final String CENTRE = "centre";

    private final ControlStore store;
    private final Settings settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final EventLog events;
    private final Consumer<AlertRecord> listener;
    private volatile Consumer<Alert> repeats = alert -> {};
    private volatile Duration kept = KEPT;
    private volatile int mostOver = MOST_OVER;
    private volatile Function<String, Optional<Boolean>> surges = id -> Optional.empty();
    private final OrderHistory orders;
    private final SeenHistory seen;
    private final Addressees addressees;
    private final Assessor assessor;
    private final UnaryOperator<String> japanese;

    /** The room with the built-in decision table and no registered site. */
    public Situation(
            ControlStore store,
            Settings settings,
            InstantSource clock,
            RandomGenerator random,
            EventLog events,
            Consumer<AlertRecord> listener) {
        this(store, settings, Counsel.builtIn(), clock, random, events, listener);
    }

    /**
     * The room.
     *
     * @param counsel what its recommendations rest on
     * @param listener told of every new state of every alert, after it is on disk: shares it, notifies members
     */
    public Situation(
            ControlStore store,
            Settings settings,
            Counsel counsel,
            InstantSource clock,
            RandomGenerator random,
            EventLog events,
            Consumer<AlertRecord> listener) {
        addressees = new Addressees(settings, counsel.sites());
        assessor = new Assessor(counsel.table(), addressees);
        japanese = counsel.japanese();
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.listener = listener;
        UnitRegister register = new UnitRegister(counsel.sites());
        orders = new OrderHistory(store, settings.home(), register::units, clock);
        seen = new SeenHistory(store, settings.home(), register::units);
    }

    /** Who is told of an alert that goes on as it is: a list names its targets again. */
    public void onRepeat(Consumer<Alert> listenerOfRepeats) {
        repeats = listenerOfRepeats;
    }

    /** How long alerts that are over are kept, and how many of them at most. */
    public void keep(Duration time, int most) {
        kept = time;
        mostOver = most;
    }

    /** Who knows whether the surge came that a sealed statement spoke of; empty where its count is not scored. */
    public void onSurges(Function<String, Optional<Boolean>> judge) {
        surges = judge;
    }

    /** The days on which orders named whom. */
    public OrderHistory orders() {
        return orders;
    }

    /** The days on which sensors saw home's own sites attacked. */
    public SeenHistory seen() {
        return seen;
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

    /**
     * The alert goes on for the targets that any node still names; it is closed with the last of them. What one node
     * alone has taken back is marked.
     */
    private Optional<AlertRecord> calledOff(Asn asn, List<Victim> victims, VictimReport report) {
        Set<String> gone = victims.stream().map(Victim::pseudonym).collect(Collectors.toSet());
        String subject = "order:" + asn;
        String node = report.node().toString();
        List<Victim> named = store.transaction(h -> AlertTable.open(h, subject))
                .map(row -> row.alert().victims())
                .orElse(List.of());
        gone.retainAll(named.stream().map(Victim::pseudonym).collect(Collectors.toSet()));
        Tellers.Off off = store.transaction(h -> AlertTable.open(h, subject)
                .map(row -> Tellers.calledOff(h, row.alert().id(), node, gone))
                .orElse(new Tellers.Off(gone, Optional.empty())));
        Optional<AlertRecord> marked = off.split()
                .flatMap(s -> change(
                        h -> AlertTable.open(h, subject),
                        row -> row.alert().with(Tellers.marked(row.alert().assessment(), off.split())),
                        AlertRecord.DISPUTED,
                        CENTRE,
                        "Node " + node + " no longer names them. " + s.en()));
        List<Victim> left =
                named.stream().filter(v -> !off.over().contains(v.pseudonym())).toList();
        if (left.isEmpty()) {
            return close(subject, "The list no longer names these targets.");
        }
        if (left.size() == named.size()) {
            return marked;
        }
        return raise(new Sign(
                        subject,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        kinds(left),
                        report.listed()),
                (id, raised, before, nodes) -> AlertText.nowcast(
                        id,
                        raised,
                        before.map(Alert::occurred).orElse(report.listed()),
                        asn,
                        left,
                        report,
                        0,
                        nodes,
                        settings)).or(() -> marked);
    }

    private static Set<String> kinds(List<Victim> victims) {
        return Set.copyOf(Assessor.kinds(victims));
    }

    private List<AlertRecord> ordered(Asn asn, List<Victim> victims, VictimReport report, Instant occurred) {
        List<AlertRecord> changed = new ArrayList<>();
        List<String> foretold = new ArrayList<>();
        for (String subject : List.of("event:" + asn + ":1", "event:" + asn + ":7")) {
            close(subject, Answers.OBSERVED).ifPresent(record -> {
                foretold.addAll(record.forecasts());
                changed.add(record);
            });
        }
        if (victims.stream().anyMatch(v -> v.country().equals(settings.home()))) {
            for (int days : EventForecaster.HORIZON_DAYS) {
                came("event:" + settings.home() + ":" + days);
            }
            victims.stream()
                    .flatMap(v -> orders.register().meant(v.pseudonym(), v.asn()).stream())
                    .distinct()
                    .forEach(unit -> EventForecaster.HORIZON_DAYS.forEach(days -> came("event:" + unit + ":" + days)));
        }
        Set<String> traits = new TreeSet<>(kinds(victims));
        traits.add("list of " + report.node());
        Sign sign = new Sign(
                "order:" + asn,
                Optional.empty(),
                foretold,
                Optional.of(report.node().toString()),
                victims.stream().map(Victim::pseudonym).toList(),
                traits,
                report.listed());
        raise(sign, (id, raised, before, nodes) -> {
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
                            foretold.size(),
                            nodes,
                            settings);
                })
                .ifPresent(changed::add);
        return changed;
    }

    /** What a forecast said of the country has come; its alert stays open for the rest of its span. */
    private void came(String subject) {
        store.transaction(h -> AlertTable.open(h, subject)
                .filter(row -> AlertTable.record(h, row).steps().stream()
                        .noneMatch(step -> step.what().equals(AlertRecord.CAME)))
                .map(row -> {
                    AlertTable.step(
                            h,
                            row.alert().id(),
                            new AlertRecord.Step(now(), AlertRecord.CAME, CENTRE, Answers.OBSERVED));
                    return row;
                }));
    }

    /**
     * Takes sealed forecasts and what the round found beside them; raises what is likely enough.
     *
     * @param now observation time: alerts whose span has passed are closed
     */
    public List<AlertRecord> foresee(List<Sealed> forecasts, List<Finding> findings, Instant now) {
        forget();
        List<AlertRecord> changed = new ArrayList<>(expire(now));
        for (Sealed sealed : forecasts) {
            AlertText.foreseen(sealed, settings, findings, assessor::anybodyActs).ifPresent(text -> {
                Prediction.Question q = sealed.forecast().question();
                boolean counts = sealed.forecast().prediction() instanceof Prediction.Quantiles;
                Sign sign = new Sign(
                        text.subject(),
                        Optional.of(q.to()),
                        List.of(sealed.id()),
                        Optional.empty(),
                        List.of(),
                        counts ? Set.of(q.attackType() + " " + q.service()) : Set.of(),
                        q.from());
                raise(sign, (id, raised, before, nodes) -> text.alert(id, raised, before, japanese))
                        .ifPresent(changed::add);
            });
        }
        return changed;
    }

    /** A few each time, so that nobody waits for it. */
    private void forget() {
        Instant before = now().minus(kept);
        int gone = store.transaction(h -> AlertTable.forget(h, before, mostOver, MOST_FORGOTTEN));
        if (gone > 0) {
            events.mark("alerts.forgotten", before.toString(), Map.of("alerts", gone));
        }
    }

    private List<AlertRecord> expire(Instant now) {
        List<AlertTable.Row> over = store.transaction(h -> AlertTable.newest(h, true, MAX_LISTED).stream()
                .filter(row -> row.ends().isPresent() && !row.ends().get().isAfter(now))
                .toList());
        return over.stream()
                .flatMap(row -> close(row.subject(), passed(row)).stream())
                .toList();
    }

    /** Orders would have told of themselves; a surge is known from what came of the statements it rests on. */
    private String passed(AlertTable.Row row) {
        if (Assessor.kind(row.subject()) != DecisionTable.Kind.SURGE) {
            return Answers.PASSED;
        }
        List<Optional<Boolean>> came = row.forecasts().stream().map(surges).toList();
        if (came.contains(Optional.of(true))) {
            return Answers.SURGED;
        }
        return came.contains(Optional.<Boolean>empty()) ? Answers.PASSED : Answers.NO_SURGE;
    }

    /** How a new version of an alert is made from the one before it, and the number of nodes that say so. */
    interface Version {
        Alert of(String id, Instant raised, Optional<Alert> before, int nodes);
    }

    /**
     * What makes an alert.
     *
     * @param ends until when it speaks of the future
     * @param forecasts ids of sealed forecasts
     * @param node that says so
     * @param targets that it names
     * @param traits by which it belongs to a wave
     * @param at observation time
     */
    private record Sign(
            String subject,
            Optional<Instant> ends,
            List<String> forecasts,
            Optional<String> node,
            List<String> targets,
            Set<String> traits,
            Instant at) {}

    /** The alert as it now stands; empty where nothing about it is new. */
    private Optional<AlertRecord> raise(Sign sign, Version version) {
        Instant now = now();
        String fresh = new UUID(random.nextLong(), random.nextLong()).toString();
        List<Alert> repeated = new ArrayList<>();
        Optional<AlertRecord> changed = store.transaction(h -> {
            Optional<AlertTable.Row> before = AlertTable.open(h, sign.subject());
            String id = before.map(row -> row.alert().id()).orElse(fresh);
            sign.node().ifPresent(node -> {
                AlertTable.told(h, id, node);
                Tellers.named(h, id, node, sign.targets());
            });
            int nodes = AlertTable.nodes(h, id);
            Alert bare = version.of(
                    id,
                    before.map(row -> row.alert().raised()).orElse(now),
                    before.map(AlertTable.Row::alert),
                    nodes);
            Life life = Growth.life(before, bare, nodes);
            List<Assessment.Answer> answers =
                    before.map(row -> row.alert().assessment().answers()).orElse(List.of());
            Alert placed = bare.with(Tellers.marked(bare.assessment(), Tellers.split(h, id))
                    .with(life)
                    .withAnswers(answers)
                    .in(wave(h, sign, before)));
            Alert alert = assessor.assess(sign.subject(), placed, nodes);
            List<String> all = Stream.concat(
                            before.stream().flatMap(r -> r.forecasts().stream()), sign.forecasts().stream())
                    .distinct()
                    .toList();
            AlertTable.Row row =
                    new AlertTable.Row(alert, sign.subject(), now, Optional.empty(), sign.ends(), all);
            AlertTable.put(h, row);
            if (before.isPresent() && !Growth.isNews(before.get(), row)) {
                repeated.add(alert);
                return Optional.empty();
            }
            String what = before.isPresent() ? "updated" : "raised";
            AlertTable.step(h, id, new AlertRecord.Step(now, what, CENTRE, alert.title()));
            Growth.step(before, life, nodes).ifPresent(step -> AlertTable.step(
                    h, id, new AlertRecord.Step(now, step.getKey(), CENTRE, step.getValue())));
            return Optional.of(AlertTable.record(h, row));
        });
        changed.ifPresent(this::tell);
        repeated.forEach(repeats);
        return changed;
    }

    private String wave(Handle h, Sign sign, Optional<AlertTable.Row> before) {
        Optional<String> known = before.flatMap(row -> row.alert().assessment().campaign());
        if (known.isPresent()) {
            Campaigns.goOn(h, known.get(), sign.traits(), sign.at());
            return known.get();
        }
        String kind = sign.subject().substring(0, sign.subject().indexOf(':'));
        return Campaigns.join(h, kind, settings.home(), sign.traits(), sign.at());
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
                    int nodes = AlertTable.nodes(h, row.alert().id());
                    AlertTable.Row after = row.with(assessor.assess(row.subject(), next.apply(row), nodes), now);
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

    /**
     * Takes what somebody says of an alert, open or over; an analyst's word may end it as false.
     *
     * @return the alert as it now stands; empty where it is unknown
     */
    public Optional<AlertRecord> answer(String id, Assessment.Answer said, boolean analyst) {
        Instant now = now();
        Assessment.Answer answer = Answers.of(said.who(), said.verdict(), now, said.why());
        Optional<AlertRecord> changed = store.transaction(h -> AlertTable.find(h, id)
                .map(row -> {
                    Alert next = Answers.after(row.alert(), answer, analyst);
                    int nodes = AlertTable.nodes(h, id);
                    AlertTable.Row after = row.with(assessor.assess(row.subject(), next, nodes), now);
                    AlertTable.put(h, after);
                    AlertTable.answer(h, id, answer);
                    boolean wrong = after.life() == Life.FALSE && row.life() != Life.FALSE;
                    AlertTable.step(h, id, new AlertRecord.Step(
                            now, wrong ? "false" : "answered", answer.who(), answer.verdict() + " " + answer.why()));
                    return AlertTable.record(h, after);
                }));
        changed.ifPresent(this::tell);
        return changed;
    }

    /** How often alerts were right, by kind, with and without what people said. */
    public List<Precision> precision() {
        return store.transaction(Answers::precision);
    }

    /** Takes what came of scored event forecasts, and what people said of orders: probabilities are drawn toward it. */
    public void learn(List<EconomicValue.Said> scoredEvents) {
        assessor.learn(scoredEvents, store.transaction(Answers::orders));
    }

    /** Waves of alerts, the latest first. */
    public List<Campaign> campaigns(int limit) {
        return store.transaction(h -> Campaigns.newest(h, limit));
    }

    /** The members with their networks: providers who are told. */
    public void members(List<Readiness.Cover> all) {
        addressees.members(all);
    }

    /** Who answers for the registered sites, as the register is now. */
    public List<Owner> owners() {
        return addressees.owners();
    }

    public List<Readiness.Cover> members() {
        return addressees.members();
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
