package yochi.centre.desk;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.victim.AttackDays;
import yochi.centre.decision.DecisionLog;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.LiveFile;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.centre.ledger.Eligible;
import yochi.centre.ledger.Ledger;
import yochi.centre.ledger.LedgerRoutes;
import yochi.centre.ledger.Receipts;
import yochi.centre.ledger.Sealed;
import yochi.centre.ledger.Statement;
import yochi.centre.response.ApproverRoutes;
import yochi.centre.response.HomeMachines;
import yochi.centre.response.MemberEntry;
import yochi.centre.response.Response;
import yochi.centre.response.ResponseRoutes;
import yochi.centre.response.Wording;
import yochi.centre.round.Part;
import yochi.centre.round.Round;
import yochi.centre.round.RoundBook;
import yochi.centre.round.RoundResult;
import yochi.centre.round.StandardParts;
import yochi.centre.sharing.Reader;
import yochi.centre.sharing.Sharing;
import yochi.centre.sharing.TaxiiRoutes;
import yochi.centre.site.Readiness;
import yochi.centre.site.SiteRegister;
import yochi.centre.situation.AlertRecord;
import yochi.centre.situation.Counsel;
import yochi.centre.situation.EventCalendar;
import yochi.centre.situation.HomeUnits;
import yochi.centre.situation.Situation;
import yochi.centre.source.Peer;
import yochi.centre.source.SourceRoom;
import yochi.centre.source.Standing;
import yochi.centre.source.SourceRoutes;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.EpochReport;
import yochi.core.model.Forecast;
import yochi.core.model.NodeId;
import yochi.core.model.OffenderReport;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Tlp;
import yochi.core.model.VictimReport;
import yochi.link.exchange.Producer;
import yochi.link.exchange.Recipient;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.VerifyingKey;

/**
 * The analysis and response rooms of one centre, joined. Give it every stored report and victim report; ask it for a
 * round; take its routes; close it.
 */
public final class Desk implements AutoCloseable {
    /** An order list younger than that is live: sharing is timed from the list itself, else from its arrival here. */
    private static final Duration LIVE = Duration.ofHours(1);

    private final DeskSettings settings;
    private final Around around;
    private final Origins origins = new Origins();
    private final List<ControlStore> stores;
    private final Ledger ledger;
    private final Receipts receipts;
    private final Sealing sealing;
    private final LedgerRoutes ledgerRoutes;
    private final Sharing sharing;
    private final Situation situation;
    private final DutyRoom duty;
    private final Response response;
    private final HomeMachines machines;
    private final Round round;
    private final CubeBuilder cubes;
    private final List<Part> parts;
    private final AttackRoom attacks;
    private final SourceRoom sources;
    private volatile Instant newest = Instant.MIN;
    private int forgotten;
    private volatile Optional<Cube> last = Optional.empty();

    /**
     * Opens the rooms' control tables in the folder; where one room fails, those opened before it are closed.
     *
     * @param folder the centre's own
     */
    public static Desk open(DeskSettings settings, Path folder, Seals seals, Around around) {
        List<ControlStore> stores = new ArrayList<>();
        try {
            return new Desk(settings, folder, seals, around, stores);
        } catch (RuntimeException | Error e) {
            stores.reversed().forEach(ControlStore::close);
            throw e;
        }
    }

