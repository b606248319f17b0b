package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-14: what reaches all at once is a common cause, not a way from one to the other")
class SharedCauseTest {
    @Test
    void aScannerIsKnownThoughSmallTelescopesSeeItADayLater() {
        List<Cascade> scanners = Made.graph(10, 1, 10, 20, 3).together(50, 0.1, 300);
        assertThat(SharedCause.count(scanners)).isGreaterThanOrEqualTo(45);
    }

    @Test
    void whatRunsAlongAGraphIsNoCommonCause() {
        assertThat(SharedCause.count(Made.graph(10, 2, 10, 20, 4).cascades(100, 500, 200))).isLessThanOrEqualTo(2);
        assertThat(SharedCause.count(Made.graph(10, 2, 10, 0, 5).cascades(100, 500, 200))).isLessThanOrEqualTo(2);
    }

    /** A node that claims to have seen each scanner a day before all others. */
    @Test
    void oneNodeThatLiesHidesNoScanner() {
        List<Cascade> lied = Made.scanner(8, 6).together(40, 0.1, 300).stream()
                .map(c -> {
                    double[] from = c.from().clone();
                    from[2] = c.start() - 24;
                    return new Cascade(c.name(), c.start() - 24, c.end(), from, from, c.rate(), c.watched());
                })
                .toList();
        assertThat(SharedCause.count(lied)).isGreaterThanOrEqualTo(36);
    }

    @Test
    void whereTelescopesAreTooSlowToTellNothingIsClaimed() {
        double[] from = {0, 3, 5, 20, 40};
        double[] rate = new double[5];
        boolean[] watched = new boolean[5];
        Arrays.fill(rate, 0.02);
        Arrays.fill(watched, true);
        Cascade slow = new Cascade("slow", 0, 500, from, from, rate, watched);
        assertThat(SharedCause.sure(slow)).isFalse();
        assertThat(SharedCause.probability(slow, 0.5)).isBetween(0.05, 0.9);
    }

    @Test
    void twoRegionsAloneAreNoScannerAndNothingSeenTellsNothing() {
        double nan = Double.NaN;
        double[] from = {0, 0.1, nan, nan};
        double[] rate = {5, 5, 5, 5};
        boolean[] watched = {true, true, true, true};
        assertThat(SharedCause.sure(new Cascade("two", 0, 100, from, from, rate, watched))).isFalse();
        double[] none = {nan, nan, nan, nan};
        assertThat(SharedCause.probability(new Cascade("none", 0, 1, none, none, rate, watched), 0.3)).isEqualTo(0.3);
    }

    /** Nothing known of the strength but its prior: 1 - (2 / (2 + rate hours))^2. */
    @Test
    void theChanceToSeeWhatIsThereFollowsTheTelescopesRate() {
        double nan = Double.NaN;
        double[] none = {nan, nan};
        boolean[] watched = {true, true};
        Cascade c = new Cascade("c", 0, 0, none, none, new double[] {0.5, 1}, watched);
        assertThat(SharedCause.sighting(c, 0, 4)).isCloseTo(1 - 0.25, within(1e-12));
    }
}
