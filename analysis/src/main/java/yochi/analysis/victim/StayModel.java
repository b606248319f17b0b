package yochi.analysis.victim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import yochi.analysis.number.LogisticRegression;

/**
 * How much longer a listed target stays listed: a discrete-time hazard (Cox 1972; Allison 1982) on the clock of the
 * lists, which are renewed once a day. One logistic regression tells the chance to leave within a span if still listed
 * at its begin: up to the next renewal, at it, up to the one after it, and so on for a week. When within a renewal's
 * span a list comes is learnt from those that came. What was not watched long enough counts in the spans seen, and in
 * no other. The answer is the mean of that curve and of Kaplan and Meier's (1958) at the target's age: a plain
 * curve that forgets nothing steadies one that knows the clock.
 */
public final class StayModel {
    /** Name and version of the method, as it stands in nowcasts. */
    public static final String METHOD = "residual listing/1";

    /** How far {@link #expectedHours} looks. */
    public static final int WEEK_HOURS = 168;

    /** Ends of the spans, hours from the next renewal; every second one holds a renewal. */
    private static final double[] ENDS = {-1, 1.5, 23, 25.5, 47, 49.5, 71, 73.5, 167};

    private static final int FEATURES = 7;
    private static final int SIZE = FEATURES + ENDS.length;
    private static final double RIDGE = 20;
    private static final double DAY_HOURS = 24;
    private static final double LONGEST_HOURS = 28 * DAY_HOURS;
    private static final double STEP_HOURS = 0.25;

    private final LogisticRegression logistic;
    private final SurvivalCurve whole;
    /** Hours from the renewal expected to the one that came, ascending. */
    private final double[] offsets;

    private StayModel(LogisticRegression logistic, SurvivalCurve whole, double[] offsets) {
        this.whole = whole;
        this.logistic = logistic;
        this.offsets = offsets;
    }

    /**
     * A listed target at a moment.
     *
     * @param ageHours since the listing without a break began, as far as was seen
     * @param hoursToRenewal until the usual time of the {@link #nextRenewal}
     * @param keptShare share of a list that the renewals of late left on it
     */
    public record Moment(double ageHours, double hoursToRenewal, double keptShare) {}

    /**
     * What came of a moment.
     *
     * @param hours until the first list without the target; where none was seen in time, until the last list known
     * @param left whether that list was seen; else the target may have stayed longer
     */
    public record Stay(Moment moment, double hours, boolean left) {}

    /**
     * The next renewal that may take a target off the list: one listed less than half a day before a renewal came with
     * it.
     *
     * @param hours until the time of day at which lists are usually renewed
     */
    public static double nextRenewal(double hours, double ageHours) {
        return ageHours + hours < DAY_HOURS / 2 ? hours + DAY_HOURS : hours;
    }

    /**
     * Fits on stays as far as they were known.
     *
     * @param whole the curve of whole stays from their first listing, known then
     */
    public static StayModel fit(List<Stay> known, SurvivalCurve whole) {
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        List<Double> offsets = new ArrayList<>();
        for (Stay stay : known) {
            double from = 0;
            for (int span = 0; span < ENDS.length; span++) {
                double to = end(stay.moment(), span);
                if (to <= from) {
                    continue;
                }
                boolean stays = stay.hours() > to;
                if (stay.left() || stays) {
                    x.add(row(stay.moment(), span, from, to));
                    y.add(!stays);
                }
                if (!stays) {
                    if (stay.left() && renewal(span)) {
                        offsets.add(stay.hours() - to);
                    }
                    break;
                }
                from = to;
            }
        }
        double[] sorted = offsets.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new StayModel(LogisticRegression.fit(x, y, new double[SIZE], RIDGE), whole, sorted);
    }

    private static double end(Moment moment, int span) {
        return moment.hoursToRenewal() + ENDS[span];
    }

    private static boolean renewal(int span) {
        return span % 2 == 1;
    }

    /** The chance that the target is still listed so many hours on. */
    public double survival(Moment moment, double hours) {
        return (byRenewal(moment, hours) + whole.beyond(moment.ageHours(), hours)) / 2;
    }

    private double byRenewal(Moment moment, double hours) {
        double survival = 1;
        double from = 0;
        for (int span = 0; span < ENDS.length; span++) {
            double to = end(moment, span);
            if (to <= from) {
                continue;
            }
            double leaves = logistic.probability(row(moment, span, from, to));
            if (hours < to) {
                return survival
                        * (renewal(span)
                                ? 1 - leaves * come(from - to, hours - to)
                                : Math.pow(1 - leaves, (hours - from) / (to - from)));
            }
            survival *= 1 - leaves;
            if (span == ENDS.length - 1) {
                return survival * Math.pow(1 - leaves, (hours - to) / (to - from));
            }
            from = to;
        }
        throw new IllegalStateException("no span for " + hours + " h");
    }

    /** Share of renewals in a span that have come by an hour of it, both told as hours to its end. */
    private double come(double begin, double hour) {
        double before = count(begin);
        double all = offsets.length - before;
        double even = (hour - begin) / -begin;
        return (count(hour) - before + even) / (all + 1);
    }

    private double count(double offset) {
        int at = Arrays.binarySearch(offsets, offset);
        int insert = at < 0 ? -at - 1 : at;
        while (insert < offsets.length && offsets[insert] <= offset) {
            insert++;
        }
        return insert;
    }

    /** Hours within which the target leaves the list with that probability, at most four weeks. */
    public double quantile(Moment moment, double probability) {
        double low = 0;
        double high = LONGEST_HOURS;
        if (survival(moment, high) > 1 - probability) {
            return high;
        }
        while (high - low > 0.01) {
            double middle = (low + high) / 2;
            if (survival(moment, middle) > 1 - probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Hours expected on the list within the next week, by a curve of the chance to stay so long. */
    public static double expectedHours(DoubleUnaryOperator survival) {
        double sum = 0;
        for (double hour = STEP_HOURS / 2; hour < WEEK_HOURS; hour += STEP_HOURS) {
            sum += STEP_HOURS * survival.applyAsDouble(hour);
        }
        return sum;
    }

    private static double[] row(Moment m, int span, double from, double to) {
        boolean renewal = renewal(span);
        double[] row = new double[SIZE];
        row[0] = 1;
        row[1] = Math.log(to - from);
        row[2] = renewal ? m.keptShare() : 0;
        row[3] = renewal ? Math.log1p(m.ageHours()) : 0;
        row[4] = renewal ? 0 : Math.log1p(m.ageHours());
        boolean overdue = m.ageHours() > DAY_HOURS / 2 && m.hoursToRenewal() > DAY_HOURS - 3;
        row[5] = overdue && span == 0 ? 1 : 0;
        row[6] = overdue && span > 0 ? 1 : 0;
        row[FEATURES + span] = 1;
        return row;
    }
}
