package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.core.model.Finding.Reading;
import yochi.core.model.Finding.Verdict;

@DisplayName("A-14: what a peculiarity may be, with probabilities")
class VerdictModelTest {
    private static final VerdictModel MODEL = VerdictWeights.fitted();

    private static Signs signs(
            double daysHere, boolean firstDays, double daysBefore, double elsewhere, boolean burst, boolean opened) {
        return new Signs(
                daysHere,
                firstDays,
                daysBefore,
                false,
                elsewhere,
                0,
                Growth.UNKNOWN,
                6,
                5,
                burst ? 1000 : 1,
                burst ? 1 : 40,
                burst,
                1,
                1,
                Cube.Reach.UNKNOWN,
                opened);
    }

    private static double probability(Signs signs, Verdict verdict) {
        return MODEL.read(signs).stream()
                .filter(r -> r.verdict() == verdict)
                .mapToDouble(Reading::probability)
                .sum();
    }

    @Test
    void probabilitiesAddUpAndTheMostProbableComesFirst() {
        List<Reading> readings = MODEL.read(signs(2, false, Double.NaN, 0, false, false));
        assertThat(readings.stream().mapToDouble(Reading::probability).sum()).isCloseTo(1, within(1e-12));
        assertThat(readings).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
    }

    @Test
    void whatWasThereFromASensorsFirstDaysIsNeitherNewNorAnOmen() {
        Signs signs = signs(5, true, Double.NaN, 0, false, false);
        assertThat(probability(signs, Verdict.NEW_HERE)).isZero();
        assertThat(probability(signs, Verdict.OMEN_OF_SPREAD)).isZero();
    }

    @Test
    void whatCouldNotBeObservedBeforeIsNeitherNewNorAnOmen() {
        Signs signs = signs(2, false, Double.NaN, 0, false, true);
        assertThat(probability(signs, Verdict.NEW_HERE)).isZero();
        assertThat(probability(signs, Verdict.OMEN_OF_SPREAD)).isZero();
    }

    @Test
    void aBurstOfHardlyAnySourcesIsNeverAnEventOfTheRegion() {
        for (double before : new double[] {Double.NaN, 0, 9}) {
            List<Verdict> told = MODEL.read(signs(2, false, before, 0.5, true, false)).stream()
                    .map(Reading::verdict)
                    .toList();
            assertThat(told).isSubsetOf(Verdict.ONE_SOURCE_BURST, Verdict.EVENT_OR_FILTER);
        }
    }

    @Test
    void whatNobodySawBeforeWasNotSeenBeforeElsewhereAndWithoutOthersNothingIsTold() {
        assertThat(probability(signs(2, false, Double.NaN, 0, false, false), Verdict.SEEN_BEFORE_ELSEWHERE))
                .isZero();
        assertThat(probability(signs(2, false, 0, 0.2, false, false), Verdict.SEEN_BEFORE_ELSEWHERE))
                .isZero();
        assertThat(probability(signs(2, false, 3, 0.2, false, false), Verdict.NEW_HERE)).isZero();
        assertThat(probability(signs(2, false, Double.NaN, Double.NaN, false, false), Verdict.EVENT_OR_FILTER))
                .isEqualTo(1);
    }

    /** Two readings that a sign tells apart in four of five cases: so says the fitted probability, on other draws. */
    @Test
    void fittedProbabilitiesAreTheFrequencies() {
        VerdictModel fitted = VerdictModel.fit(drawn(3000, 1), 1);
        double said = 0;
        double right = 0;
        List<VerdictModel.Example> others = drawn(3000, 2);
        for (VerdictModel.Example e : others) {
            Reading first = fitted.read(e.signs()).getFirst();
            said += first.probability() / others.size();
            right += first.verdict() == e.truth() ? 1.0 / others.size() : 0;
        }
        assertThat(right).isCloseTo(0.8, within(0.03));
        assertThat(said).isCloseTo(right, within(0.03));
    }

    private static List<VerdictModel.Example> drawn(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<VerdictModel.Example> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean spread = random.nextBoolean();
            double elsewhere = random.nextDouble() < 0.8 == spread ? 0.5 : 0;
            out.add(new VerdictModel.Example(
                    signs(2, false, Double.NaN, elsewhere, false, false),
                    spread ? Verdict.OMEN_OF_SPREAD : Verdict.NEW_HERE));
        }
        return out;
    }

    @Test
    void noSignIsEverANumberThatIsNone() {
        for (double value : signs(Double.MAX_VALUE, false, Double.NaN, Double.NaN, true, true).features()) {
            assertThat(value).isFinite();
        }
        assertThat(signs(1, true, 0, 0, false, false).features()).hasSameSizeAs(Signs.NAMES);
    }
}
