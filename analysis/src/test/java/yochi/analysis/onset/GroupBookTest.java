package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which group of today is which of yesterday, and how it grows. */
class GroupBookTest {
    private static final long DAY = 144;

    private final GroupBook book = new GroupBook((int) DAY, 42, new AtomicInteger()::incrementAndGet);

    @Test
    void aGroupKeepsItsNumberOverDaysThoughHalfItsNetworksChangeAndAnotherGetsItsOwn() {
        for (int day = 0; day < 6; day++) {
            long from = day * 50L;
            Sighting first = book.see(day * DAY, 23, LongStream.range(from, from + 100));
            Sighting second = book.see(day * DAY, 445, LongStream.range(10_000, 10_200));
            assertThat(first.group()).isEqualTo(1);
            assertThat(second.group()).isEqualTo(2);
            assertThat(first.sightings()).isEqualTo(day + 1);
            assertThat(first.firstWindow()).isZero();
        }
        assertThat(book.see(6 * DAY, 23, LongStream.range(90_000, 90_100)).group()).isEqualTo(3);
    }

    @Test
    void aGroupThatTurnsToAnotherServiceIsTheSameAndSilenceOfTwoWeeksEndsIt() {
        assertThat(book.see(0, 23, LongStream.range(0, 100)).group()).isEqualTo(1);
        assertThat(book.see(DAY, 2323, LongStream.range(20, 120)).group()).isEqualTo(1);
        assertThat(book.see(20 * DAY, 2323, LongStream.range(20, 120)).group()).isEqualTo(2);
    }

    @Test
    void growthIsTheNetworksOfTheLastDayOverThoseOfTheDayBefore() {
        for (long w = 0; w < DAY; w += 6) {
            book.see(w, 23, LongStream.range(0, 30));
        }
        Sighting last = book.see(DAY, 23, LongStream.range(0, 30));
        for (long w = DAY + 6; w < 2 * DAY; w += 6) {
            last = book.see(w, 23, LongStream.range(0, 60));
        }
        assertThat(last.networksBefore()).isEqualTo(30);
        assertThat(last.networks()).isCloseTo(60, within(1e-9));
        assertThat(last.growth()).hasValue(2);
    }

    @Test
    void aSketchTellsSizeAndOverlapWithinItsError() {
        BottomSketch a = BottomSketch.of(LongStream.range(0, 10_000), 7);
        BottomSketch b = BottomSketch.of(LongStream.range(5_000, 15_000), 7);
        assertThat(a.size()).isCloseTo(10_000, within(3_500.0));
        assertThat(a.overlap(b)).isCloseTo(0.5, within(0.2));
        assertThat(a.overlap(BottomSketch.EMPTY)).isZero();
        assertThat(BottomSketch.of(LongStream.range(0, 20), 7).size()).isEqualTo(20);
    }

    @Test
    void withoutNetworksAGroupIsKnownByItsServiceAlone() {
        assertThat(book.see(0, 23, LongStream.empty()).group()).isEqualTo(1);
        assertThat(book.see(1, 23, LongStream.empty()).group()).isEqualTo(1);
        assertThat(book.see(2, 25, LongStream.empty()).group()).isEqualTo(2);
    }
}
