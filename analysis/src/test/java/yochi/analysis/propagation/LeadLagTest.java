package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadLagTest {
    @Test
    void aRegionThatFollowsIsFoundWithItsLagAndReversedTimeTurnsTheArrow() {
        Panel panel = Made.panel(8, 30, 50, 0.8, 0.3, 1);
        LeadLag.Lead first = LeadLag.of(panel).getFirst();
        assertThat(List.of(first.leader(), first.follower())).containsExactly(0, 1);
        assertThat(first.lag()).isBetween(1, 6);
        assertThat(first.qValue()).isLessThan(0.01);
        LeadLag.Lead back = LeadLag.of(panel.reversed()).getFirst();
        assertThat(List.of(back.leader(), back.follower())).containsExactly(1, 0);
        assertThat(back.qValue()).isLessThan(0.05);
    }

    /** The common swell alone: no pair stands out, at the level stated. */
    @Test
    void whatAllShareIsNoLead() {
        int told = 0;
        for (int seed = 0; seed < 10; seed++) {
            told += LeadLag.of(Made.panel(6, 28, 40, 0, 0.5, seed)).stream().anyMatch(l -> l.qValue() <= 0.05) ? 1 : 0;
        }
        assertThat(told).isLessThanOrEqualTo(2);
    }

    @Test
    void tooShortASeriesAndTooFewRegionsAreRefusedWithTheReason() {
        assertThat(LeadLag.refusal(Made.panel(6, 20, 10, 0, 0, 1)).orElseThrow())
                .contains("20 days")
                .contains("21");
        assertThat(LeadLag.refusal(Made.panel(1, 30, 10, 0, 0, 1)).orElseThrow()).contains("1 regions");
        assertThat(LeadLag.of(Made.panel(6, 20, 10, 0.8, 0, 1))).isEmpty();
        assertThat(LeadLag.refusal(Panel.of(List.of(), new double[0][], new double[0][], 24))).isPresent();
    }

    /** Zero, constant and mostly missing series, and one million packets in an hour. */
    @Test
    void badSeriesTakeNoPartAndOneBurstMovesNothing() {
        Panel good = Made.panel(8, 30, 50, 0.8, 0.3, 1);
        double[][] counts = new double[8][720];
        double[][] exposure = new double[8][720];
        for (int i = 0; i < 8; i++) {
            for (int t = 0; t < 720; t++) {
                counts[i][t] = i == 5 ? 0 : i == 6 ? 7 : i == 7 && t > 300 ? Double.NaN : good.count(i, t);
                exposure[i][t] = 100;
            }
        }
        counts[3][400] = 1_000_000;
        counts[4][401] = 1_000_000;
        List<LeadLag.Lead> found = LeadLag.of(Panel.of(Made.names(8), counts, exposure, 24));
        assertThat(found).noneMatch(l -> l.leader() >= 5 || l.follower() >= 5);
        assertThat(found).allMatch(l -> !Double.isNaN(l.pValue()) && !Double.isNaN(l.correlation()));
        assertThat(List.of(found.getFirst().leader(), found.getFirst().follower())).containsExactly(0, 1);
        assertThat(found.stream().filter(l -> l.leader() == 3 && l.follower() == 4).findFirst().orElseThrow().qValue())
                .isGreaterThan(0.05);
    }

    @Test
    void theOrderOfRegionsDoesNotMatter() {
        Panel panel = Made.panel(6, 28, 30, 0.8, 0.3, 4);
        int n = panel.size();
        double[][] counts = new double[n][panel.steps()];
        double[][] exposure = new double[n][panel.steps()];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < panel.steps(); t++) {
                counts[n - 1 - i][t] = panel.count(i, t);
                exposure[n - 1 - i][t] = panel.exposure(i, t);
            }
        }
        Panel turned = Panel.of(panel.regions().reversed(), counts, exposure, 24);
        assertThat(LeadLag.of(turned)).isEqualTo(LeadLag.of(panel));
    }

    @Test
    void normalScoresKeepRanksAndShareTies() {
        double[] scores = new NormalScores().of(new double[] {5, 1, 1, Double.NaN, 1_000_000});
        assertThat(scores[1]).isEqualTo(scores[2]).isLessThan(scores[0]);
        assertThat(scores[3]).isZero();
        assertThat(scores[4]).isBetween(0.9, 1.3);
    }

    @Test
    void anAutoregressionIsFoundAndWhitened() {
        double[] x = new double[4000];
        java.util.SplittableRandom random = new java.util.SplittableRandom(2);
        for (int t = 1; t < x.length; t++) {
            x[t] = 0.7 * x[t - 1] + Made.normal(random);
        }
        Autoregression fit = Autoregression.fit(x, 24);
        assertThat(fit.weights()[0]).isCloseTo(0.7, within(0.05));
        double[] rest = fit.filter(x);
        double square = Arrays.stream(rest).filter(v -> !Double.isNaN(v)).map(v -> v * v).average().orElse(0);
        assertThat(square).isCloseTo(1, within(0.06));
        assertThat(Autoregression.fit(new double[50], 5).weights()).isEmpty();
    }
}
