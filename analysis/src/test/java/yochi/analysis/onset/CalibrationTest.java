package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Algorithms §2.7: scores to p-values by a sensor's own past. */
class CalibrationTest {
    private static final int DAY = 144;
    private static final double LEVEL = 0.002;

    /** Scores as they come: the minus logarithm of a uniform number, twice over. */
    private static double score(SplittableRandom random) {
        return -2 * Math.log(random.nextDouble());
    }

    private static Calibration learnt(int windows, SplittableRandom random) {
        Calibration c = new Calibration(DAY, LEVEL);
        for (int w = 0; w < windows; w++) {
            c.add(w, score(random), false);
        }
        return c;
    }

    @Test
    void beforeThereIsHistoryThereIsNoPValueAndWithItThereIs() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(learnt(Calibration.FEWEST - 1, random).surprise(3)).isEmpty();
        assertThat(learnt(Calibration.FEWEST, random).surprise(3)).isPresent();
        assertThat(learnt(Calibration.FEWEST, random).surprise(Double.NaN)).isEmpty();
    }

    private static double p(Calibration c, double score) {
        return Math.pow(10, -c.surprise(score).orElseThrow());
    }

    /** 2,000 sets: each a history of 14 days and the score of a window like the others. */
    @Test
    void aUsualWindowIsBelowFivePercentInFiveOfAHundredAndBelowOneInOne() {
        SplittableRandom random = new SplittableRandom(7);
        int five = 0;
        int one = 0;
        for (int set = 0; set < 2_000; set++) {
            Calibration c = new Calibration(DAY, LEVEL);
            for (int w = 0; w < 3 * DAY; w++) {
                c.add(w, score(random), false);
            }
            double p = p(c, score(random));
            five += p <= 0.05 ? 1 : 0;
            one += p <= 0.01 ? 1 : 0;
        }
        assertThat(five / 2000.0).isBetween(0.04, 0.06);
        assertThat(one / 2000.0).isBetween(0.005, 0.017);
    }

    @Test
    void beyondAllHistoryTheTailGoesOnAndFallsWithTheScore() {
        Calibration c = learnt(14 * DAY, new SplittableRandom(3));
        double[] at = {2, 5, 8, 14, 20, 40};
        double before = 1;
        for (double score : at) {
            double p = p(c, score);
            assertThat(p).isLessThan(before).isPositive();
            before = p;
        }
        double truth = Math.exp(-20 / 2.0);
        assertThat(p(c, 20)).isBetween(truth / 20, truth * 20);
    }

    @Test
    void alarmedWindowsAreLeftOutUnlessTheyAreMostOfTheLastDay() {
        Calibration few = new Calibration(DAY, LEVEL);
        Calibration most = new Calibration(DAY, LEVEL);
        SplittableRandom random = new SplittableRandom(5);
        for (int w = 0; w < 8 * DAY + 1; w++) {
            boolean alarm = w % 10 == 0;
            few.add(w, alarm ? 50 : score(random), alarm);
            boolean day = w >= 6 * DAY;
            most.add(w, day ? 50 + score(random) : score(random), day);
        }
        assertThat(p(few, 50)).isLessThan(1e-4);
        assertThat(p(most, 50)).isGreaterThan(0.05);
    }

    /** 40 histories of 60 days in which every alarm is left out of the next day's learning. */
    @Test
    void alarmsByChanceComeAsOftenAsTheLevelSaysAlthoughTheyAreLeftOut() {
        SplittableRandom random = new SplittableRandom(17);
        int alarms = 0;
        int windows = 0;
        for (int set = 0; set < 40; set++) {
            Calibration c = new Calibration(DAY, LEVEL);
            for (int w = 0; w < 60 * DAY; w++) {
                double score = score(random);
                boolean alarm = c.surprise(score).orElse(0) >= -Math.log10(LEVEL);
                c.add(w, score, alarm);
                windows += w >= 15 * DAY ? 1 : 0;
                alarms += alarm && w >= 15 * DAY ? 1 : 0;
            }
        }
        assertThat(alarms / (windows * LEVEL)).isBetween(0.7, 1.3);
    }

    @Test
    void aConstantHistoryGivesARankAndNoCertainty() {
        Calibration c = new Calibration(DAY, LEVEL);
        for (int w = 0; w < 3 * DAY; w++) {
            c.add(w, 0, false);
        }
        assertThat(p(c, 0)).isCloseTo(0.5, within(0.01));
        assertThat(p(c, 0.3)).isCloseTo(1.0 / (2 * DAY + 1), within(2e-3));
    }

    @Test
    void whatIsWrittenAndReadGoesOnToTheSameNumbersAndAWindowSeenTwiceCountsOnce() {
        SplittableRandom random = new SplittableRandom(11);
        Calibration c = learnt(5 * DAY + 17, random);
        ByteBuffer bytes = ByteBuffer.allocate(c.bytes());
        c.write(bytes);
        Calibration again = Calibration.read(bytes.flip(), DAY, LEVEL);
        for (int w = 5 * DAY; w < 9 * DAY; w++) {
            double score = score(random);
            assertThat(again.surprise(score)).isEqualTo(c.surprise(score));
            c.add(w, score, w % 40 == 0);
            again.add(w, score, w % 40 == 0);
        }
        assertThat(again.bytes()).isEqualTo(c.bytes());
    }

    @Test
    void aTailOfKnownShapeIsFound() {
        SplittableRandom random = new SplittableRandom(13);
        double[] exponential = new double[5_000];
        double[] heavy = new double[5_000];
        for (int i = 0; i < heavy.length; i++) {
            exponential[i] = -3 * Math.log(random.nextDouble());
            heavy[i] = 2 / 0.3 * (Math.pow(random.nextDouble(), -0.3) - 1);
        }
        assertThat(ParetoTail.of(exponential).shape()).isCloseTo(0, within(0.06));
        assertThat(ParetoTail.of(exponential).scale()).isCloseTo(3, within(0.2));
        assertThat(ParetoTail.of(heavy).shape()).isCloseTo(0.3, within(0.06));
        assertThat(ParetoTail.of(heavy).scale()).isCloseTo(2, within(0.2));
        assertThat(ParetoTail.of(new double[0]).scale()).isZero();
    }
}
