package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** how much longer a listed target stays listed. */
class StayModelTest {
    private static final StayModel MODEL = model();

    @Test
    void theCurveFallsAndItsQuantilesInvertIt() {
        StayModel.Moment moment = new StayModel.Moment(2, 18, 0.1);
        double before = 1;
        for (double hours = 0.5; hours < 400; hours += 0.5) {
            double now = MODEL.survival(moment, hours);
            assertThat(now).isBetween(0., before + 1e-12);
            before = now;
        }
        for (double level : new double[] {0.1, 0.5, 0.9}) {
            double at = MODEL.quantile(moment, level);
            assertThat(MODEL.survival(moment, at + 0.05)).isLessThanOrEqualTo(1 - level + 1e-9);
            assertThat(MODEL.survival(moment, at - 0.05)).isGreaterThanOrEqualTo(1 - level - 1e-9);
        }
    }

    @Test
    void mostLeaveWhenTheListIsRenewed() {
        StayModel.Moment morning = new StayModel.Moment(0, 24, 0);
        StayModel.Moment evening = new StayModel.Moment(12, 12, 0);
        assertThat(MODEL.survival(morning, 20) - MODEL.survival(morning, 26)).isGreaterThan(0.4);
        assertThat(MODEL.survival(evening, 8) - MODEL.survival(evening, 14)).isGreaterThan(0.4);
        assertThat(StayModel.expectedHours(h -> MODEL.survival(morning, h)))
                .isGreaterThan(StayModel.expectedHours(h -> MODEL.survival(evening, h)) + 5);
    }

    @Test
    void oneListedJustBeforeARenewalStaysUntilTheNext() {
        assertThat(StayModel.nextRenewal(1, 0)).isEqualTo(25);
        assertThat(StayModel.nextRenewal(1, 23)).isEqualTo(1);
        assertThat(StayModel.nextRenewal(14, 0)).isEqualTo(14);
    }

    @Test
    void expectedHoursAreTheAreaUnderTheCurveOfAWeek() {
        assertThat(StayModel.expectedHours(h -> h < 10 ? 1 : 0)).isCloseTo(10, within(0.13));
        assertThat(StayModel.expectedHours(h -> 1)).isCloseTo(168, within(1e-9));
    }

    /** Lists renewed every 24 h by more or less half an hour, with a tenth that leaves by day. */
    private static StayModel model() {
        Random random = new Random(1);
        List<StayModel.Stay> known = new ArrayList<>();
        List<SurvivalCurve.Time> whole = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double age = random.nextInt(3) * 8;
            double renewal = 24 - age + random.nextGaussian() / 2;
            boolean early = random.nextDouble() < 0.1;
            double hours = Math.max(0.2, early ? renewal * random.nextDouble() : renewal);
            boolean cut = random.nextDouble() < 0.1;
            known.add(new StayModel.Stay(new StayModel.Moment(age, 24 - age, 0), cut ? hours / 2 : hours, !cut));
            whole.add(new SurvivalCurve.Time(age + (cut ? hours / 2 : hours), !cut));
        }
        return StayModel.fit(known, new SurvivalCurve(whole));
    }
}
