package yochi.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.ledger.Sealed;
import yochi.centre.line.HomeCentre;
import yochi.centre.line.PolicyFolder;
import yochi.core.model.Alert;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Outcome;
import yochi.core.model.Prediction;
import yochi.core.model.YochiException;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;
import yochi.node.line.SharedPace;
import yochi.world.FloodPlan;
import yochi.world.SimulatedLink;
import yochi.world.campaign.Campaign;
import yochi.world.campaign.DarknetPacket;
import yochi.world.campaign.DarknetTable;
import yochi.world.campaign.DarknetWorld;
import yochi.world.campaign.OrderTable;
import yochi.world.campaign.OrderWorld;
import yochi.world.campaign.Staging.Watcher;
import yochi.world.campaign.VectorShare;
import yochi.world.campaign.WaveTruth;

/**
 * Instead of both acts: a historical campaign. Watchers abroad read the world's lists; each midnight the centre says
 * what the days to come will bring; each wave at home is met by alert, notice, counter-measure and a simulated flood.
 */
final class CampaignAct implements AutoCloseable {
    /** A window is released once the policy's lateness of ten minutes has passed too. */
    private static final Duration LATENESS = Duration.ofMinutes(11);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What a list, its alert and its notice take, many times over (measured below 1 s). */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Setting setting;
    private final Campaign campaign;
    private final Scenario.Defence defence;
    private final HomeCentre home;
    private final Cast cast;
    private final Voice voice;
    private final EventLog events;
    private final EventTrail trail;
    private final OrderWorld world;
    private final SharedPace pace = new SharedPace();
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<WaveRun> waves = new ArrayList<>();
    private final List<WaveRun.Said> said = new ArrayList<>();
    private final List<Instant> answers = new ArrayList<>();
    private Optional<Defender> defender = Optional.empty();

    CampaignAct(Setting setting, HomeCentre home, Cast cast, Voice voice) {
        this.setting = setting;
        Scenario play = setting.scenario();
        campaign = play.campaign().orElseThrow();
        defence = play.defence().orElseThrow();
        this.home = home;
        this.cast = cast;
        this.voice = voice;
        events = setting.party("world");
        trail = new EventTrail(setting.events());
        world = new OrderWorld(campaign, play.world().orElseThrow(), play.home());
        List<WaveTruth> truth = world.truth();
        for (int i = 0; i < truth.size(); i++) {
            waves.add(new WaveRun(campaign.waves().get(i), truth.get(i)));
        }
    }

    /** Enrols those who watch. */
    private void enrol() {
        Scenario play = setting.scenario();
        PolicyFiles policy = PolicyFolder.read(defence.policy());
        for (Watcher watcher : play.world().orElseThrow().watchers()) {
            Path folder = setting.folder("world").resolve(watcher.name());
            Path orders = OrderTable.write(world.lists(watcher), folder);
            start(watcher.name(), watcher.country(), orders, OrderTable.sensors(watcher, folder), policy);
        }
        play.world().orElseThrow().telescope().ifPresent(t -> {
            Path folder = setting.folder("world").resolve(t.name());
            List<DarknetPacket> packets =
                    new DarknetWorld(campaign, play.world().orElseThrow(), world).packets(t);
            packets.stream().filter(DarknetPacket::answer).forEach(p -> answers.add(p.time()));
            Path darknet = DarknetTable.write(packets, folder);
            start(t.name(), t.country(), darknet, DarknetTable.sensors(t, folder), policy);
        });
    }

    private void start(String name, Country country, Path input, Path sensors, PolicyFiles policy) {
        Cast.Role role = new Cast.Role(
                name, country, "simulated", List.of(input.toString()), sensors, Optional.empty(), world.end());
        names.add(name);
        NodeSettings told = cast.node(cast.invite(home.centre(), role), role);
        home.centre().fleet().push(policy, ids());
        nodes.add(cast.start(told, name, pace));
    }

    private List<NodeId> ids() {
        return home.centre().fleet().nodes().stream()
                .filter(n -> names.contains(n.name()))
                .map(n -> n.id())
                .toList();
    }

