package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountAnalysisTest {
    private static final CountAnalysis.Settings SETTINGS = CountAnalysis.Settings.DEFAULTS;

    @Test
    void aRegionThatDrawsAnotherIsFoundWithItsStrengthAndReversedTimeTurnsTheArrow() {
        Panel panel = Made.panel(8, 30, 50, 0.8, 0.2, 1);
        List<Arrow> arrows = new CountAnalysis(SETTINGS, panel).arrows();
        assertThat(arrows).isNotEmpty();
        Arrow first = arrows.getFirst();
        assertThat(List.of(first.from(), first.to())).containsExactly(0, 1);
        assertThat(first.low()).isLessThan(0.8);
        assertThat(first.high()).isGreaterThan(0.8);
        assertThat(first.lag()).isBetween(1.0, 24.0);
        assertThat(first.frequency()).isGreaterThanOrEqualTo(0.9);
        List<Arrow> back = new CountAnalysis(SETTINGS, panel.reversed()).arrows();
        assertThat(back).noneMatch(a -> a.from() == 0 && a.to() == 1);
    }

    @Test
    void aSwellThatAllShareDrawsNoArrow() {
        int arrows = 0;
        for (int seed = 0; seed < 4; seed++) {
            arrows += new CountAnalysis(SETTINGS, Made.panel(8, 28, 40, 0, 0.5, seed)).arrows().size();
        }
        assertThat(arrows).isLessThanOrEqualTo(1);
    }

    /** One source sends a million packets at one region, and a sensor doubles its addresses for the last ten days. */
    @Test
    void aBurstAndADoubledSensorMakeNoArrowAndHideNone() {
        Panel good = Made.panel(8, 30, 50, 0.8, 0.2, 1);
        double[][] counts = new double[8][720];
        double[][] exposure = new double[8][720];
        for (int i = 0; i < 8; i++) {
            for (int t = 0; t < 720; t++) {
                boolean doubled = i == 4 && t >= 480;
                counts[i][t] = good.count(i, t) * (doubled ? 2 : 1);
                exposure[i][t] = doubled ? 200 : 100;
            }
            for (int t = 300; t < 468; t++) {
                counts[i][t] = i == 6 ? Double.NaN : counts[i][t];
            }
        }
        counts[3][400] = 1_000_000;
        List<Arrow> arrows =
                new CountAnalysis(SETTINGS, Panel.of(Made.names(8), counts, exposure, 24)).arrows();
        assertThat(arrows).anyMatch(a -> a.from() == 0 && a.to() == 1);
        assertThat(arrows).noneMatch(a -> a.from() == 3 || a.to() == 3 || a.from() == 4 || a.to() == 4);
    }

    /** A node multiplies its counts by a thousand: its say in what all share stays a fifth. */
    @Test
    void aLyingNodesSayIsBounded() {
        Panel good = Made.panel(8, 30, 50, 0.8, 0.2, 1);
        double[][] counts = new double[8][720];
        double[][] exposure = new double[8][720];
        for (int i = 0; i < 8; i++) {
            for (int t = 0; t < 720; t++) {
                counts[i][t] = i == 7 ? (t % 5 == 0 ? 1e6 : 0) : good.count(i, t);
                exposure[i][t] = i == 7 ? 1e6 : 100;
            }
        }
        CountAnalysis lied = new CountAnalysis(SETTINGS, Panel.of(Made.names(8), counts, exposure, 24));
        assertThat(lied.weight(0, 1)).isCloseTo(new CountAnalysis(SETTINGS, good).weight(0, 1), within(0.2));
        assertThat(lied.arrows()).noneMatch(a -> a.from() == 7);
    }

    @Test
    void weightsThatWouldDrawEverMoreAreDrawnDown() {
        assertThat(Spectrum.radius(new double[][] {{0.5, 0.2}, {0.1, 0.4}})).isCloseTo(0.6, within(1e-9));
        assertThat(Spectrum.radius(new double[][] {{0, 2}, {0.5, 0}})).isCloseTo(1, within(1e-9));
        assertThat(Spectrum.radius(new double[0][0])).isZero();
        int days = 28;
        double[][] counts = new double[5][24 * days];
        double[][] exposure = new double[5][24 * days];
        for (int i = 0; i < 5; i++) {
            for (int t = 0; t < 24 * days; t++) {
                counts[i][t] = Math.round(10 * Math.exp(0.006 * t) + (i * 7 + t * 3) % 5);
                exposure[i][t] = 1;
            }
        }
        CountAnalysis growing = new CountAnalysis(SETTINGS, Panel.of(Made.names(5), counts, exposure, 24));
        assertThat(growing.radius()).isLessThan(1);
        double[][] weights = new double[5][5];
        for (int j = 0; j < 5; j++) {
            for (int i = 0; i < 5; i++) {
                weights[j][i] = growing.weight(j, i);
            }
        }
        assertThat(Spectrum.radius(weights)).isLessThan(1);
    }

    @Test
    void tooFewDaysOrRegionsAreRefused() {
        assertThat(CountAnalysis.refusal(Made.panel(8, 20, 10, 0, 0, 1), SETTINGS).orElseThrow())
                .contains("20 days");
        assertThatThrownBy(() -> new CountAnalysis(SETTINGS, Made.panel(1, 30, 10, 0, 0, 1)))
                .hasMessageContaining("1 regions");
    }

    /** It appears after three weeks of four. */
    @Test
    void aRegionThatAppearsLateIsNoLeader() {
        Panel good = Made.panel(8, 30, 50, 0.8, 0.2, 1);
        double[][] counts = new double[8][720];
        double[][] exposure = new double[8][720];
        for (int i = 0; i < 8; i++) {
            for (int t = 0; t < 720; t++) {
                counts[i][t] = i == 5 && t < 500 ? Double.NaN : good.count(i, t);
                exposure[i][t] = i == 5 && t < 500 ? 0 : 100;
            }
        }
        List<Arrow> arrows =
                new CountAnalysis(SETTINGS, Panel.of(Made.names(8), counts, exposure, 24)).arrows();
        assertThat(arrows).anyMatch(a -> a.from() == 0 && a.to() == 1).noneMatch(a -> a.from() == 5);
    }
}
