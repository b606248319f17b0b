package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cascades and coupled series: the truth is the graph. */
class CascadeWorldTest {
    private static final CascadeParameters P = WorldParameters.committed().cascades();

    @Test
    void theSameSeedGivesTheSameGraphAndCascades() {
        CascadeWorld one = CascadeWorld.of(P, 3);
        CascadeWorld two = CascadeWorld.of(P, 3);
        assertThat(one.delayHours()).isDeepEqualTo(two.delayHours());
        assertThat(one.cascades()).usingRecursiveComparison().isEqualTo(two.cascades());
        assertThat(one.series(200, true)).usingRecursiveComparison().isEqualTo(two.series(200, true));
        assertThat(one.delayHours()).isNotEqualTo(CascadeWorld.of(P, 4).delayHours());
    }

    @Test
    void everyArrivalHasASourceAndASightingNotBeforeIt() {
        CascadeWorld world = CascadeWorld.of(P, 3);
        List<Cascade> all = world.cascades();
        assertThat(all).hasSize(125);
        for (Cascade c : all) {
            assertThat(Arrays.stream(c.arrived()).min().orElse(-1)).isZero();
            for (int i = 0; i < c.regions(); i++) {
                if (c.seen(i)) {
                    assertThat(c.seenBy()[i]).isGreaterThan(c.arrived()[i]);
                    assertThat(c.seenAfter()[i]).isLessThan(c.seenBy()[i]);
                } else {
                    assertThat(c.seenBy()[i]).isInfinite();
                }
            }
        }
    }

    @Test
    void delaysAlongAnEdgeHaveItsMean() {
        CascadeParameters pair = new CascadeParameters(
                2, 1000, 1000, 4000, 1, 10, 0, 1e6, 1e4, 0, 0, 1, 0, 10, 20, 0.5, 0, 0, 0);
        CascadeWorld world = CascadeWorld.of(pair, 3);
        double sum = 0;
        int n = 0;
        for (Cascade c : world.cascades()) {
            if (c.arrived()[0] == 0) {
                sum += c.arrived()[1];
                n++;
            }
        }
        assertThat(world.edge(0, 1)).isTrue();
        assertThat(sum / n).isBetween(9.3, 10.7);
    }

    @Test
    void aCommonCauseReachesAllWithinAnHourAndTheHalf() {
        for (Cascade c : CascadeWorld.of(P, 3).cascades().subList(100, 125)) {
            assertThat(c.common()).isTrue();
            assertThat(Arrays.stream(c.arrived()).max().orElse(99)).isLessThan(2.5);
        }
    }

    @Test
    void smallTelescopesSeeLate() {
        CascadeWorld world = CascadeWorld.of(P.withCascades(0, 400), 3);
        int[] size = world.addresses();
        int least = 0;
        int most = 0;
        for (int i = 0; i < size.length; i++) {
            least = size[i] < size[least] ? i : least;
            most = size[i] > size[most] ? i : most;
        }
        double[] late = new double[2];
        for (Cascade c : world.cascades()) {
            late[0] += Math.min(c.seenBy()[least], c.horizon()) - c.arrived()[least];
            late[1] += Math.min(c.seenBy()[most], c.horizon()) - c.arrived()[most];
        }
        assertThat(late[0] / 400).isGreaterThan(10);
        assertThat(late[1] / 400).isLessThan(2);
    }

    @Test
    void couplingRaisesCountsByTheBranchingAndWithoutItThereIsNone() {
        CascadeWorld world = CascadeWorld.of(P, 3);
        CoupledSeries coupled = world.series(2000, true);
        CoupledSeries apart = world.series(2000, false);
        assertThat(CascadeWorld.radius(coupled.weights())).isBetween(0.58, 0.62);
        assertThat(Arrays.stream(apart.weights()).flatMapToDouble(Arrays::stream).sum()).isZero();
        double[] sums = new double[2];
        for (int i = 0; i < 20; i++) {
            sums[0] += Arrays.stream(coupled.counts()[i]).sum() / coupled.sizes()[i];
            sums[1] += Arrays.stream(apart.counts()[i]).sum() / apart.sizes()[i];
            for (int j = 0; j < 20; j++) {
                assertThat(coupled.weights()[j][i] > 0).isEqualTo(world.edge(j, i));
                assertThat(Double.isFinite(coupled.lagHours()[j][i])).isEqualTo(world.edge(j, i));
            }
        }
        assertThat(sums[0] / sums[1]).isBetween(1.3, 6.0);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> P.withCascades(-1, 0)).hasMessageContaining("cascades must lie between 0");
        assertThatThrownBy(() -> CascadeWorld.of(P, 1).series(1, true)).hasMessageContaining("hours of a series");
    }
}
