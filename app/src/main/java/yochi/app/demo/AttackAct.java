package yochi.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.ledger.Sealed;
import yochi.centre.line.HomeCentre;
import yochi.centre.line.PolicyFolder;
import yochi.centre.sharing.Reader;
import yochi.centre.sharing.Sharing;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.Prediction;
import yochi.core.model.Tlp;
import yochi.core.model.YochiException;
import yochi.link.exchange.Recipient;
import yochi.member.line.Member;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;
import yochi.node.line.SharedPace;
import yochi.node.observation.Sensor;
import yochi.node.trace.SensorFile;
import yochi.world.FloodPlan;
import yochi.world.Label;

/**
 * Act 2: a node abroad sees the orders of a real campaign; the centre alerts, shares and notifies; the member arms;
 * a simulated flood comes and is cut off; the lease is withdrawn. From the first order on at speed 1.
 */
final class AttackAct implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** A day's window is released by then. */
    private static final Duration LATENESS = Duration.ofMinutes(11);

    private final Setting setting;
    private final Scenario.Attack plan;
    private final HomeCentre home;
    private final Cast cast;
    private final Voice voice;
    private final EventLog world;
    private final SharedPace pace = new SharedPace();
    private final FirstOrder order;
    private final String watcher;
    private final Node node;
    private Optional<Defender> member = Optional.empty();
    private Optional<FloodStage> flood = Optional.empty();
    private List<Sealed> sealed = List.of();

    AttackAct(Setting setting, HomeCentre home, Cast cast, Voice voice) {
        this.setting = setting;
        this.plan = setting.scenario().attack().orElseThrow();
        this.home = home;
        this.cast = cast;
        this.voice = voice;
        this.world = setting.party("world");
        Country country = setting.scenario().home();
        order = FirstOrder.after(plan.eve(), country, plan.orders().getFirst());
        Sensor sensor = SensorFile.read(plan.sensors()).table().sensors().getFirst();
        watcher = sensor.name();
        Cast.Role role = new Cast.Role(
                watcher,
                sensor.country(),
                sensor.operator(),
                plan.orders().stream().map(Path::toString).toList(),
                plan.sensors(),
                Optional.empty(),
                plan.after());
        NodeSettings settings = cast.node(cast.invite(home.centre(), role), role);
        PolicyFiles policy = PolicyFolder.read(plan.policy());
        home.centre().fleet().push(policy, List.of(nodeId()));
        node = cast.start(settings, watcher, pace);
    }

    private yochi.core.model.NodeId nodeId() {
        return home.centre().fleet().nodes().stream()
                .filter(n -> n.name().equals(watcher))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The lists before the campaign, and what is said on its eve about the days to come. */
    void prologue() throws InterruptedException {
        pace.advanceTo(plan.eve().plus(LATENESS));
        if (!told(plan.eve())) {
            throw new YochiException(
                    ErrorCode.PEER_UNREACHABLE, "the watcher's history did not come: " + node.standing());
        }
        sealed = home.foresee(plan.eve()).stream()
                .filter(s -> s.forecast().prediction() instanceof Prediction.Probability)
                .toList();
        voice.step(
                "lists of attack orders up to " + plan.eve() + " are known; sealed before the first order (forecast):");
        sealed.stream()
                .filter(s -> s.forecast().question().region().name().equals(setting.scenario().home().code()))
                .forEach(s -> voice.plain("             " + sentence(s)));
        member = Optional.of(new Defender(
                setting, home, cast, order.asn(), plan.network(), plan.usualPeakBytesPerSecond(), token(setting)));
    }

    /** Whether the centre has all that was seen before: lists go beside the reports, and may come after them. */
    private boolean told(Instant day) throws InterruptedException {
        return home.centre().collection().awaitReleased(List.of(nodeId()), day, PATIENCE) && node.awaitSent(PATIENCE);
    }

    private static String sentence(Sealed s) {
        Prediction.Question q = s.forecast().question();
        double p = ((Prediction.Probability) s.forecast().prediction()).value();
        long days = Duration.between(q.from(), q.to()).toDays();
        return String.format(
                java.util.Locale.ROOT,
                "orders will name %s within %d day%s: probability %.3f (sealed %s)",
                q.region(),
                days,
                days == 1 ? "" : "s",
                p,
                s.id().substring(0, 8));
    }

    static String token(Setting setting) {
        byte[] bytes = new byte[24];
        setting.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void play() throws InterruptedException {
        Defender defender = member.orElseThrow();
        Member isp = defender.member();
        String token = token(setting);
        home.desk().sharing().admit(new Reader(new Recipient("university", Set.of(), Tlp.AMBER), false), token);
        try (BundleReader reader = new BundleReader(
                        home.centre().openListener(),
                        home.centre().authority().root(),
                        token,
                        Sharing.ownAlias("university"),
                        setting.clock().instant(),
                        setting.party("reader"))
                .start()) {
            world.mark("order.given", order.time().toString(), Map.of("observation", order.time().toString()));
            pace.advanceTo(order.time().plusSeconds(1));
            until("no counter-measure was armed", () -> !defender.armed().isEmpty());
            voice.step("first order against " + setting.scenario().home()
                    + " seen abroad (nowcast): alert raised, notice signed twice, member " + Defender.NAME + " armed "
                    + defender.armed().size() + " counter-measure(s)");
            until("no bundle reached the reader", () -> reader.received() > 0);
            voice.step("STIX 2.1 bundle of " + reader.received() + " objects fetched over TAXII 2.1 by a university");
        }
        FloodPlan shape = FloodPlan.demo(plan.seed());
        FloodStage stage = new FloodStage(setting, shape.lasting(plan.quiet(), plan.flood()), isp);
        flood = Optional.of(stage);
        voice.step(
                "simulated flood on " + plan.network() + " among visitors, some of them on the same port (simulated)");
        stage.play();
        voice.step("cut off by " + isp.inForce().size() + " rule(s) read back from the log back-end: attack passed "
                + stage.passed(Label.ATTACK) + " dropped " + stage.dropped(Label.ATTACK) + ", visitors passed "
                + stage.passed(Label.LEGITIMATE) + " dropped " + stage.dropped(Label.LEGITIMATE) + " (simulated)");
        isp.inForce().forEach(rule -> isp.withdraw(rule.id(), "the attack is over"));
        voice.step("lease withdrawn; rules in force: " + isp.inForce().size());
    }

    /** The rest of the recording day by day: every eligible unit is sealed at each midnight, and all is scored. */
    void epilogue() throws InterruptedException {
        long before = home.desk().ledger().book(0).scored();
        for (Instant day = plan.eve(); day.isBefore(plan.after()); day = day.plus(Duration.ofDays(1))) {
            if (day.isAfter(order.time())) { // what was observed reaches into the days before
                pace.advanceTo(day.plus(LATENESS));
                told(day);
                home.foresee(day);
            }
        }
        pace.release();
        if (!node.awaitDelivered(PATIENCE)) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, "the watcher's last reports did not come");
        }
        home.foresee(plan.after());
        long scored = home.desk().ledger().book(0).scored() - before;
        voice.step(
                "recording replayed to " + plan.after() + ": " + scored + " sealed forecasts of attack orders scored");
    }

    private void until(String otherwise, BooleanSupplier done) throws InterruptedException {
        long end = setting.ticker().nanos() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (setting.ticker().nanos() > end) {
                throw new YochiException(ErrorCode.PEER_UNREACHABLE, otherwise + " within " + PATIENCE);
            }
            Thread.sleep(10);
        }
    }

    Optional<FloodStage> flood() {
        return flood;
    }

    long sent() {
        return RegionsAct.spooled(setting.folder("node-" + watcher));
    }

    /** As {@link RegionsAct#close}. */
    @Override
    public void close() {
        Thread.interrupted();
        pace.release();
        member.ifPresent(Defender::close);
        node.close();
    }
}
