package yochi.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PersistenceTest {
    /** Sources that come with a chance that halves in so many days since they were last seen. */
    private static Sightings drawn(double halfLife, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sightings out = new Sightings(1);
        for (int source = 0; source < 3000; source++) {
            long last = random.nextInt(60);
            out.add(source, 0, last);
            for (long day = last + 1; day < 60; day++) {
                if (random.nextDouble() < 0.5 * Math.pow(2, -(day - last) / halfLife)) {
                    out.add(source, 0, day);
                    last = day;
                }
            }
        }
        return out;
    }

    @Test
    void theHalfLifeThatWasDrawnFromIsFound() {
        for (double halfLife : new double[] {0.7, 1.5, 3}) {
            Persistence fit = new Persistence();
            fit.add(drawn(halfLife, 5), 10, 60);
            assertThat(fit.enough()).isTrue();
            assertThat(fit.halfLife()).isBetween(halfLife / 1.3, halfLife * 1.3);
        }
    }

    @Test
    void whatComesAfterTheLastDayChangesNothing() {
        Sightings sightings = drawn(1.5, 6);
        Persistence before = new Persistence();
        before.add(sightings, 10, 40);
        double halfLife = before.halfLife();
        for (int source = 0; source < 3000; source++) {
            sightings.add(source, 0, 40);
        }
        Persistence after = new Persistence();
        after.add(sightings, 10, 40);
        assertThat(after.halfLife()).isEqualTo(halfLife);
    }

    @Test
    void fewReturnsAreNotEnough() {
        Sightings few = new Sightings(1);
        few.add(1, 0, 10);
        few.add(1, 0, 11);
        Persistence fit = new Persistence();
        fit.add(few, 0, 20);
        assertThat(fit.enough()).isFalse();
    }
}
