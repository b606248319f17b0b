package yochi.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodTest {
    private static final Duration STEP = Duration.ofMillis(100);

    private static List<SimulatedFlow> all(long seed) {
        FloodPlan plan = FloodPlan.demo(seed);
        Flood flood = new Flood(plan);
        List<SimulatedFlow> out = new ArrayList<>();
        for (Duration t = Duration.ZERO; t.compareTo(plan.whole()) < 0; t = t.plus(STEP)) {
            out.addAll(flood.step(t, STEP));
        }
        return out;
    }

    @Test
    void theSameSeedGivesTheSameFlowsAndAnotherSeedOthers() {
        assertThat(all(7)).isEqualTo(all(7));
        assertThat(all(7)).isNotEqualTo(all(8));
    }

    @Test
    void attackFlowsComeOnlyAfterTheQuietSpan() {
        Flood flood = new Flood(FloodPlan.demo(1));
        assertThat(flood.step(Duration.ZERO, STEP)).noneMatch(f -> f.label() == Label.ATTACK);
        assertThat(flood.step(Duration.ofSeconds(4), STEP)).anyMatch(f -> f.label() == Label.ATTACK);
        assertThat(flood.step(Duration.ofSeconds(9), STEP)).noneMatch(f -> f.label() == Label.ATTACK);
    }

    @Test
    void someVisitorsShareProtocolAndPortWithTheAttackAndSomeEvenItsNetwork() {
        List<SimulatedFlow> flows = all(3);
        assertThat(flows).anyMatch(f -> f.label() == Label.LEGITIMATE && f.destinationPort() == 443);
        assertThat(flows).anyMatch(f -> f.label() == Label.LEGITIMATE && f.destinationPort() != 443);
        int botNetwork = SimulatedFlow.number(203, 0, 113, 0) >>> 8;
        assertThat(flows).anyMatch(f -> f.label() == Label.LEGITIMATE && f.source() >>> 8 == botNetwork);
    }

    @Test
    void theMeanRateOfTheFloodIsWhatThePlanSays() {
        long packets = all(11).stream()
                .filter(f -> f.label() == Label.ATTACK)
                .mapToLong(SimulatedFlow::packets)
                .sum();
        double expected = 120 * 25 * 5.0;
        assertThat((double) packets).isBetween(expected * 0.95, expected * 1.05);
    }

    @Test
    void aVictimOutsideTheDocumentationNetworkIsRefused() {
        FloodPlan p = FloodPlan.demo(1);
        assertThatThrownBy(() -> new FloodPlan(
                        1, SimulatedFlow.number(10, 0, 0, 1), 6, 443, 1, 1, 1, 0, 1, p.quiet(), p.flood()))
                .hasMessageContaining("RFC 5737");
    }
}
