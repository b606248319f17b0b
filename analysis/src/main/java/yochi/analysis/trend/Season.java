package yochi.analysis.trend;

import java.util.Arrays;
import yochi.analysis.number.Median;

/**
 * The daily and weekly rhythm of an hourly series as factors around 1: medians of the hours of a day, then of the days
 * of a week, each over the median of all (algorithms §4.1: a change is looked for beside the rhythm). Drawn towards 1
 * while there are few days, so that one odd hour is no rhythm.
 */
final class Season {
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    /** A quieter hour's factor would make every packet in it a surprise (own choice). */
    private static final double LEAST = 0.1;

    private final double[] ofHour;
    private final double[] ofDay;

    private Season(double[] ofHour, double[] ofDay) {
        this.ofHour = ofHour;
        this.ofDay = ofDay;
    }

    static Season of(double[] hourly) {
        double[] ofHour = factors(hourly, HOURS, 1);
        double[] flat = new double[hourly.length];
        Arrays.setAll(flat, t -> hourly[t] / ofHour[t % HOURS]);
        double[] ofDay = new double[DAYS];
        Arrays.fill(ofDay, 1);
        return new Season(ofHour, hourly.length < 2 * HOURS * DAYS ? ofDay : factors(flat, DAYS, HOURS));
    }

    /** How busy the hour is usually, 1 for as busy as the middle one. */
    double factor(int hour) {
        return ofHour[hour % HOURS] * ofDay[hour / HOURS % DAYS];
    }

    private static double[] factors(double[] x, int phases, int length) {
        double middle = Median.of(x);
        double[] out = new double[phases];
        for (int p = 0; p < phases; p++) {
            double[] own = new double[x.length];
            int told = 0;
            for (int from = p * length; from < x.length; from += phases * length) {
                for (int t = from; t < Math.min(from + length, x.length); t++) {
                    if (!Double.isNaN(x[t])) {
                        own[told++] = x[t];
                    }
                }
            }
            int days = told / length;
            double weight = days / (days + 3.0);
            double factor = middle > 0 ? Median.of(Arrays.copyOf(own, told)) / middle : 1;
            out[p] = Double.isNaN(factor) ? 1 : Math.max(LEAST, 1 + weight * (factor - 1));
        }
        return out;
    }
}