    /** What others were ordered before the campaign, and what is said on its eve. */
    void prologue() throws InterruptedException {
        enrol();
        voice.step(campaign.title() + ": told from " + campaign.sources().size() + " publications; "
                + names.size() + " sensors abroad in a simulated world");
        midnight(world.eve());
        tellEve();
        defender = Optional.of(new Defender(
                setting,
                home,
                cast,
                OrderWorld.MEMBER_NETWORK,
                defence.network(),
                defence.usualPeakBytesPerSecond(),
                AttackAct.token(setting)));
    }

    private void tellEve() {
        List<WaveRun.Said> eve = ofHome().toList();
        voice.step("other people's orders up to " + world.eve()
                + " are known; sealed before the first order (forecast):");
        if (eve.isEmpty()) {
            voice.plain("             nothing: the centre makes no statement from what it has");
        }
        eve.forEach(s -> voice.plain(String.format(
                Locale.ROOT,
                "             orders will name %s within %d day%s: probability %.3f (sealed %s)",
                setting.scenario().home(),
                s.days(),
                s.days() == 1 ? "" : "s",
                s.probability(),
                s.sealed().id().substring(0, 8))));
    }

    private java.util.stream.Stream<WaveRun.Said> ofHome() {
        return said.stream().filter(s -> s.sealed()
                .forecast()
                .question()
                .region()
                .name()
                .equals(setting.scenario().home().code()));
    }

    /** The day's reports are in; what the days to come will bring is sealed, what has passed is scored. */
    private void midnight(Instant day) throws InterruptedException {
        pace.advanceTo(day.plus(LATENESS));
        if (!home.centre().collection().awaitReleased(ids(), day, PATIENCE)) {
            throw new YochiException(
                    ErrorCode.PEER_UNREACHABLE,
                    "the watchers' reports up to " + day + " did not come: "
                            + nodes.stream().map(n -> n.standing().toString()).toList());
        }
        Optional<Instant> first = firstOrder();
        for (Sealed sealed : home.foresee(day)) {
            if (sealed.forecast().prediction() instanceof Prediction.Probability) {
                Instant at = day.plus(LATENESS);
                boolean before = first.map(at::isBefore).orElse(true);
                said.add(new WaveRun.Said(sealed, at, before));
            }
        }
    }

    private Optional<Instant> firstOrder() {
        return waves.stream()
                .flatMap(w -> w.truth().firstOrder().stream())
                .min(Comparator.naturalOrder());
    }

    /** Something to be done once observation time has come so far. */
    private record Cue(Instant at, int order, Deed deed) {}

    private interface Deed {
        void play() throws InterruptedException;
    }

    void play() throws InterruptedException {
        List<Cue> cues = new ArrayList<>();
        for (Instant day = world.eve().plus(Duration.ofDays(1)); !day.isAfter(world.end());
                day = day.plus(Duration.ofDays(1))) {
            Instant midnight = day;
            cues.add(new Cue(midnight.plus(LATENESS), 2, () -> midnight(midnight)));
        }
        for (WaveRun run : waves) {
            if (!run.truth().home()) {
                cues.add(new Cue(run.truth().begin(), 1, () -> tellAbroad(run)));
                continue;
            }
            for (Watcher watcher : setting.scenario().world().orElseThrow().watchers()) {
                world.seen(run.wave(), watcher)
                        .ifPresent(at -> cues.add(new Cue(at, 0, () -> listed(run, at, watcher))));
            }
            Instant stage = run.truth().firstOrder().filter(o -> o.isAfter(run.truth().begin()))
                    .orElse(run.truth().begin());
            cues.add(new Cue(stage, 1, () -> flood(run, stage)));
            if (run.truth().firstOrder().isPresent()) {
                Instant end = run.truth().end();
                cues.add(new Cue(end, -1, () -> over(end)));
            }
        }
        cues.sort(Comparator.comparing(Cue::at).thenComparingInt(Cue::order));
        for (Cue cue : cues) {
            cue.deed().play();
        }
    }

    private void tellAbroad(WaveRun run) {
        voice.step("wave " + run.truth().name() + " began at " + run.truth().begin() + " abroad, not at home; lists: "
                + WaveRun.basis(run.truth()));
    }

