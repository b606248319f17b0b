package yochi.centre.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import yochi.core.model.Prediction;

/**
 * How past forecasts did, beside a naive rival: sealed before, scored after.
 *
 * @param sealed forecasts sealed so far
 * @param scored of these, scored
 * @param waiting of these, whose span has not passed
 * @param notScorable of these, whose outcome was not watched
 * @param silent of the not scorable, whose sensors had fallen silent before the span was over
 * @param silences each such silence once: a recording that ended, a node that was withdrawn
 * @param reasons why the others, and these, are not scorable, and how often
 * @param withdrawn of these, taken back; they are scored all the same
 * @param eligible statements that the rule asked for; absent before the ledger counted them
 * @param missing of these, never sealed
 * @param independent independent outcomes of statements made before a campaign's first order: spans that do not
 *     overlap, a campaign as one
 * @param tooFew whether these are fewer than {@code least}, so that no skill is told
 * @param least independent outcomes from which on a skill is told
 * @param coverage90 share of outcomes inside our central 90 % interval; absent before the first
 * @param means our mean losses
 * @param scores our mean losses beside each rival's, one line per group, measure and rival
 * @param skillByWeek the same by week
 * @param reliability per group of events: diagram, and the Brier score taken apart
 * @param alarms per group of events, threshold and teller: what came of alarms
 * @param lists per group of events and teller: hits within a list of equal length
 * @param values per group of events and teller: relative economic value by ratio of cost to loss
 * @param recipients per recipient that has set cost and loss, and group of orders: the value at its own ratio
 * @param calibration how often the outcome fell below each quantile
 * @param lastTen the last ten scored statements, right and wrong, newest first
 * @param recent the latest scored statements, newest first
 */
