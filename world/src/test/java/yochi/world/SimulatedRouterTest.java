package yochi.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;

class SimulatedRouterTest {
    private static final SimulatedFlow BOT = new SimulatedFlow(
            SimulatedFlow.number(203, 0, 113, 9),
            SimulatedFlow.number(192, 0, 2, 80),
            6,
            40_000,
            443,
            10,
            300,
            Label.ATTACK);
    private static final SimulatedFlow VISITOR = new SimulatedFlow(
            SimulatedFlow.number(198, 51, 100, 9),
            SimulatedFlow.number(192, 0, 2, 80),
            6,
            40_001,
            443,
            4,
            300,
            Label.LEGITIMATE);

    private static Mitigation rule(List<Prefix> sources, List<Integer> ports, Mitigation.Action action) {
        Mitigation.Match match = new Mitigation.Match(
                Prefix.parse("192.0.2.80/32"), sources, Optional.of(6), ports, List.of(), Optional.empty());
        return new Mitigation("m", match, action, Duration.ofMinutes(10), "test");
    }

    @Test
    void withoutARuleEverythingPasses() {
        SimulatedRouter router = new SimulatedRouter(List::of);
        assertThat(router.forward(List.of(BOT, VISITOR), 1)).containsExactly(BOT, VISITOR);
        assertThat(router.dropped()).containsEntry(Label.ATTACK, 0L).containsEntry(Label.LEGITIMATE, 0L);
    }

    @Test
    void aRuleBySourceNetworkSparesTheOthersOnTheSamePort() {
        Mitigation rule = rule(List.of(Prefix.parse("203.0.113.0/27")), List.of(443), new Mitigation.Action.Discard());
        SimulatedRouter router = new SimulatedRouter(() -> List.of(rule));
        assertThat(router.forward(List.of(BOT, VISITOR), 1)).containsExactly(VISITOR);
        assertThat(router.passed()).containsEntry(Label.ATTACK, 0L).containsEntry(Label.LEGITIMATE, 4L);
        assertThat(router.dropped()).containsEntry(Label.ATTACK, 10L).containsEntry(Label.LEGITIMATE, 0L);
    }

    @Test
    void aRuleForAnotherPortMatchesNothing() {
        Mitigation rule = rule(List.of(), List.of(80), new Mitigation.Action.Discard());
        SimulatedRouter router = new SimulatedRouter(() -> List.of(rule));
        assertThat(router.forward(List.of(BOT), 1)).containsExactly(BOT);
    }

    @Test
    void aRateLimitLetsItsBytesThroughAndNoMore() {
        Mitigation rule = rule(List.of(), List.of(443), new Mitigation.Action.Limit(1000));
        SimulatedRouter router = new SimulatedRouter(() -> List.of(rule));
        router.forward(List.of(BOT, VISITOR), 1);
        assertThat(router.passed()).containsEntry(Label.ATTACK, 3L).containsEntry(Label.LEGITIMATE, 0L);
        assertThat(router.dropped()).containsEntry(Label.ATTACK, 7L).containsEntry(Label.LEGITIMATE, 4L);
    }
}