    /** A watcher reads the wave's list. */
    private void listed(WaveRun run, Instant at, Watcher watcher) throws InterruptedException {
        if (run.truth().firstOrder().filter(at::equals).isPresent()) {
            events.mark("order.given", run.truth().name(), Map.of("observation", at.toString(), "simulated", true));
        }
        Set<String> before = orMember().armed();
        long notices = acknowledged();
        boolean stood = covered(run);
        run.noticesBefore(notices);
        long start = setting.ticker().nanos();
        pace.advanceTo(at.plusSeconds(1));
        if (run.alert().isEmpty() && await(() -> covered(run))) {
            run.alerted(measured(at, start));
        }
        if (stood) {
            stillArmed(run, at, start);
        } else {
            arm(run, at, start, before);
        }
        voice.step("wave " + run.truth().name() + ": list read by " + watcher.name() + " "
                + relative(run, at) + " (" + WaveRun.basis(run.truth()) + ")"
                + run.alert().map(a -> "; alert " + relative(run, a)).orElse("; no alert")
                + (stood ? ", its targets stood in an open alert already" : "")
                + run.armed().map(a -> ", armed " + relative(run, a)).orElse(""));
    }

    /** Whether the open alerts name every home target that the first list named. */
    private boolean covered(WaveRun run) {
        return named().containsAll(run.truth().firstNamed());
    }

    private Set<String> named() {
        Set<String> named = new HashSet<>();
        home.desk().situation().open().stream()
                .filter(r -> r.alert().basis() == Alert.Basis.NOWCAST)
                .forEach(r -> r.alert().victims().forEach(v -> named.add(v.pseudonym())));
        return named;
    }

    /** A new alert or one with other targets brings a notice; an alert that stays as it was brings none. */
    private void arm(WaveRun run, Instant at, long start, Set<String> before) throws InterruptedException {
        if (run.alert().isEmpty()) {
            return;
        }
        Defender isp = orMember();
        if (run.armed().isEmpty()
                && (await(() -> !isp.armed().isEmpty()
                                && (!before.containsAll(isp.armed()) || acknowledged() > run.noticesBefore()))
                        || !isp.armed().isEmpty())) {
            run.armed(measured(at, start));
        }
        if (run.armed().isPresent() && run.notice().isEmpty() && await(() -> acknowledged() > run.noticesBefore())) {
            run.told(measured(at, start));
        }
    }

    /**
     * Orders that go on renew a counter-measure whose lease has ended: with the list, if no earlier reading has. Only a
     * notice that this brings has told the member of the wave.
     */
    private void stillArmed(WaveRun run, Instant at, long start) throws InterruptedException {
        int protocol = campaign.vectors(run.wave()).getFirst().protocol();
        if (await(() -> orMember().ready(protocol))) {
            run.armed(measured(at, start));
        }
        if (acknowledged() > run.noticesBefore()) {
            run.told(measured(at, start));
        }
    }

    /** Lists no longer name a wave's targets: alerts of those that no other wave hits are over. */
    private void over(Instant end) throws InterruptedException {
        pace.advanceTo(end.plusSeconds(1));
        Set<String> still = new HashSet<>();
        waves.stream()
                .map(WaveRun::truth)
                .filter(t -> t.firstOrder().filter(o -> !o.isAfter(end)).isPresent() && end.isBefore(t.end()))
                .forEach(t -> still.addAll(t.homeTargets()));
        await(() -> still.containsAll(named()));
    }

    private Instant measured(Instant at, long start) {
        return at.plusNanos(setting.ticker().nanos() - start);
    }

    /**
     * Notices of nowcasts that were acknowledged. Whether they armed anew does not count: a rule of an earlier notice
     * of the same thread may stand.
     */
    private long acknowledged() {
        Set<String> nowcasts = new HashSet<>();
        Set<String> notices = new HashSet<>();
        long out = 0;
        for (EventLine e : trail.lines()) {
            if (e.name().startsWith("centre:alert.")
                    && e.rest().path("basis").asString("").equals("nowcast")) {
                nowcasts.add(e.id());
            } else if (e.name().equals("centre:notice.issued")
                    && nowcasts.contains(e.rest().path("alert").asString(""))) {
                notices.add(e.id());
            } else if (e.name().equals("centre:acknowledgement.verified") && notices.contains(e.id())) {
                out++;
            }
        }
        return out;
    }

    private Defender orMember() {
        return defender.orElseThrow();
    }

