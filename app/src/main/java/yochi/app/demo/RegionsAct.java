package yochi.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import yochi.centre.collection.Extractions;
import yochi.centre.desk.Desk;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.fleet.Rollout;
import yochi.centre.line.Centre;
import yochi.centre.line.HomeCentre;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;
import yochi.node.line.SharedPace;
import yochi.node.observation.Sensor;
import yochi.node.trace.SensorFile;

/**
 * Act 1: one node a sensor enrols, gets its country's policy, replays what it recorded and reports; one round a day; a
 * filter change, an extraction, and a node killed between an acknowledgement and the clearing of its spool.
 */
final class RegionsAct implements AutoCloseable {
    /** A window is released once its policy's lateness has passed too; the sample policy says ten minutes. */
    private static final Duration LATENESS = Duration.ofMinutes(11);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Setting setting;
    private final Scenario.Regions plan;
    private final HomeCentre home;
    private final Cast cast;
    private final EventTrail trail;
    private final Voice voice;
    private final EventLog operator;
    private final SharedPace pace = new SharedPace();
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, List<String>> recorded;
    private Optional<VisitorNode> visitor = Optional.empty();
    private final ApartNode apart;
    private final List<NodeId> ids = new ArrayList<>();
    private final Cast.Role apartRole;
    private final Path apartInvitation;
    private final List<Sensor> sensors;
    private boolean killed;
    private Optional<Rollout> rollout = Optional.empty();

    /** Prepares each node's recording; nothing runs before {@link #enrol}. */
    RegionsAct(Setting setting, HomeCentre home, Cast cast, Voice voice) {
        this.setting = setting;
        this.plan = setting.scenario().regions().orElseThrow();
        this.home = home;
        this.cast = cast;
        this.trail = new EventTrail(setting.events());
        this.voice = voice;
        this.operator = setting.party("operator");
        Path folder = setting.folder("node-" + plan.apart());
        this.apart = new ApartNode(folder, operator);
        sensors = SensorFile.read(plan.sensors()).table().sensors();
        recorded = Recording.apart(
                plan.observations(), sensors.stream().map(Sensor::name).toList(), setting.folder("recordings"));
        Sensor alone = sensors.stream()
                .filter(s -> s.name().equals(plan.apart()))
                .findFirst()
                .orElseThrow(() -> new YochiException(ErrorCode.SETTINGS, "no sensor " + plan.apart()));
        this.apartRole = role(alone);
        this.apartInvitation = cast.invite(home.centre(), apartRole);
    }

    /** Enrols the nodes; each begins with the days before the first as soon as it has its policy. */
    void enrol() {
        advanceTo(plan.from());
        apart.start(cast.apart(apartInvitation, apartRole, apart.follow(), plan.history() + plan.killOnDay()));
        for (Sensor sensor : sensors) {
            if (!sensor.name().equals(plan.apart())) {
                NodeSettings own = cast.node(cast.invite(home.centre(), role(sensor)), role(sensor));
                nodes.put(sensor.name(), cast.start(own, sensor.name(), pace));
            }
        }
        visitor = setting.visitor().map(v -> new VisitorNode(v, home, cast, plan));
        visitor.ifPresent(v -> voice.step(v.told()));
    }

    /** What came of the visitor's file. */
    Optional<DemoDocument.VisitorPart> visited() throws InterruptedException {
        return visitor.isPresent() ? Optional.of(visitor.get().part()) : Optional.empty();
    }

    private Cast.Role role(Sensor sensor) {
        return new Cast.Role(
                sensor.name(),
                sensor.country(),
                sensor.operator(),
                recorded.getOrDefault(sensor.name(), List.of()),
                plan.sensors(),
                Optional.of(plan.historyFrom()),
                plan.end(plan.days()));
    }

    /** Waits for the days before the first, which the nodes have been replaying since they enrolled. */
    void prologue() throws InterruptedException {
        home.centre().fleet().nodes().stream()
                .filter(n -> n.name().equals(plan.apart()) || nodes.containsKey(n.name()))
                .forEach(n -> ids.add(n.id()));
        await(plan.from(), Duration.ofMinutes(3));
        if (visitor.isPresent()) {
            visitor.get().await();
        }
        voice.step(ids.size() + " nodes enrolled, each with its own certificate and its country's policy ("
                + policyName() + "); " + plan.history() + " days of history stored");
    }

    private String policyName() {
        return plan.policy().getFileName().toString().replace(".yaml", "");
    }

    void play() throws InterruptedException {
        long before = setting.ticker().nanos();
        for (int day = 1; day <= plan.days(); day++) {
            if (day == plan.filterOnDay()) {
                pushFilter();
            }
            long dayBegan = setting.ticker().nanos();
            advanceTo(plan.end(day));
            await(plan.end(day), PATIENCE);
            if (day == plan.filterOnDay()) {
                confirmFilter();
            }
            if (day < plan.days() && day + 1 != plan.filterOnDay() && setting.speed().isEmpty()) {
                observeUpTo(plan.end(day + 1));
            }
            Desk.Done done = home.round(plan.end(day));
            if (day == plan.extractOnDay()) {
                extract(plan.end(day));
            }
            if (!killed && held()) {
                killAndRestart();
            }
            hold(dayBegan);
            if (day % 10 == 1 || day == plan.days()) {
                tell(day, done);
            }
        }
        visitor.ifPresent(VisitorNode::look);
        double seconds = (setting.ticker().nanos() - before) / 1e9;
        voice.step(String.format(
                java.util.Locale.ROOT,
                "%d days replayed in %.1f s (observation time ran %.0f times as fast)",
                plan.days(),
                seconds,
                plan.days() * 86_400 / seconds));
        if (!killed) {
            throw new IllegalStateException("the node apart never came to the report it was to be killed at");
        }
    }

