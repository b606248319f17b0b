package yochi.centre.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** K-1: every missing number is visible, whatever the order of arrival. */
class SequenceAccountTest {
    private static SequenceAccount of(long... numbers) {
        SequenceAccount a = new SequenceAccount();
        LongStream.of(numbers).forEach(n -> a.add(n, 1));
        return a;
    }

    @Test
    void numbersInOrderLeaveNoGap() {
        SequenceAccount a = of(1, 2, 3);
        assertThat(a.gaps()).isEmpty();
        assertThat(a.highest()).isEqualTo(3);
        assertThat(a.received()).isEqualTo(3);
    }

    @Test
    void aGapClosesWhenTheLateReportComes() {
        SequenceAccount a = of(1, 4, 6);
        assertThat(a.gaps()).containsExactly(new SequenceAccount.Gap(2, 3), new SequenceAccount.Gap(5, 5));
        a.add(5, 1);
        a.add(3, 1);
        assertThat(a.gaps()).containsExactly(new SequenceAccount.Gap(2, 2));
        a.add(2, 1);
        assertThat(a.gaps()).isEmpty();
    }

    @Test
    void anyOrderOfArrivalGivesTheSameAccount() {
        List<Long> numbers =
                new ArrayList<>(LongStream.rangeClosed(1, 200).boxed().toList());
        numbers.removeAll(List.of(7L, 8L, 150L));
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(numbers, new Random(seed));
            SequenceAccount a = new SequenceAccount();
            numbers.forEach(n -> a.add(n, n <= 100 ? 1 : 2));
            assertThat(a.gaps()).containsExactly(new SequenceAccount.Gap(7, 8), new SequenceAccount.Gap(150, 150));
            assertThat(a.copied()).isFalse();
        }
    }

    @Test
    void twoRunsWhoseNumbersInterleaveAreACopy() {
        SequenceAccount a = of(1, 2);
        a.add(3, 2);
        assertThat(a.copied()).isFalse();
        a.add(4, 1);
        assertThat(a.copied()).isTrue();
    }
}