    private Desk(DeskSettings settings, Path folder, Seals seals, Around around, List<ControlStore> stores) {
        this.stores = stores;
        this.settings = settings;
        this.around = around;
        cubes = Cube.builder(settings.grouping()).withinHeap();
        attacks = new AttackRoom(open(folder, "attacks.db", AttackRoom.MIGRATIONS), around.clock());
        sealing = new Sealing(settings, EventCalendar.of(settings.events(), around.events()));
        ControlStore book = open(folder, "ledger.db", Ledger.MIGRATIONS);
        ledger = new Ledger(book, around.clock(), around.random(), around.events());
        receipts = new Receipts(
                book,
                ledger,
                seals.signer(),
                this::memberKey,
                around.clock(),
                around.events(),
                folder.resolve("receipts"));
        sources = sources(folder);
        ledgerRoutes = new LedgerRoutes(ledger, receipts, seals.self());
        sharing = new Sharing(
                open(folder, "sharing.db", Sharing.MIGRATIONS),
                new Producer(settings.name(), settings.home(), settings.since()),
                around.clock(),
                around.events());
        response = response(folder, seals);
        machines = response.machines(MachineSecret.of(folder.resolve("machines.secret"), around.random()));
        Counsel counsel = new Counsel(
                new LiveFile<>(
                        settings.decisions().orElse(folder.resolve("decisions.yaml")),
                        DecisionTable.builtIn(),
                        DecisionTable.class,
                        around.events()),
                new LiveFile<>(
                        settings.sites().orElse(folder.resolve("sites.yaml")),
                        SiteRegister.EMPTY,
                        SiteRegister.class,
                        around.events()),
                new Japanese()::of);
        situation = new Situation(
                open(folder, "situation.db", Situation.MIGRATIONS),
                settings.situation(),
                counsel,
                around.clock(),
                around.random(),
                around.events(),
                this::changed);
        situation.onRepeat(response::renew);
        situation.onSurges(id -> ledger.surged(id, settings.situation().surgeFactor()));
        response.ask(situation::owners, id -> situation.find(id).map(AlertRecord::alert));
        DecisionLog log = new DecisionLog(
                open(folder, "decisions.db", DecisionLog.MIGRATIONS), around.clock(), folder.resolve("decisions"));
        duty = new DutyRoom(situation, counsel, log, response, ledger, around.clock());
        parts = StandardParts.of(settings.home(), settings.forecast());
        round = new Round(
                settings.round(),
                new RoundBook(open(folder, "round.db", RoundBook.MIGRATIONS)),
                around.clock(),
                around.ticker(),
                around.events());
    }

    private SourceRoom sources(Path folder) {
        return new SourceRoom(
                open(folder, "sources.db", SourceRoom.MIGRATIONS),
                settings.home(),
                ledger,
                around.clock(),
                around.random(),
                around.events());
    }

    private Response response(Path folder, Seals seals) {
        return new Response(
                open(folder, "response.db", Response.MIGRATIONS),
                seals.signer(),
                seals.self(),
                seals.approverKey(),
                seals.approver(),
                ReplayMemory.at(folder.resolve("answers"), Response.REMEMBERED),
                around.clock(),
                around.random(),
                around.events(),
                new Wording(new Japanese()::of));
    }

    private ControlStore open(Path folder, String name, List<String> migrations) {
        ControlStore store = ControlStore.open(folder.resolve(name), migrations);
        stores.add(store);
        return store;
    }

    /** Takes a report that the store has committed; at a start, all that it holds. */
    public void report(EpochReport report) {
        report(report, around.clock().instant());
    }

    /** The same of a report that was received then. */
    public void report(EpochReport report, Instant received) {
        synchronized (cubes) {
            cubes.add(report, received);
            if (report.window().end().isAfter(newest)) {
                newest = report.window().end();
            }
            sealing.report(report);
        }
        situation.orders().add(report);
        origins.add(report);
        attacks.add(report);
    }

    /**
     * Forgets, as the store does, the sketches and victims' tokens of reports that came in before then; what they
     * counted stays.
     */
    public void forget(Instant receivedBefore) {
        Instant observed;
        synchronized (cubes) {
            observed = cubes.forgetSketches(receivedBefore);
        }
        attacks.forget(receivedBefore, observed);
        sources.forget(receivedBefore);
    }

    /** Takes a victim report that was committed: raises, shares and notifies at once. */
    public void victims(VictimReport report) {
        Instant now = around.clock().instant();
        boolean live = Duration.between(report.listed(), now).abs().compareTo(LIVE) < 0;
        situation.victims(report, live ? report.listed() : now);
    }

    /** Takes a report on addresses at home that sensors saw attacked: forecasts of orders know of them. */
    public void seenVictims(SeenVictimReport report) {
        situation.seen().add(report, newest);
    }

    /** Takes a report on machines at home that attack elsewhere: their owners are told at once. */
    public void offenders(OffenderReport report) {
        machines.take(report);
    }

    /** How the lists of who will come stand. */
    public Standing sources() {
        return sources.standing();
    }

    /** Machines at home that attack elsewhere, by month. */
    public HomeMachines machines() {
        return machines;
    }

