package yochi.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hipparchus.distribution.continuous.BetaDistribution;
import yochi.analysis.number.Coverage;

/** The figures of early detection as the document prints them: shares, alerts a day, levels, times fewer alerts. */
final class OnsetFigures {
    static final double FEWER_WANTED = 5;
    private static final double Z95 = 1.959963984540054;
    private static final double HALF = 0.5;
    private static final double LOW = 0.025;

    private OnsetFigures() {}

    /** A share of outbreaks with Wilson's interval. */
    static Evaluation.Measured share(
            String name,
            String group,
            Coverage of,
            Optional<Double> target,
            List<Evaluation.Rival> rivals,
            String more) {
        String reached = target.map(t -> of.share() >= t ? "reached" : "not reached").orElse("");
        return new Evaluation.Measured(
                name,
                group,
                "share of the outbreaks",
                Evaluation.Better.HIGHER.word(),
                target,
                of.share(),
                Math.min(of.share(), of.low(Z95)),
                Math.max(of.share(), of.high(Z95)),
                of.of(),
                of.of(),
                rivals,
                Optional.empty(),
                reached + (reached.isEmpty() || more.isEmpty() ? "" : "; ") + more);
    }

    /** So many in so many days, times a factor, with the exact interval of a Poisson number. */
    static Evaluation.Measured aDay(
            String name,
            String group,
            String unit,
            Alerts alerts,
            double factor,
            Optional<Double> target,
            List<Evaluation.Rival> rivals,
            String more) {
        double value = alerts.aDay() * factor;
        String reached = target.map(t -> value <= t ? "reached; " : "not reached; ").orElse("");
        return new Evaluation.Measured(
                name,
                group,
                unit,
                Evaluation.Better.LOWER.word(),
                target,
                value,
                AlertSeries.low(alerts.n()) / alerts.days() * factor,
                AlertSeries.high(alerts.n()) / alerts.days() * factor,
                alerts.n(),
                alerts.n(),
                rivals,
                Optional.empty(),
                String.format(Locale.ROOT, "%s%d in %.1f days%s", reached, alerts.n(), alerts.days(), more));
    }

    /**
     * Alerts counted.
     *
     * @param n how many
     * @param days in which
     */
    record Alerts(int n, double days) {
        double aDay() {
            return n / days;
        }
    }

    /**
     * By how many times the rival has more alerts a day; where ours has none, the median-unbiased estimate. Given the
     * sum of both numbers, the rival's is binomial: the interval is exact (Clopper and Pearson 1934).
     */
    static Evaluation.Measured fewer(String rival, Alerts ours, Alerts theirs, String more) {
        double scale = ours.days() / theirs.days();
        double unbiased = theirs.n() == 0 ? 0 : scale * odds(theirs.n(), 1, HALF);
        double value = ours.n() > 0 ? theirs.aDay() / ours.aDay() : unbiased;
        double low = theirs.n() == 0 ? 0 : Math.min(value, scale * odds(theirs.n(), ours.n() + 1.0, LOW));
        double high = ours.n() == 0 ? value : Math.max(value, scale * odds(theirs.n() + 1.0, ours.n(), 1 - LOW));
        String reached = value < FEWER_WANTED ? "not reached" : low >= FEWER_WANTED ? "reached" : "reached, not surely";
        return new Evaluation.Measured(
                "times as many alerts at equal recall",
                rival,
                "times ours",
                Evaluation.Better.HIGHER.word(),
                Optional.of(FEWER_WANTED),
                value,
                low,
                high,
                theirs.n() + (long) ours.n(),
                theirs.n() + (long) ours.n(),
                List.of(),
                Optional.empty(),
                String.format(
                        Locale.ROOT,
                        "%s; %d in %.1f days, ours %d in %.1f%s; %s",
                        reached,
                        theirs.n(),
                        theirs.days(),
                        ours.n(),
                        ours.days(),
                        ours.n() == 0 ? ", so the interval has no upper end" : "",
                        more));
    }

    private static double odds(double a, double b, double quantile) {
        double p = new BetaDistribution(a, b).inverseCumulativeProbability(quantile);
        return p / (1 - p);
    }

    /** How often a test rejects where nothing happens, beside its level and a fifth of it to each side. */
    static Evaluation.Measured level(String name, String group, Coverage low, double level, String more) {
        boolean inside = Math.abs(low.share() - level) <= level / 5;
        return new Evaluation.Measured(
                name,
                group,
                "share where nothing happens",
                Evaluation.Better.TARGET.word(),
                Optional.of(level),
                low.share(),
                Math.min(low.share(), low.low(Z95)),
                Math.max(low.share(), low.high(Z95)),
                low.of(),
                low.of(),
                List.of(),
                Optional.empty(),
                (inside ? "within a fifth of it: reached" : "not within a fifth of it: not reached")
                        + (more.isEmpty() ? "" : "; ") + more);
    }
}
