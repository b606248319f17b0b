package yochi.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.EventLog;
import yochi.member.line.Member;
import yochi.world.Flood;
import yochi.world.FloodPlan;
import yochi.world.FlowExport;
import yochi.world.Label;
import yochi.world.SimulatedFlow;
import yochi.world.SimulatedLink;
import yochi.world.SimulatedRouter;

/**
 * The simulated flood and the simulated router in front of the member's network, in real time. The router obeys exactly
 * what it reads back from the member's back-end, and exports its flows to the member's detection.
 */
final class FloodStage {
    private static final Duration STEP = Duration.ofMillis(50);
    /** From this share of attack packets dropped in one step on the attack counts as cut off. */
    private static final double CUT = 0.9;

    private final Setting setting;
    private final FloodPlan plan;
    private final Member member;
    private final SimulatedRouter router;
    private final EventLog world;
    private final EventLog routing;
    private final String name;
    private final Optional<SimulatedLink> line;
    private long begunNanos;
    private Optional<Duration> cutAfter = Optional.empty();

    FloodStage(Setting setting, FloodPlan plan, Member member) {
        this(setting, plan, member, "simulated", Optional.empty());
    }

    /**
     * A flood with a name of its own.
     *
     * @param name as the events tell it
     * @param line behind the router; without one nothing but rules loses packets
     */
    FloodStage(Setting setting, FloodPlan plan, Member member, String name, Optional<SimulatedLink> line) {
        this.name = name;
        this.line = line;
        this.setting = setting;
        this.plan = plan;
        this.member = member;
        this.router = new SimulatedRouter(member::inForce);
        this.world = setting.party("world");
        this.routing = setting.party("router");
    }

    void play() throws InterruptedException {
        Flood flood = new Flood(plan);
        boolean begun = false;
        try (FlowExport export = new FlowExport(member.flowAddress())) {
            long start = setting.ticker().nanos();
            long steps = plan.whole().dividedBy(STEP);
            for (long i = 0; i < steps; i++) {
                Duration elapsed = STEP.multipliedBy(i);
                List<SimulatedFlow> flows = flood.step(elapsed, STEP);
                if (!begun && elapsed.compareTo(plan.quiet()) >= 0) {
                    begun = true;
                    begunNanos = setting.ticker().nanos();
                    world.mark("flood.begun", name, Map.of("simulated", true, "seed", plan.seed()));
                }
                long before = dropped();
                List<SimulatedFlow> through = router.forward(flows, STEP.toMillis() / 1000.0);
                line.ifPresent(l -> l.carry(through, STEP.toMillis() / 1000.0));
                export.export(flows, setting.clock().millis(), STEP.toMillis());
                long attack = flows.stream()
                        .filter(f -> f.label() == Label.ATTACK)
                        .mapToLong(SimulatedFlow::packets)
                        .sum();
                if (cutAfter.isEmpty() && attack > 0 && dropped() - before >= CUT * attack) {
                    cutAfter = Optional.of(Duration.ofNanos(setting.ticker().nanos() - begunNanos));
                    routing.mark("attack.cut", name, Map.of("simulated", true));
                }
                sleepUntil(start + STEP.multipliedBy(i + 1).toNanos());
            }
        }
        world.mark("flood.ended", name, Map.of("simulated", true));
        routing.mark(
                "router.counted",
                name,
                Map.of(
                        "simulated",
                        true,
                        "passedAttack",
                        passed(Label.ATTACK),
                        "passedLegitimate",
                        passed(Label.LEGITIMATE),
                        "droppedAttack",
                        dropped(Label.ATTACK),
                        "droppedLegitimate",
                        dropped(Label.LEGITIMATE)));
    }

    private void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - setting.ticker().nanos();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private long dropped() {
        return dropped(Label.ATTACK);
    }

    /** How long the attack ran before it was cut off; empty if it never was. */
    Optional<Duration> cutAfter() {
        return cutAfter;
    }

    long passed(Label label) {
        return router.passed().getOrDefault(label, 0L);
    }

    long dropped(Label label) {
        return router.dropped().getOrDefault(label, 0L);
    }
}