    private void changed(AlertRecord record) {
        if (record.life().over()) {
            sharing.revoke(record.alert().id(), record.updated(), record.life());
            response.over(record.alert());
        } else {
            sharing.publish(record.alert(), record.updated(), record.forecasts());
            response.notify(record.alert());
        }
    }

    /**
     * What a round did.
     *
     * @param result findings, times
     * @param scored forecasts of the past that were scored, or found not to be scorable
     * @param sealed forecasts for the days to come
     * @param alerts alerts raised or changed
     */
    public record Done(RoundResult result, int scored, List<Sealed> sealed, List<AlertRecord> alerts) {}

    /** One round on all that was observed until the moment: analyse, score what has passed, seal, alert, share. */
    public Done round(Instant until) {
        RoundResult result = round.run(until, () -> cube(until), parts);
        Optional<Cube> built = last.filter(c -> c.until().equals(until));
        if (built.isEmpty()) {
            return new Done(result, 0, List.of(), List.of()); // the record says why
        }
        Cube cube = built.get();
        String digest = sealing.digest(until);
        int scored = ledger.score(until, new CubeOutcomes(cube, situation.orders()));
        duty.refresh();
        sources.round(known(until));
        List<Sealed> sealed = seal(sealing.counts(result.forecasts(), digest), Optional.of(cube), until);
        List<AlertRecord> alerts = situation.foresee(sealed, result.record().findings(), until);
        share(sealed);
        around.events()
                .mark(
                        "round.visible",
                        Long.toString(result.record().number()),
                        Map.of("scored", scored, "sealed", sealed.size(), "alerts", alerts.size()));
        return new Done(result, scored, sealed, alerts);
    }

    /**
     * Scores and seals what is said about attack orders, without a round of analyses: for moments at which no other
     * statistics were observed.
     */
    public List<Sealed> foresee(Instant until) {
        ledger.score(until, new CubeOutcomes(last.orElseGet(() -> cube(until)), situation.orders()));
        duty.refresh();
        sources.round(known(until));
        List<Sealed> sealed = seal(List.of(), Optional.empty(), until);
        situation.foresee(sealed, List.of(), until);
        share(sealed);
        return sealed;
    }

    /** Until when data have come; nothing that lies before it is still to be foretold. */
    private Instant known(Instant until) {
        return newest.isAfter(until) ? newest : until;
    }

    /** End of the newest window reported; as far back as time goes before the first. */
    Instant newest() {
        return newest;
    }

    private void share(List<Sealed> sealed) {
        sharing.publish(sealed.stream()
                .filter(s -> isHomeEvent(s.forecast()))
                .map(s -> new Sharing.Statement(s.id(), s.forecast()))
                .toList());
    }

    /** Networks are named to their owners only; what is said of the country is for all readers. */
    private boolean isHomeEvent(Forecast forecast) {
        return forecast.question().attackType() == AttackType.ATTACK_ORDER
                && forecast.question().region().name().equals(settings.home().code());
    }

    private Cube cube(Instant until) {
        synchronized (cubes) {
            if (cubes.forgotten() > forgotten) {
                forgotten = cubes.forgotten();
                around.events().mark("cube.forgot", until.toString(), Map.of("reports", forgotten));
            }
            Cube cube = cubes.build(until, around.clock().instant());
            last = Optional.of(cube);
            return cube;
        }
    }

    /**
     * Seals what is said of counts and of orders, and says of whom something had to be said. Statements whose span the
     * data have already reached are not forecasts any more and are left out.
     */
    private List<Sealed> seal(List<Statement> counts, Optional<Cube> cube, Instant until) {
        Instant known = known(until);
        Optional<AttackDays> days = situation.orders().until(Sealing.midnight(until));
        HomeUnits register = situation.orders().register();
        List<Asn> networks = Stream.concat(situation.orders().networks().stream(), register.networks().stream())
                .distinct()
                .toList();
        List<Eligible> eligible = new ArrayList<>();
        cube.ifPresent(c -> eligible.addAll(orNone("eligible", () -> sealing.eligible(c, known))));
        days.flatMap(d -> sealing.eligible(d, networks, register, known)).ifPresent(eligible::add);
        ledger.eligible(eligible, known);
        List<Statement> all = new ArrayList<>(counts);
        days.ifPresent(d -> all.addAll(orNone(
                "orders",
                () -> sealing.orders(
                        situation.orders().units(d),
                        networks,
                        register,
                        situation.seen().until(Sealing.midnight(until)),
                        until))));
        int before = all.size();
        Instant now = Sealing.late(until, around.clock().instant());
        all.removeIf(s -> known.isAfter(s.forecast().question().from())
                || now.isAfter(s.forecast().question().from()));
        if (all.size() < before) {
            around.events().mark("forecast.late", until.toString(), Map.of("leftOut", before - all.size()));
        }
        return ledger.seal(all, known);
    }