    private void flood(WaveRun run, Instant stage) throws InterruptedException {
        long start = setting.ticker().nanos();
        pace.advanceTo(stage.plusSeconds(1));
        if (run.alert().isEmpty()) {
            gone(orMember().stand("armed for another wave, whose notice has expired"), Outcome.State.WITHDRAWN);
        }
        arm(run, stage, start, Set.of());
        VectorShare vector = campaign.vectors(run.wave()).getFirst();
        FloodPlan shape = FloodPlan.demo(setting.scenario().world().orElseThrow().seed())
                .by(vector.protocol(), vector.port())
                .lasting(defence.quiet(), defence.flood());
        SimulatedLink line = new SimulatedLink(defence.usualPeakBytesPerSecond());
        FloodStage flood = new FloodStage(
                setting, shape, orMember().member(), run.truth().name(), Optional.of(line));
        flood.play();
        Instant from = run.armed().filter(a -> a.isAfter(stage)).orElse(stage);
        run.flooded(flood, line, vector.order(), from);
        gone(orMember().outlast(), Outcome.State.EXPIRED);
        voice.step("wave " + run.truth().name() + ": simulated flood (" + vector.order() + "): "
                + flood.cutAfter()
                        .map(c -> "cut off " + relative(run, from.plus(c)))
                        .orElse("not cut off")
                + run.flood().map(CampaignAct::counts).orElse(""));
    }

    /** The centre knows of the member's rules that they have ended before the next list comes: days pass in seconds. */
    private void gone(Set<String> rules, Outcome.State how) throws InterruptedException {
        await(() -> home.desk().response().mitigations(100).stream()
                .filter(m -> rules.contains(m.mitigation().id()))
                .allMatch(m -> !m.outcomes().isEmpty()
                        && m.outcomes().getLast().state() == how));
    }

    private static String counts(CampaignPart.Flooded f) {
        return "; attack passed " + f.attackPassed() + " dropped " + f.attackDropped() + ", visitors passed "
                + f.visitorsPassed() + " dropped " + f.visitorsDropped() + ", lost to the full line "
                + f.lineLostVisitors();
    }

    static String relative(WaveRun run, Instant at) {
        return Offsets.say(Duration.between(run.truth().begin(), at).toMillis() / 1000.0);
    }

    private boolean await(BooleanSupplier done) throws InterruptedException {
        long end = setting.ticker().nanos() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            if (setting.ticker().nanos() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** The last statements about the campaign's days are scored. */
    void epilogue() throws InterruptedException {
        pace.release();
        for (Node node : nodes) {
            if (!node.awaitDelivered(PATIENCE)) {
                throw new YochiException(ErrorCode.PEER_UNREACHABLE, "the watchers' last reports did not come");
            }
        }
        long before = home.desk().ledger().book(0).scored();
        home.foresee(world.end());
        var book = home.desk().ledger().book(0);
        voice.step("world played to " + world.end() + ": " + book.sealed() + " forecasts of attack orders sealed, "
                + book.scored() + " scored (" + (book.scored() - before) + " of them now)");
    }

    CampaignPart part() {
        return new CampaignTally(campaign, setting.scenario().home(), waves, home.desk().settings().situation())
                .part(ofHome().toList(), darkness());
    }

    private Optional<CampaignTally.Darkness> darkness() {
        return setting.scenario().world().orElseThrow().telescope().map(t -> {
            NodeId id = home.centre().fleet().nodes().stream()
                    .filter(n -> n.name().equals(t.name()))
                    .map(n -> n.id())
                    .findFirst()
                    .orElseThrow();
            LongAdder told = new LongAdder();
            home.centre().store().read(Instant.EPOCH, world.end().plus(LATENESS), report -> {
                if (report.node().equals(id)) {
                    report.cells().stream()
                            .filter(c -> c.key().attackType() == AttackType.BACKSCATTER_TCP)
                            .forEach(c -> told.add(c.count(Metric.PACKETS)));
                }
            });
            return new CampaignTally.Darkness(t, answers, told.sum());
        });
    }

    long sent() {
        return names.stream()
                .mapToLong(n -> RegionsAct.spooled(setting.folder("node-" + n)))
                .sum();
    }

    /** As {@link RegionsAct#close}. */
    @Override
    public void close() {
        Thread.interrupted();
        pace.release();
        defender.ifPresent(Defender::close);
        nodes.forEach(Node::close);
    }
}