    /** Observation time runs at most at the wanted speed. */
    private void hold(long dayBegan) throws InterruptedException {
        if (setting.speed().isPresent()) {
            long day = (long) (Duration.ofDays(1).toNanos() / setting.speed().get());
            long left = dayBegan + day - setting.ticker().nanos();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
        }
    }

    /**
     * As at a real sensor, the next day is seen while the round on the last one runs: packets are judged and counted,
     * of which nothing is told to anybody before the day's end.
     */
    private void observeUpTo(Instant end) {
        pace.advanceTo(end.minusSeconds(1));
        apart.advanceTo(end.minusSeconds(1));
    }

    private void advanceTo(Instant end) {
        pace.advanceTo(end.plus(LATENESS));
        apart.advanceTo(end.plus(LATENESS));
    }

    private void await(Instant end, Duration longest) throws InterruptedException {
        if (!home.centre().collection().awaitReleased(ids, end, longest)) {
            String standing = nodes.entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue().standing())
                    .collect(Collectors.joining("; "));
            throw new YochiException(
                    ErrorCode.PEER_UNREACHABLE,
                    "not every node's report up to " + end + " came within " + longest + ": " + standing);
        }
    }

    private void tell(int day, Desk.Done done) {
        voice.step(String.format(
                java.util.Locale.ROOT,
                "day %2d  round %.2f s, %d findings, %d forecasts sealed, %d scored",
                day,
                done.result().record().total().toNanos() / 1e9,
                done.result().record().findings().size(),
                done.sealed().size(),
                done.scored()));
    }

    private void pushFilter() throws InterruptedException {
        Map<String, String> files = new HashMap<>(home.centre()
                .policyOf(setting.scenario().home())
                .orElseThrow()
                .files());
        String services =
                plan.filter().stream().map(Object::toString).collect(Collectors.joining(", "));
        files.put("filter.yaml", "version: yochi.filter/1\nignore:\n  - services: [" + services + "]\n");
        PolicyFiles changed = new PolicyFiles("filtered", files);
        operator.mark("policy.committed", changed.digest(), Map.of("ignores", services));
        rollout = Optional.of(home.centre().fleet().push(changed, ids));
        awaitRunning(changed.digest());
    }

    /** Observation time goes on once the nodes have taken the change; the clock of the change is running meanwhile. */
    private void awaitRunning(String digest) throws InterruptedException {
        long end = setting.ticker().nanos() + Duration.ofSeconds(5).toNanos();
        while (setting.ticker().nanos() < end
                && home.centre().fleet().nodes().stream()
                        .anyMatch(n -> ids.contains(n.id()) && !n.running().equals(digest))) {
            Thread.sleep(20);
        }
    }

    private void confirmFilter() throws InterruptedException {
        List<Rollout.Outcome> outcomes = rollout.orElseThrow().await(Duration.ofSeconds(10));
        long effective = outcomes.stream().filter(Rollout.Outcome::effective).count();
        Duration slowest = outcomes.stream()
                .map(Rollout.Outcome::took)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        voice.step("filter change pushed: effective at " + effective + " of " + ids.size()
                + " nodes, the last after " + slowest.toMillis()
                + " ms (its first observation judged under the new policy)");
    }

    private void extract(Instant until) throws InterruptedException {
        Centre centre = home.centre();
        ExtractionRequest request = new ExtractionRequest(
                UUID.randomUUID().toString(),
                until.minus(Duration.ofDays(7)),
                until,
                Optional.empty(),
                Optional.empty(),
                Set.of(ExtractionRequest.Dimension.SERVICE));
        Extractions.Gathered all = centre.extractions().extract(request, ids, Extractions.DEADLINE);
        long cells = all.answers().values().stream().mapToLong(a -> a.cells().size()).sum();
        voice.step("extraction asked of " + ids.size() + " nodes: " + all.answers().size() + " answered with " + cells
                + " cells in " + all.took().toMillis() + " ms; silent: " + all.silent().size());
    }

    /** Whether the node apart has the acknowledgement it is to die with. */
    private boolean held() {
        String last = Integer.toString(plan.history() + plan.killOnDay());
        return trail.lines().stream()
                .anyMatch(e -> e.party().equals("node")
                        && e.event().equals("report.acknowledged")
                        && e.id().equals(last));
    }

    private void killAndRestart() throws InterruptedException {
        apart.kill();
        killed = true;
        apart.start(cast.apart(apartInvitation, apartRole, apart.follow(), 0));
        voice.step("node " + plan.apart() + " killed (SIGKILL) with its report acknowledged but not cleared; started "
                + "again");
    }

    /** Reports that the nodes' spools say they made: counted at the nodes, not at the centre. */
    long sent() {
        long sum = spooled(setting.folder("node-" + plan.apart()));
        for (String name : nodes.keySet()) {
            sum += spooled(setting.folder("node-" + name));
        }
        if (visitor.isPresent()) {
            sum += spooled(setting.folder("node-" + visitor.get().name()));
        }
        return sum;
    }

    static long spooled(Path node) {
        try {
            String mark = Files.readString(node.resolve("spool").resolve("committed"));
            return Long.parseLong(mark.strip().split(" ", -1)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever asked for the end did it by an interrupt, which would keep what closes from being called. */
    @Override
    public void close() {
        Thread.interrupted();
        pace.release();
        apart.close();
        nodes.values().forEach(Node::close);
        visitor.ifPresent(v -> v.node().close());
    }
}