    /** A forecast never breaks a round: what fails is marked, and who was eligible is counted as missing. */
    private <T> List<T> orNone(String what, Supplier<List<T>> told) {
        try {
            return told.get();
        } catch (RuntimeException e) {
            around.events().mark("forecast.failed", what, Map.of("why", String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    /**
     * Registers a member: it is notified of what concerns its networks and reads its own collection, by its
     * certificate or by the token.
     */
    public void register(MemberEntry member, Tlp clearance, String token) {
        response.register(member);
        situation.members(response.members().stream().map(Desk::cover).toList());
        Recipient recipient = new Recipient(
                member.name(),
                member.networks().stream().map(MemberEntry.Network::asn).collect(Collectors.toSet()),
                clearance);
        sharing.admit(new Reader(recipient, true), token);
    }

    private static Readiness.Cover cover(MemberEntry member) {
        return new Readiness.Cover(
                member.name(),
                member.networks().stream().map(MemberEntry.Network::asn).collect(Collectors.toSet()),
                member.networks().stream().map(MemberEntry.Network::prefix).toList(),
                member.speaksFor());
    }

    /** The rooms' part of the party listener. */
    public void partyRoutes(RoutesConfig routes, Gate gate) {
        new ResponseRoutes(gate, response).register(routes);
        ledgerRoutes.party(routes, gate);
        new DutyRoutes(duty, List.of(), UnaryOperator.identity()).registerForMembers(routes, gate);
    }

    /** What nodes tell of sources, and what those at home are told of them. */
    public void sourceRoutes(RoutesConfig routes, Gate gate, Function<NodeId, Optional<Peer>> peers) {
        new SourceRoutes(gate, peers, sources).register(routes);
    }

    /** What people on duty do; the note is masked just as the pages are. */
    public void dutyRoutes(RoutesConfig routes, List<Person> people, UnaryOperator<String> mask) {
        new DutyRoutes(duty, people, mask).register(routes);
    }

    /** What was decided. */
    public DecisionLog duties() {
        return duty.log();
    }

    DutyRoom duty() {
        return duty;
    }

    /** The public chain; before the pages, which answer every other path below /api/ with "not found". */
    public void ledgerRoutes(RoutesConfig routes) {
        ledgerRoutes.open(routes);
    }

    /** The rooms' part of the open listener. */
    public void openRoutes(RoutesConfig routes, Gate gate, Supplier<String> address) {
        new ApproverRoutes(response).register(routes);
        new TaxiiRoutes(sharing, address, ctx -> member(ctx, gate)).addTo(routes);
    }

    private Optional<VerifyingKey> memberKey(String member) {
        return response.members().stream()
                .filter(m -> m.name().equals(member))
                .map(MemberEntry::key)
                .findFirst();
    }

    private static Optional<String> member(Context ctx, Gate gate) {
        try {
            return Optional.of(gate.member(ctx));
        } catch (Problem noCertificate) {
            return Optional.empty();
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    /** What is wrong with the ledger as it lies here; empty where nothing is. */
    public List<String> ledgerFaults() {
        return ledger.verify(receipts.held());
    }

    public Sharing sharing() {
        return sharing;
    }

    public Situation situation() {
        return situation;
    }

    public Response response() {
        return response;
    }

    public Round rounds() {
        return round;
    }

    /** The cube of the last round; empty before the first. */
    public Optional<Cube> lastCube() {
        return last;
    }

    AttackRoom attacks() {
        return attacks;
    }

    Origins origins() {
        return origins;
    }

    public DeskSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        round.cancel();
        stores.reversed().forEach(ControlStore::close);
    }
}
