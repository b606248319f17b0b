package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Algorithms §6.1, §6.4: the attack works where nothing stands against it; a counter-measure counters its kind. */
class ProbingSuiteTest {
    private static double share(Evaluation evaluation, String attack, String group) {
        return evaluation.measures().stream()
                .filter(m -> m.name().contains(attack) && m.group().equals(group))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void marksFindTheSensorWithoutCounterMeasuresAndNotUnderStrict() {
        Evaluation evaluation = new ProbingSuite(4).evaluate();
        assertThat(share(evaluation, "rare port", "none; 1 source of 5000 packets")).isEqualTo(1);
        assertThat(share(evaluation, "rare port", "k = 10, 2 networks; 1 source of 5000 packets")).isLessThan(0.6);
        assertThat(share(evaluation, "rare port", "2 sensors a cell; 100 sources of 50 packets")).isLessThan(0.6);
        assertThat(evaluation.measures()).allMatch(m -> m.low() <= m.value() && m.value() <= m.high());
    }
}
