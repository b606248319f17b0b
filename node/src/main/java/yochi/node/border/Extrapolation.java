package yochi.node.border;

import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Measure;
import yochi.core.model.Metric;

/**
 * From the drawn sensors' packets to those of all that watch: the mean of a sample without replacement, times all, and
 * the 95 % interval of Student's t (Cochran 1977, chapter 2). Half the interval is told upwards to one digit, since its
 * exact width would tell how unlike the sensors were.
 */
final class Extrapolation {
    private static final double[] T95 = {12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23};
    private static final String ONE = "one sensor was drawn: no error can be stated";

    private Extrapolation() {}

    /**
     * The estimate of one total.
     *
     * @param packets of each drawn sensor; those that saw nothing count as 0
     * @param watching number of all sensors
     */
    static Map<Metric, Measure> of(long[] packets, int watching) {
        int n = packets.length;
        double sum = 0;
        for (long p : packets) {
            sum += p;
        }
        double estimate = sum * watching / n;
        Map<Metric, Measure> out = new TreeMap<>();
        out.put(Metric.EXTRAPOLATED, new Measure.Count(Math.round(estimate)));
        if (n == 1) {
            out.put(Metric.EXTRAPOLATED_LOW, new Measure.Missing(ONE));
            out.put(Metric.EXTRAPOLATED_HIGH, new Measure.Missing(ONE));
            return out;
        }
        double squares = 0;
        for (long p : packets) {
            squares += (p - sum / n) * (p - sum / n);
        }
        double error = watching * Math.sqrt((1 - (double) n / watching) * squares / (n - 1) / n);
        long half = oneDigit(t95(n - 1) * error);
        out.put(Metric.EXTRAPOLATED_LOW, new Measure.Count(Math.max(Math.round(sum), Math.round(estimate) - half)));
        out.put(Metric.EXTRAPOLATED_HIGH, new Measure.Count(Math.round(estimate) + half));
        return out;
    }

    private static double t95(int freedom) {
        return freedom <= T95.length ? T95[freedom - 1] : 1.96 + 2.7 / freedom;
    }

    /** Upwards to one significant digit. */
    static long oneDigit(double value) {
        if (value <= 0) {
            return 0;
        }
        double step = Math.pow(10, Math.floor(Math.log10(value)));
        return Math.round(Math.ceil(value / step - 1e-9) * step);
    }
}
