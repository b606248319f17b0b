package yochi.centre.line;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.desk.Around;
import yochi.centre.desk.Desk;
import yochi.centre.desk.DeskBoard;
import yochi.centre.desk.DeskSettings;
import yochi.centre.desk.OpenView;
import yochi.centre.desk.Seals;
import yochi.centre.ledger.Sealed;
import yochi.centre.open.OpenRoutes;
import yochi.centre.pages.About;
import yochi.centre.pages.Loop;
import yochi.centre.pages.Pages;
import yochi.centre.pages.View;
import yochi.centre.response.Approver;
import yochi.centre.response.Contact;
import yochi.centre.response.Escalation;
import yochi.centre.response.Group;
import yochi.centre.response.MemberEntry;
import yochi.centre.source.Peer;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.ErrorCode;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;
import yochi.link.identity.SigningKey;
import yochi.link.identity.VerifyingKey;

/**
 * The whole centre: the listeners and stores of {@link Centre}, the rooms of the desk behind them, and the pages. Every
 * report that is committed reaches the desk; every victim report is alerted, shared and notified at once.
 */
public final class HomeCentre implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HomeCentre.class);
    private static final Duration LEDGER_CHECKED = Duration.ofDays(1);

    /** Behind every observation, within what every part of the JDK can write. */
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final Centre centre;
    private final Desk desk;
    private final FleetView fleet;
    private final Pages pages;
    private final OpenRoutes openPage;
    private final Escalation escalation;
    private final Surroundings around;
    private Optional<Thread> rounds = Optional.empty();

    /**
     * The second role.
     *
     * @param key its public key, which members pin
     * @param approver asked for its signature
     */
    public record Approval(VerifyingKey key, Approver approver) {}

    /**
     * What the pages say about this centre.
     *
     * @param version Yochi's
     * @param replayed whether recorded observations are replayed
     * @param simulated whether any traffic is simulated
     * @param sources whose data and tables are shown
     * @param figures measured outside the desk
     */
    public record Look(
            String version,
            boolean replayed,
            boolean simulated,
            List<About.Source> sources,
            Supplier<List<Loop.Figure>> figures) {
        public Look {
            sources = List.copyOf(sources);
        }
    }

    private HomeCentre(Centre centre, Surroundings around, Approval approval, Look look) {
        this.centre = centre;
        this.around = around;
        Around rooms = new Around(around.clock(), around.ticker(), around.random(), around.events());
        CentreSettings settings = centre.settings();
        CentreSettings.SituationPlan room = settings.situation();
        Path folder = centre.path("rooms");
        make(folder);
        desk = Desk.open(
                DeskSettings.of(
                                settings.name(),
                                settings.home(),
                                centre.authority().root().getNotBefore().toInstant(),
                                settings.regions())
                        .withSituation(
                                yochi.centre.situation.Settings.of(settings.home())
                                        .with(room.networkTable(), room.stakes()),
                                room.decisions(),
                                room.sites())
                        .withEvents(room.events()),
                folder,
                new Seals(centre.name(), centre.signer(), approval.key(), approval.approver()),
                rooms);
        centre.offer(desk.rounds());
        centre.offer(desk.response());
        centre.offer(desk.ledger());
        desk.sharing().keep(settings.shared());
        desk.response().updateEvery(settings.notices().updateEvery());
        desk.response().keep(settings.notices().keep());
        desk.situation().keep(room.keep().alerts(), room.keep().mostAlerts());
        desk.duties().keep(room.keep().decisions());
        settings.notices().exempt().ifPresent(desk.machines()::exempting);
        escalation = desk.response().escalation(settings.notices().couriers(around.clock()));
        fleet = new FleetView(centre.fleet(), centre.collection(), centre.tellings(), centre.parcels());
        DeskBoard.Facts facts = new DeskBoard.Facts(
                look.version(),
                look.replayed(),
                look.simulated(),
                look.sources(),
                fleet::of,
                look.figures(),
                fleet::policies);
        pages = new Pages(
                new DeskBoard(desk, rooms, facts), Pages.Settings.defaults().withMaskAsn(settings.maskAsn()));
        openPage = new OpenRoutes(
                settings.publicPage(),
                new OpenView(desk, rooms, facts, settings.publicPage()),
                around.ticker());
    }

    /** What a centre says of itself that neither replays nor simulates. */
    public static Look live(String version) {
        return new Look(version, false, false, List.of(), List::of);
    }

    /**
     * The second role as the settings name it: a person who signs elsewhere. Without a key nobody can arm a mitigation,
     * so a key is made whose other half is thrown away.
     */
    public static Approval later(CentreSettings settings, SecureRandom random) {
        VerifyingKey key =
                settings.approver().orElseGet(() -> SigningKey.generate(random).publicPart());
        return new Approval(key, Approver.later());
    }

    private void members(List<CentreSettings.MemberPlan> plans) {
        for (CentreSettings.MemberPlan plan : plans) {
            List<MemberEntry.Network> networks = plan.networks().stream()
                    .map(n -> new MemberEntry.Network(n.asn(), n.prefix(), n.usualPeakBytesPerSecond()))
                    .toList();
            desk.register(
                    new MemberEntry(
                            plan.name(),
                            plan.key(),
                            networks,
                            plan.sector(),
                            contacts(plan),
                            plan.speaksFor().orElse(Country.UNKNOWN)),
                    plan.clearance(),
                    plan.readerToken().value());
        }
    }

    private static List<Contact> contacts(CentreSettings.MemberPlan plan) {
        return plan.contacts().stream()
                .map(c -> new Contact(c.name(), c.channel(), c.address(), c.within()))
                .toList();
    }

    private static List<Group> groups(List<NoticePlan.GroupPlan> plans) {
        return plans.stream()
                .map(g -> new Group(g.name(), g.members(), g.tells(), g.clearance()))
                .toList();
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, folder + ": " + e.getMessage(), e);
        }
    }

    /** Opens the directory and all rooms, and takes up what the store holds; nothing listens yet. */
    public static HomeCentre open(
            CentreSettings settings, Surroundings around, Approval approval, Look look) {
        Centre centre = Centre.open(settings, around);
        HomeCentre home;
        try {
            home = new HomeCentre(centre, around, approval, look);
        } catch (RuntimeException e) {
            centre.close();
            throw e;
        }
        try {
            centre.store().readReceived(Instant.EPOCH, FAR, home::take);
            home.centre.alsoForgetting(home.desk::forget);
            home.members(settings.members());
            home.desk.response().join(groups(settings.notices().groups()));
            return home;
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private List<Consumer<RoutesConfig>> forParties() {
        return List.of(
                routes -> desk.partyRoutes(routes, centre.gate()),
                routes -> desk.sourceRoutes(routes, centre.gate(), this::peer));
    }

    /** A node that the fleet knows and has not revoked. */
    private Optional<Peer> peer(NodeId node) {
        return centre.fleet()
                .node(node)
                .filter(n -> centre.fleet().admits(node))
                .map(n -> new Peer(n.name(), n.country()));
    }

    private List<Consumer<RoutesConfig>> forAll() {
        return List.of(
                openPage::register, // before the pages, which answer every other path below /api/ with "not found"
                desk::ledgerRoutes,
                routes -> desk.dutyRoutes(routes, centre.settings().situation().people(), pages.mask()),
                pages::route,
                routes -> desk.openRoutes(
                        routes, centre.gate(), () -> centre.openListener().toString()));
    }

    /** The routes of both listeners, without listening. */
    List<Consumer<RoutesConfig>> routes() {
        return centre.routes(Stream.concat(forParties().stream(), forAll().stream()).toList());
    }

    private void take(EpochReport report, Instant received) {
        desk.report(report, received);
        fleet.reported(report);
        centre.tellings().add(report);
    }

    /** Listens. */
    public HomeCentre start() {
        centre.collection().onStored(report -> {
            take(report, around.clock().instant());
            changed(View.FLEET, View.ATTACKS);
        });
        centre.victims().onStored(report -> {
            desk.victims(report);
            changed(View.START, View.ALERTS, View.LOOP, View.SIGHTINGS);
        });
        centre.offenders().onStored(report -> {
            desk.offenders(report);
            changed(View.NOTICES);
        });
        centre.seenVictims().onStored(desk::seenVictims);
        centre.start(forParties(), forAll());
        warn();
        escalation.start();
        Duration every = centre.settings().roundEvery();
        if (every.isPositive()) {
            rounds = Optional.of(
                    Thread.ofPlatform().name("yochi-rounds").daemon().start(() -> roundsEvery(every)));
        }
        return this;
    }

    /** What an operator may not have meant. */
    private void warn() {
        String host = centre.settings().open().host();
        if (!host.equals("localhost") && !host.startsWith("127.") && !host.equals("::1")) {
            LOG.warn(
                    "event=console.open host={} why=\"the console has no log-in and names victims and open forecasts\""
                            + " remedy=\"listen on 127.0.0.1; a proxy passes /public, /api/public, /api/ledger only\"",
                    host);
        }
        CentreSettings.SituationPlan room = centre.settings().situation();
        Stream.of(room.decisions(), room.sites())
                .flatMap(Optional::stream)
                .filter(file -> !Files.exists(file))
                .forEach(file -> LOG.warn(
                        "event=file.missing file={} why=\"what is built in holds until the file is there\""
                                + " remedy=\"correct situation in the settings, or put the file there\"",
                        file));
    }

    private void roundsEvery(Duration every) {
        Instant checked = Instant.EPOCH;
        try {
            while (true) {
                Thread.sleep(every);
                try {
                    if (!around.clock().instant().isBefore(checked.plus(LEDGER_CHECKED))) {
                        checked = around.clock().instant();
                        checkLedger();
                    }
                    round(around.clock().instant().truncatedTo(ChronoUnit.MINUTES));
                } catch (RuntimeException | OutOfMemoryError e) { // the next round may find room again
                    LOG.error("event=round.failed why=\"{}\"", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A book that was meddled with behind the centre's back goes on, so that nothing is lost, and it is told. */
    void checkLedger() {
        List<String> faults = desk.ledgerFaults();
        if (!faults.isEmpty()) {
            around.events().mark("ledger.broken", Integer.toString(faults.size()), Map.of("first", faults.getFirst()));
            LOG.error(
                    "event=ledger.broken faults={} first=\"{}\" remedy=\"yochi ledger verify with members' receipts;"
                            + " restore rooms/ledger.db from a copy\"",
                    faults.size(),
                    faults.getFirst());
        }
    }

    /** One analysis round on what was observed until the moment; the pages show it at once. */
    public Desk.Done round(Instant until) {
        Desk.Done done = desk.round(until);
        changed(View.START, View.SIGHTINGS, View.REGIONS, View.SERIES, View.FORECASTS, View.RECORD, View.LOOP,
                View.ALERTS, View.ATTACKS);
        return done;
    }

    /** Says what attack orders are to be expected, and scores what was said before; no analyses of other statistics. */
    public List<Sealed> foresee(Instant until) {
        List<Sealed> sealed = desk.foresee(until);
        changed(View.START, View.SIGHTINGS, View.FORECASTS, View.RECORD, View.ALERTS);
        return sealed;
    }

    private void changed(View... views) {
        for (View view : views) {
            pages.changed(view);
        }
    }

    public Centre centre() {
        return centre;
    }

    public Desk desk() {
        return desk;
    }

    /** Tells open pages that a view has something new. */
    public Pages pages() {
        return pages;
    }

    @Override
    public void close() {
        rounds.ifPresent(Thread::interrupt);
        escalation.close();
        pages.close();
        desk.response().close();
        centre.close();
        desk.close();
    }
}
