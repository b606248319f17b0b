package yochi.node.line;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Ticker;
import yochi.node.archive.Archive;
import yochi.node.archive.Retention;
import yochi.node.border.ExtractionDesk;
import yochi.node.border.KeyRing;
import yochi.node.border.NodeCard;
import yochi.node.border.NodePair;
import yochi.node.border.PartnerNotices;
import yochi.node.border.PartnerRoster;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.ReaderBook;
import yochi.node.border.ReaderBudget;
import yochi.node.border.SensorDraw;
import yochi.node.border.SketchKeys;
import yochi.node.classify.RuleBook;
import yochi.node.classify.Rules;
import yochi.node.input.Expansion;
import yochi.node.input.RejectReason;
import yochi.node.input.Rejected;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.summary.Places;
import yochi.node.trace.InputAccount;
import yochi.node.trace.Mapping;
import yochi.node.trace.Reading;
import yochi.node.trace.SensorFile;
import yochi.node.trace.TraceFormat;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * A running node: enrols, obeys the fleet, reads its inputs at its pace, and sends what its border lets out. Make it,
 * start it, wait for it or close it.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final NodeSettings settings;
    private final Surroundings around;
    private final Invitation invitation;
    private final CentreAccess access;
    private final PolicySwitch policies;
    private final RuleBook rules;
    private final Spool spool;
    private final Spool victimSpool;
    private final Spool seenVictimSpool;
    private final Spool offenderSpool;
    private final Spool sourceSpool;
    private final ReportSender sender;
    private final ReportSender victimSender;
    private final ReportSender seenVictimSender;
    private final ReportSender offenderSender;
    private final ReportSender sourceSender;
    private final Optional<Partnership> partners;
    private final FleetLink fleet;
    private final KeptWindows kept;
    private final Extractor extractor;
    private final Replay replay;
    private final PossibleTimes possible;
    private final Optional<Archive> archive;
    private final Optional<KeyRing> ring;
    private final SensorTable sensors;
    private final long boot;
    private final Optional<FolderInput> folder;
    private final Set<String> rejects = new TreeSet<>();
    private final CountDownLatch read = new CountDownLatch(1);
    private final Thread reading;
    private final Closing closing = new Closing();
    private volatile String phase = "starting";
    private volatile String problem = "";
    private volatile Optional<Error> broken = Optional.empty();

    /**
     * What a node finds around it.
     *
     * @param clock wall clock
     * @param ticker monotonic clock
     * @param random for keys and the number of this run
     * @param events where it writes down what it did and when
     * @param pace of the replay; empty for what the settings say
     * @param version of the software, which the fleet is told
     */
    public record Surroundings(
            InstantSource clock,
            Ticker ticker,
            SecureRandom random,
            EventLog events,
            Optional<Pace> pace,
            String version) {}

    /** Enrols if need be and takes up what the last run left. */
    public Node(NodeSettings settings, Surroundings around) {
        this.settings = settings;
        this.around = around;
        invitation = Invitation.read(settings.invitation());
        folder = settings.watch()
                .folder()
                .map(f -> new FolderInput(settings, closing, around.ticker(), around.clock()));
        boot = around.random().nextLong();
        Path home = settings.directory();
        access = new CentreAccess(invitation, home.resolve("identity"), around.random(), around.clock());
        policies = PolicySwitch.open(home.resolve("policy.json"), this::policy, firstPolicy(), around.events());
        Spool.Bound bound = new Spool.Bound(
                settings.spool().reports(), settings.spool().bytes().bytes());
        rules = new RuleBook(settings.rules());
        spool = Spool.open(home.resolve("spool"), bound, closing);
        victimSpool = Spool.open(home.resolve("victims"), bound, closing);
        seenVictimSpool = Spool.open(home.resolve("seen-victims"), bound, closing);
        offenderSpool = Spool.open(home.resolve("offenders"), bound, closing);
        sourceSpool = Spool.open(home.resolve("sources"), bound, closing);
        URI centre = invitation.partyListener();
        HttpClient http = access.http();
        ReportSender.Timing timing = ReportSender.Timing.usual();
        sender = sender(
                spool,
                "refused",
                "/reports",
                timing.holding(settings.rehearsal().holdAt(), settings.rehearsal().hold()));
        victimSender = sender(victimSpool, "refused-victims", "/victims", timing);
        seenVictimSender = sender(seenVictimSpool, "refused-seen-victims", "/seen-victims", timing);
        offenderSender = sender(offenderSpool, "refused-offenders", "/offenders", timing);
        sourceSender = sender(sourceSpool, "refused-sources", "/sources", timing);
        Places places = places();
        partners = settings.partners().map(s -> partnership(s, places, bound));
        fleet = new FleetLink(
                http, centre, node().value(), this::status, policies::take, FleetLink.Timing.usual());
        policies.onChange(() -> fleet.tell(NodeStatus.Parts.CONFIGURATION));
        sensors = sensorTable();
        kept = KeptWindows.open(home.resolve("kept"), settings.keptWindows(), spool.sequence());
        archive = settings.archive()
                .map(path -> Archive.open(path, retention(policies.current().privacy()), around.clock()));
        ring = settings.sketchKeys()
                .map(s -> new KeyRing(
                        invitation.name(), NodePair.read(s.pair()), KeyRing.operators(s.operators()), s.folder()));
        ring.ifPresent(this::look);
        Releases releases = releases(kept, places);
        extractor = new Extractor(
                http, centre, request -> releases.answer(request, policies.current().privacy()));
        replay = replay(releases, places);
        possible = new PossibleTimes(this::tomorrow, replay);
        reading = Thread.ofPlatform().name("replay-" + invitation.name()).daemon().unstarted(this::run);
    }

    private ReportSender sender(Spool from, String refused, String path, ReportSender.Timing timing) {
        return new ReportSender(
                from,
                settings.directory().resolve(refused),
                access.http(),
                invitation.partyListener().resolve(path),
                timing,
                around.random(),
                around.events(),
                closing);
    }

    /** Whether the keys of today are there, before anything is released. */
    private void look(KeyRing keys) {
        if (keys.at(LocalDate.ofInstant(around.clock().instant(), ZoneOffset.UTC)).isEmpty()) {
            LOG.warn(
                    "event=sketchKeys.missing why=\"{}\" remedy=\"sketches leave under a key of this run alone\"",
                    keys.problem());
        }
    }

    private static Retention retention(PrivacyPolicy policy) {
        return policy.archive().within(policy.retention());
    }

    private NodePolicy policy(Map<String, String> files) {
        NodePolicy fleets = NodePolicy.read(files);
        return settings.countryPolicy()
                .map(PrivacyPolicy::read)
                .map(fleets::under)
                .orElse(fleets);
    }

    private Map<String, String> firstPolicy() {
        PrivacyPolicy first = settings.policy().map(PrivacyPolicy::read).orElseGet(PrivacyPolicy::strict);
        return Map.of(NodePolicy.PRIVACY, first.canonicalText());
    }

    private SensorTable sensorTable() {
        if (settings.sensorsFile().isEmpty()) {
            return SensorTable.single(Sensor.of(invitation.name(), settings.country()));
        }
        SensorTable all = SensorFile.read(settings.sensorsFile().get()).table();
        List<Sensor> mine = all.sensors().stream()
                .filter(s -> settings.sensors().isEmpty() || settings.sensors().contains(s.name()))
                .toList();
        return SensorTable.of(mine);
    }

    private NodeCard card() {
        return new NodeCard(node(), invitation.name(), settings.country(), boot, Rules.LIST_VERSION);
    }

    private Releases releases(KeptWindows kept, Places places) {
        byte[] own = new byte[SketchKeys.SECRET_BYTES];
        around.random().nextBytes(own);
        SketchKeys fixed =
                settings.sketchKey().map(s -> SketchKeys.parse(s.value())).orElseGet(() -> SketchKeys.of(own));
        SensorDraw draw = SensorDraw.kept(settings.directory().resolve("draw.secret"), around.random());
        return new Releases(
                card(),
                day -> ring.flatMap(r -> r.at(day)).orElse(fixed),
                draw,
                spool,
                new ExtractionDesk(
                        node(),
                        invitation.name(),
                        around.clock(),
                        draw,
                        settings.readers().map(ReaderBook::read).orElseGet(ReaderBook::none),
                        ReaderBudget.open(settings.directory().resolve("questions"), around.clock())),
                kept,
                SourceHistory.open(settings.directory().resolve("seen"), spool.sequence()),
                around.events(),
                archive,
                new SeenVictimDesk(card(), invitation.home(), places, seenVictimSpool, around.events()));
    }

    private Places places() {
        Places places = Places.none();
        for (Path table : settings.places()) {
            places = places.with(table);
        }
        return places;
    }

    private Partnership partnership(NodeSettings.Partners told, Places places, Spool.Bound bound) {
        PartnerRoster roster = new PartnerRoster(told.roster(), told.operators(), around.clock());
        PartnerNotices notices = new PartnerNotices(
                card(), invitation.home(), NodePair.read(told.pair()), roster, told.tables(), around.random());
        PartnerBook book = PartnerBook.open(
                PartnerBook.folder(settings.directory()), around.clock().instant());
        Spool parcels = Spool.open(settings.directory().resolve("parcels"), bound, closing);
        return new Partnership(
                roster,
                parcels,
                sender(parcels, "refused-parcels", "/parcels", ReportSender.Timing.usual()),
                new OffenderDesk(new PartnerTeller(notices, book), places, policies, parcels, around.events()),
                new ParcelPost(
                        access.http(),
                        invitation.partyListener(),
                        notices,
                        policies,
                        book,
                        told.look(),
                        around.clock(),
                        around.events(),
                        closing));
    }

    private Replay replay(Releases releases, Places places) {
        NodeSettings.Replay wanted = settings.replay();
        long from = wanted.from().map(Instant::getEpochSecond).orElse(Long.MIN_VALUE);
        Replay.Span span = new Replay.Span(
                Math.max(from, spool.releasedUntil()),
                wanted.until().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE));
        List<OffenderDesk> offenders = new ArrayList<>();
        offenders.add(new OffenderDesk(
                new HomeTeller(card(), invitation.home()), places, policies, offenderSpool, around.events()));
        partners.ifPresent(p -> offenders.add(p.desk()));
        VictimDesk victims = new VictimDesk(node(), invitation.home(), policies, victimSpool, around.events());
        return new Replay(span, pace(wanted), closing, policies, sensors.sensors(), places, releases, victims::list,
                rules, settings.watch().folder().isPresent() || TraceReader.mixesCaptures(settings.inputs()),
                OnsetScores.open(settings.directory().resolve("onset.scores"), around.random().nextLong()),
                offenders,
                new SourceDesk(
                        card(),
                        invitation.home(),
                        policies,
                        sourceSpool,
                        sharedKeys(),
                        settings.directory(),
                        around.random(),
                        around.events()));
    }

    /** Keys that other nodes have too; a key of this run alone is none of them. */
    private SourceDesk.Keys sharedKeys() {
        Optional<SketchKeys> one = settings.sketchKey().map(s -> SketchKeys.parse(s.value()));
        return new SourceDesk.Keys(
                day -> ring.flatMap(r -> r.at(day)).or(() -> one),
                day -> ring.map(r -> r.roster(day)).orElse(List.of()),
                settings.sketchKeys().map(s -> NodePair.read(s.pair())));
    }

    private Pace pace(NodeSettings.Replay wanted) {
        if (around.pace().isPresent()) {
            return around.pace().get();
        }
        if (wanted.follow().isPresent()) {
            return new FilePace(wanted.follow().get());
        }
        return wanted.speed() == 0
                ? Pace.free()
                : Pace.speed(
                        wanted.from().orElseThrow(() -> new IllegalArgumentException("replay.speed needs replay.from")),
                        wanted.speed(),
                        around.ticker());
    }

    public NodeId node() {
        return invitation.node();
    }

    /** Speaks to the centre and begins to read. */
    public void start() {
        fleet.start();
        senders().forEach(ReportSender::start);
        partners.ifPresent(Partnership::start);
        extractor.start();
        reading.start();
        around.events().mark("node.started", node().toString(), Map.of("boot", Long.toString(boot)));
    }

    /** Clocks of sensors may run ahead, but not by more than a day. */
    private Instant tomorrow() {
        return around.clock().instant().plus(Duration.ofDays(1));
    }

    private ObservationSink sink() {
        Duration moved = settings.replay().moved();
        return moved.isZero() ? possible : new MovedTimes(moved, possible);
    }

    /** A channel has no end and no files that tell how far it is behind: its silence is watched beside it. */
    private ObservationSink live(ObservationSink sink) {
        if (!settings.live() || !settings.isPresent()) {
            return sink;
        }
        LiveSink live = new LiveSink(sink, replay, around.clock(), around.ticker());
        Thread.ofPlatform()
                .name("silence-" + invitation.name())
                .daemon()
                .start(() -> live.watch(closing));
        return live;
    }

    private void run() {
        try {
            awaitPolicy();
            phase = "reading";
            TraceSettings plain = TraceSettings.of(sensors)
                    .withoutDigest()
                    .expanding(new Expansion(
                            settings.expansion().decoded().bytes(),
                            settings.expansion().factor()))
                    .until(this::tomorrow);
            TraceSettings how =
                    settings.mapping().map(Mapping::read).map(plain::mapped).orElse(plain);
            TraceReader reader = new TraceReader(settings.format()
                    .flatMap(TraceFormat::named)
                    .map(how::reading)
                    .orElse(how));
            Reading all = settings.inputs().isEmpty()
                    ? Reading.nothing()
                    : reader.read(settings.inputs(), live(sink()));
            problem = rejected(all);
            if (folder.isPresent()) {
                phase = "watching";
                folder.get()
                        .read(
                                file -> reader.readFound(List.of(file), sink()),
                                spool,
                                replay,
                                r -> problem = rejected(r));
            }
            replay.finish();
            phase = "read";
        } catch (Replay.Stopped | InterruptedException e) {
            phase = "stopped";
        } catch (RuntimeException | Error e) {
            phase = "failed";
            problem = e.getClass().getSimpleName() + ", see the node's own log";
            broken = e instanceof Error error ? Optional.of(error) : Optional.empty();
            LOG.error("event=node.failed node={}", node(), e);
            around.events().mark("node.failed", node().toString(), Map.of("why", e.getClass().getSimpleName()));
        } finally {
            read.countDown();
            fleet.tell(NodeStatus.Parts.HEALTH);
        }
    }

    /** What has been rejected, by reason only: health crosses the border, so it holds nothing of a record. */
    private String rejected(Reading all) {
        Map<String, Long> counts = new TreeMap<>();
        for (InputAccount input : all.inputs()) {
            for (Rejected r : input.rejected()) {
                boolean others = r.reason() == RejectReason.UNKNOWN_SENSOR
                        && !settings.sensors().isEmpty();
                if (!r.reason().expected() && !others) {
                    counts.merge(r.reason().id(), r.count(), Long::sum);
                }
            }
        }
        merge(counts, RejectReason.CLOCK_UNSET, possible.unset());
        merge(counts, RejectReason.FUTURE_TIME, possible.ahead());
        counts.forEach((reason, count) -> LOG.warn("event=input.rejected reason={} count={}", reason, count));
        rejects.addAll(counts.keySet());
        return rejects.isEmpty() ? "" : "records rejected: " + String.join(", ", rejects);
    }

    private static void merge(Map<String, Long> counts, RejectReason reason, long count) {
        if (count > 0) {
            counts.merge(reason.id(), count, Long::sum);
        }
    }

    /** The first observation is judged under the fleet's policy, if the fleet can be heard in time and has one. */
    private void awaitPolicy() throws InterruptedException {
        long end = around.ticker().nanos() + settings.waitForPolicy().toNanos();
        while (!fleet.heard() && around.ticker().nanos() < end) {
            closing.pause(Duration.ofMillis(10));
        }
    }

    /** Of what concerns this country and its centre; what goes to partners has its own. */
    private Stream<ReportSender> senders() {
        return Stream.of(sender, victimSender, seenVictimSender, offenderSender, sourceSender);
    }

    private long setAside() {
        return senders().mapToLong(ReportSender::setAside).sum()
                + partners.map(p -> p.sender().setAside()).orElse(0L);
    }

    private NodeStatus status() {
        Map<String, String> others = new TreeMap<>();
        others.put("country", settings.country().toString());
        others.put("boot", Long.toString(boot));
        others.put("rules", Rules.LIST_VERSION + ": " + rules.rules().version());
        if (tooLate() > 0) {
            others.put("records.tooLate", Long.toString(tooLate()));
        }
        archive.map(Archive::standing).ifPresent(a -> archived(a, others));
        String trouble = problem
                + rules.refused().map(e -> " rules: see the node's own log").orElse("")
                + senders().map(ReportSender::problem).collect(Collectors.joining())
                + partners.map(Partnership::problem).orElse("")
                + folder.map(f -> f.troubled() ? " watched folder: see the node's own log" : "")
                        .orElse("")
                + ring.map(r -> r.problem().isEmpty() ? "" : " sketch keys: see the node's own log").orElse("")
                + archive.map(a -> a.standing().problem().isEmpty() ? "" : " archive: see the node's own log")
                        .orElse("");
        return new NodeStatus(
                Map.of(
                        "service.name",
                        "yochi-node",
                        "service.version",
                        around.version(),
                        "service.instance.id",
                        node().toString(),
                        "name",
                        invitation.name()),
                others,
                trouble.isEmpty(),
                phase + ", " + spool.waiting() + " reports waiting"
                        + (setAside() > 0 ? ", " + setAside() + " reports set aside" : "")
                        + (kept.unreadable() > 0 ? ", " + kept.unreadable() + " kept windows unreadable" : ""),
                trouble,
                policies.offered(),
                policies.effective());
    }

    /** Numbers only: what is kept at home, what was given up, what was lost. */
    private static void archived(Archive.Standing a, Map<String, String> others) {
        others.put("archive.windows", Long.toString(a.kept()));
        others.put("archive.lost", Long.toString(a.lost()));
        others.put("archive.bytes", Long.toString(a.bytes()));
        others.put("archive.budget", a.retention().budget().toString());
        others.put("archive.thinnedDays", Long.toString(a.thinned()));
        a.addressesFrom().ifPresent(day -> others.put("archive.addressesFrom", day.toString()));
    }

    /** What the reading died of (no memory, say) so that its program has to end; empty while it has not. */
    public Optional<Error> broken() {
        return broken;
    }

    /** Waits until all inputs are read, and then until the centre has everything; false if either takes longer. */
    public boolean awaitDelivered(Duration longest) throws InterruptedException {
        return read.await(longest.toNanos(), TimeUnit.NANOSECONDS) && awaitSent(longest);
    }

    /** Waits until the centre has everything that was spooled so far, of every kind; false if time runs out. */
    public boolean awaitSent(Duration longest) throws InterruptedException {
        long end = around.ticker().nanos() + longest.toNanos();
        while (spool.waiting() + victimSpool.waiting() + seenVictimSpool.waiting()
                        + offenderSpool.waiting() + sourceSpool.waiting()
                        + partners.map(p -> p.spool().waiting()).orElse(0) > 0) {
            if (around.ticker().nanos() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /**
     * How a node stands.
     *
     * @param phase starting, reading, watching (a folder), read, stopped or failed
     * @param problem what is wrong, or empty
     * @param connected whether the fleet can be heard
     * @param policy name of the privacy policy in force
     * @param sequence number of the last report spooled
     * @param waiting reports that the centre has not acknowledged
     * @param acknowledged reports that the centre took in this run
     * @param duplicates reports that the centre said in this run that it had
     * @param setAside reports of any kind that the centre said in this run it will never take
     * @param judged observations judged
     * @param filtered observations left out by the fleet's filter
     * @param keptUnreadable files of released windows of earlier runs that could not be read
     * @param keptUnwritten released windows that the disk refused
     * @param tooLate records first read in this run that lie before the last release of an earlier one
     */
    public record Standing(
            String phase,
            String problem,
            boolean connected,
            String policy,
            long sequence,
            int waiting,
            long acknowledged,
            long duplicates,
            long setAside,
            long judged,
            long filtered,
            long keptUnreadable,
            long keptUnwritten,
            long tooLate) {}

    public Standing standing() {
        return new Standing(
                phase,
                problem + sender.problem() + fleet.problem(),
                fleet.connected(),
                policies.current().privacy().name(),
                spool.sequence(),
                spool.waiting(),
                sender.acknowledged(),
                sender.duplicates(),
                setAside(),
                replay.judged(),
                replay.filtered(),
                kept.unreadable(),
                kept.unwritten(),
                tooLate());
    }

    /** What a channel brings now, no earlier run can have read; of named files nobody can tell. */
    private long tooLate() {
        return folder.map(FolderInput::tooLate).orElseGet(() -> settings.live() ? replay.early() : 0);
    }

    @Override
    public void close() {
        closing.begin();
        try {
            reading.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fleet.close();
        extractor.close();
        senders().forEach(ReportSender::close);
        partners.ifPresent(Partnership::close);
        access.close();
        archive.ifPresent(Archive::close);
    }
}