public record ForecastRecord(
        long sealed,
        long scored,
        long waiting,
        long notScorable,
        long silent,
        List<Silence> silences,
        List<Reason> reasons,
        long withdrawn,
        OptionalLong eligible,
        OptionalLong missing,
        long independent,
        boolean tooFew,
        int least,
        OptionalDouble coverage90,
        List<Mean> means,
        List<Score> scores,
        List<Week> skillByWeek,
        List<Reliability> reliability,
        List<Alarm> alarms,
        List<Hits> lists,
        List<Value> values,
        List<Recipient> recipients,
        List<Calibration> calibration,
        List<Scored> lastTen,
        List<Scored> recent) {
    public ForecastRecord {
        silences = List.copyOf(silences);
        reasons = List.copyOf(reasons);
        means = List.copyOf(means);
        scores = List.copyOf(scores);
        skillByWeek = List.copyOf(skillByWeek);
        reliability = List.copyOf(reliability);
        alarms = List.copyOf(alarms);
        lists = List.copyOf(lists);
        values = List.copyOf(values);
        recipients = List.copyOf(recipients);
        calibration = List.copyOf(calibration);
        lastTen = List.copyOf(lastTen);
        recent = List.copyOf(recent);
    }

    /**
     * Sensors that told nothing any more, and the statements of later days.
     *
     * @param since end of the last day on which any of them watched
     */
    public record Silence(String region, Instant since, long statements) {}

    /** Why statements are not scorable, and how many. */
    public record Reason(Phrase why, long statements) {}

    /**
     * Our mean loss over a group.
     *
     * @param group name and version of the method
     * @param kind {@code forecast}: sealed before a campaign's first order, {@code nowcast}, or {@code undivided}:
     *     sealed before the ledger told the two apart
     * @param horizonHours length of the spans asked for
     * @param daysAhead 1 where they begin with the last data known, 2 where at most a day later, and so on
     * @param measure {@code brier}, {@code log}, {@code crps} or {@code interval90}; less is better
     * @param ours mean loss
     * @param n statements
     * @param independent independent outcomes among them
     */
    public record Mean(
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            String measure,
            double ours,
            long n,
            long independent) {}

    /**
     * One week of a group beside a rival.
     *
     * @param week its Monday
     * @param skill 1 - ours / rivals; absent where the rival made no error
     */
    public record Week(
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            String measure,
            String rival,
            LocalDate week,
            double ours,
            double rivals,
            OptionalDouble skill,
            long n) {}

    /**
     * Probabilities beside what came: {@code brier = reliability - resolution + uncertainty + withinBins}.
     *
     * @param bins of the diagram
     */
    public record Reliability(
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            long n,
            Decomposition decomposition,
            List<Bin> bins) {
        public Reliability {
            bins = List.copyOf(bins);
        }
    }

    /** The Brier score taken apart (Murphy 1973). */
    public record Decomposition(
            double brier, double reliability, double resolution, double uncertainty, double withinBins) {}

    /** Statements of about the same probability: mean said, share that came, how many. */
    public record Bin(double low, double high, double said, double observed, long n) {}

    /**
     * What came of alarms from a probability on.
     *
     * @param who {@code ours} or a rival's name
     * @param leadHours mean hours from the last data known to the day of the first order, of the hits
     */
    public record Alarm(
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            double threshold,
            String who,
            long alarms,
            long hits,
            long falseAlarms,
            long missed,
            double perWeek,
            OptionalDouble leadHours) {}

    /** Hits among the likeliest units of each span, {@code of} all to which it came; the same length for all. */
    public record Hits(
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            int length,
            String who,
            long hits,
            long of,
            long lists) {}

    /**
     * What statements were worth to who acts above C/L (Richardson 2000): 1 as good as knowing the future, 0 as good as
     * the better of always and never acting.
     *
     * @param who {@code ours} or a rival's name
     * @param n scored statements
     * @param came of these, it came
     * @param baseRate came / n
     * @param tooFew whether the independent outcomes are too few: then no value is told, only counts
     */
    public record Value(
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            String who,
            long n,
            long came,
            double baseRate,
            long independent,
            boolean tooFew,
            List<Point> curve) {
        public Value {
            curve = List.copyOf(curve);
        }
    }

    /**
     * One point of the curve.
     *
     * @param ratio cost divided by loss: acted on where the probability was above it
     * @param value absent on too few independent outcomes, and where all or none came
     */
    public record Point(double ratio, long hits, long falseAlarms, long misses, OptionalDouble value) {}

    /**
     * What a group's statements were worth to one recipient.
     *
     * @param who the site or member
     * @param role {@code owner} of a registered site, or {@code provider}
     * @param ratio its own cost divided by its own loss
     * @param ours value of our statements; absent on too few independent outcomes, and where all or none came
     * @param rival the rival that was worth most to it
     * @param rivals that rival's value
     */
    public record Recipient(
            String who,
            String role,
            double ratio,
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            long n,
            long independent,
            boolean tooFew,
            OptionalDouble ours,
            Optional<String> rival,
            OptionalDouble rivals) {}

    /**
     * Our mean error beside a rival's.
     *
     * @param group name and version of the method
     * @param kind {@code forecast}, {@code nowcast} or {@code undivided}
     * @param horizonHours length of the spans asked for
     * @param daysAhead 1 where they begin with the last data known, 2 where at most a day later, and so on
     * @param measure {@code brier}, {@code log}, {@code crps} or {@code interval90}
     * @param ours our mean error; lower is better
     * @param rival the rival's name
     * @param rivals its mean error
     * @param skill 1 - ours / rivals: above 0 we are better; absent where the outcomes are too few
     * @param low lower 95 % bound of skill
     * @param high upper 95 % bound of skill
     * @param n scored statements behind it
     * @param independent independent outcomes among them
     * @param tooFew whether these are too few for a skill
     */
    public record Score(
            String group,
            String kind,
            long horizonHours,
            long daysAhead,
            String measure,
            double ours,
            String rival,
            double rivals,
            OptionalDouble skill,
            OptionalDouble low,
            OptionalDouble high,
            long n,
            long independent,
            boolean tooFew) {}

    /**
     * How often the outcome fell at or below a quantile.
     *
     * @param level the quantile's probability
     * @param observed share of outcomes at or below it
     * @param n outcomes
     */
    public record Calibration(double level, double observed, long n) {}

    /**
     * One scored statement.
     *
     * @param kind {@code forecast}, {@code nowcast} or {@code undivided}
     * @param series id of its series; empty where it would name a victim
     * @param question what was asked; a network is told by its class only
     * @param quantiles level to value; empty for a probability
     * @param probability of the event; absent for a number
     * @param outcome what came; 0 or 1 for an event
     * @param better whether we were nearer than the rival
     * @param right whether the event was called likelier than not and came, or neither; whether the number lay in the
     *     90 % interval
     */
    public record Scored(
            String id,
            String kind,
            String series,
            Prediction.Question question,
            Instant issued,
            Map<String, Double> quantiles,
            OptionalDouble probability,
            OptionalDouble outcome,
            Optional<String> rival,
            OptionalDouble rivalValue,
            Optional<Boolean> better,
            Optional<Boolean> right) {
        public Scored {
            quantiles = java.util.Collections.unmodifiableMap(new TreeMap<>(quantiles));
        }
    }
}
