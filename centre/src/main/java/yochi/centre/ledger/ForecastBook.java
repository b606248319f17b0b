package yochi.centre.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How past forecasts did, as anybody may read it.
 *
 * @param sealed forecasts sealed
 * @param scored of these, scored
 * @param waiting of these, whose span has not passed or whose data have not come
 * @param notScorable of these, whose outcome was not watched; with the reasons counted
 * @param silent of these not scorable, whose sensors had fallen silent before the span was over
 * @param silences each such silence once, with its statements
 * @param withdrawn of those sealed, taken back; they are scored all the same
 * @param eligible statements that the rule asked for on the days that are over; empty before the first such day
 * @param missing of these, never sealed
 * @param leftOut scored, but of more groups than are kept apart: in no figure below
 * @param reasons why something is not scorable, and how often
 * @param independent independent outcomes of statements made before a campaign's first order
 * @param parts the figures, one part per group
 * @param calibration how often the outcome fell at or below each quantile
 * @param coverage90 share of outcomes inside our central 90 % interval; empty before the first
 * @param recent the last statements with what came, newest first
 * @param lastTen the last ten that were scored, right and wrong, newest first
 */
public record ForecastBook(
        long sealed,
        long scored,
        long waiting,
        long notScorable,
        long silent,
        SortedMap<Silence, Long> silences,
        long withdrawn,
        OptionalLong eligible,
        OptionalLong missing,
        long leftOut,
        Map<String, Long> reasons,
        long independent,
        List<Part> parts,
        List<Calibration> calibration,
        OptionalDouble coverage90,
        List<Told> recent,
        List<Told> lastTen) {
    /** Independent outcomes below which no skill is told. */
    public static final int LEAST_INDEPENDENT = Spell.LEAST;

    public ForecastBook {
        silences = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(silences));
        reasons = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        parts = List.copyOf(parts);
        calibration = List.copyOf(calibration);
        recent = List.copyOf(recent);
        lastTen = List.copyOf(lastTen);
    }

    /** One line per group, measure and rival. */
    public List<SkillLine> lines() {
        return parts.stream().flatMap(part -> part.lines().stream()).toList();
    }

    /** Whether a skill would rest on too few outcomes to be told. */
    public boolean tooFew() {
        return independent < Spell.LEAST;
    }

    /**
     * The figures of one group.
     *
     * @param independent spans that do not overlap, a campaign as one
     * @param means our losses
     * @param lines our losses beside each rival's
     * @param weeks the same by week
     * @param reliability of events; empty for numbers
     * @param alarms of events: alarms, hits, misses, lead time
     * @param lists of events: hits within a list of equal length
     * @param actions of events, by teller ({@link AlarmLine#OURS} or a rival): what acting above a level did
     */
    public record Part(
            Group group,
            long independent,
            List<MeanLine> means,
            List<SkillLine> lines,
            List<WeekLine> weeks,
            Optional<Reliability> reliability,
            List<AlarmLine> alarms,
            List<ListLine> lists,
            SortedMap<String, ActionTally> actions) {
        public Part {
            means = List.copyOf(means);
            lines = List.copyOf(lines);
            weeks = List.copyOf(weeks);
            alarms = List.copyOf(alarms);
            lists = List.copyOf(lists);
            actions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(actions));
        }
    }

    /** How often the outcome fell at or below a quantile, over n outcomes. */
    public record Calibration(double level, double observed, long n) {}

    /** One statement and its score; the score is empty while it waits or where it was not watched. */
    public record Told(Sealed sealed, Optional<Score> score, Optional<String> whyNot) {}
}
