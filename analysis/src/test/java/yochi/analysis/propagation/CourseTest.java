package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import yochi.analysis.propagation.ArrivalNetwork.Column;

class CourseTest {
    @Test
    void movesOneByOneGiveWhatCountingAnewGives() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 7;
        Column[] columns = new Column[n];
        for (int i = 0; i < n; i++) {
            double[] from = new double[n];
            for (int j = 0; j < n; j++) {
                from[j] = i == j || random.nextBoolean() ? 0 : random.nextDouble();
            }
            columns[i] = new Column(0.1, 0.2, from);
        }
        ArrivalNetwork network = new ArrivalNetwork(columns);
        Arrivals now = new Arrivals(new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            move(now, i, random);
        }
        Course course = new Course(network, now);
        int taken = 0;
        for (int k = 0; k < 2000; k++) {
            int i = random.nextInt(n);
            double at = now.at()[i];
            double until = now.until()[i];
            double before = network.logLikelihood(now);
            move(now, i, random);
            double gain = network.logLikelihood(now) - before;
            double least = Math.log(random.nextDouble());
            boolean moved = course.moved(i, at, least);
            assertThat(moved).isEqualTo(least <= gain);
            taken += moved ? 1 : 0;
            if (!moved) {
                now.at()[i] = at;
                now.until()[i] = until;
            }
            assertThat(course.logLikelihood()).isCloseTo(network.logLikelihood(now), within(1e-6));
        }
        assertThat(taken).isBetween(100, 1900);
    }

    /** Arrived at a time, or not until one, or not watched. */
    private static void move(Arrivals now, int i, SplittableRandom random) {
        int kind = random.nextInt(5);
        now.at()[i] = kind < 3 ? 10 * random.nextDouble() : Double.NaN;
        now.until()[i] = kind == 3 ? 10 * random.nextDouble() : Double.NaN;
    }
}
