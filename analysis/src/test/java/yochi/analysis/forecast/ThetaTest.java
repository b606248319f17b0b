package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** against R's {@code forecast::thetaf} and {@code ets} (algorithms §9). */
class ThetaTest {
    /** R's search ends a little before the optimum; its sum of squares is in the oracle beside its weight. */
    private static final Percentage FITTED = Percentage.withPercentage(.01);

    private static final double SQUARES_OF_R = 2.038674501e6;

    @Test
    void airPassengersAreForecastAsByR() {
        double[] path = Theta.fit(OracleSeries.AIR_PASSENGERS, 12, Theta.Season.FACTOR, 1e-10)
                .path(OracleSeries.AIR_PASSENGERS.length, 6);
        double[] ofR = {440.0781911, 428.3842806, 489.7070987, 475.7046277, 479.6703887, 545.3662722};
        for (int h = 0; h < ofR.length; h++) {
            assertThat(path[h]).isCloseTo(ofR[h], FITTED);
        }
    }

    @Test
    void theNileHasNoSeasonAndIsForecastAsByR() {
        double[] path = Theta.fit(OracleSeries.NILE, 1, Theta.Season.FACTOR, 1e-10).path(OracleSeries.NILE.length, 3);
        assertThat(path[0]).isCloseTo(799.8119962, FITTED);
        assertThat(path[1]).isCloseTo(798.4548435, FITTED);
        assertThat(path[2]).isCloseTo(797.0976908, FITTED);
    }

    @Test
    void simpleSmoothingHasTheWeightAndLevelOfR() {
        SimpleSmoothing ses = SimpleSmoothing.fit(OracleSeries.NILE, 1e-10);
        assertThat(ses.alpha()).isCloseTo(.2455338627, Percentage.withPercentage(.1));
        assertThat(ses.level(0)).isCloseTo(1110.686860, FITTED);
        double squares = 0;
        for (int t = 0; t < OracleSeries.NILE.length; t++) {
            squares += Math.pow(OracleSeries.NILE[t] - ses.level(t), 2);
        }
        assertThat(squares).isLessThanOrEqualTo(SQUARES_OF_R).isCloseTo(SQUARES_OF_R, Percentage.withPercentage(1e-4));
        assertThat(ses.level(OracleSeries.NILE.length)).isCloseTo(805.3812829, FITTED);
    }

    @Test
    void aSeasonThatAddsIsTakenOutAndPutBack() {
        double[] y = new double[70];
        for (int t = 0; t < y.length; t++) {
            y[t] = 3 + (t % 7 == 2 ? 1 : 0) + ((t * 31) % 11) / 100.0;
        }
        y[20] = Double.NaN;
        double[] path = Theta.fit(y, 7).path(y.length, 7);
        assertThat(path[2]).isCloseTo(4.05, within(.08));
        assertThat(path[3]).isCloseTo(3.05, within(.08));
    }
}
