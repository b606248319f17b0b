package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** how much longer a listed target stays listed, by the stays of the orders that are shipped. */
class NowcastTest {
    @Test
    void mostNewTargetsLeaveWhenTheListIsRenewedADayLater() {
        Nowcast anew = Nowcast.of(0).orElseThrow();
        assertThat(anew.tenthHours()).isCloseTo(12.9, within(0.5));
        assertThat(anew.halfHours()).isCloseTo(23.9, within(0.2));
        assertThat(anew.mostHours()).isCloseTo(26.1, within(0.8));
    }

    @Test
    void whatIsLeftShrinksWithAgeUntilTheRenewal() {
        double before = 100;
        for (double age = 0; age <= 23; age++) {
            Nowcast now = Nowcast.of(age).orElseThrow();
            assertThat(now.halfHours()).isLessThanOrEqualTo(before).isPositive();
            assertThat(now.tenthHours()).isLessThanOrEqualTo(now.halfHours());
            assertThat(now.halfHours()).isLessThanOrEqualTo(now.mostHours());
            before = now.halfHours();
        }
    }

    @Test
    void ofWhatIsTooOldOrNotYetListedNothingIsSaid() {
        assertThat(Nowcast.of(48.1)).isEmpty();
        assertThat(Nowcast.of(-1)).isEmpty();
        assertThat(Nowcast.of(Double.NaN)).isEmpty();
    }
}
