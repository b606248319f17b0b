package yochi.app.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the demonstration prints for machines: {@code yochi.demo/1} (docs/formats.md). */
public record DemoDocument(
        String schema,
        String version,
        String policy,
        Reports reports,
        Forecasts forecasts,
        Labels simulatedPassed,
        Labels simulatedDropped,
        List<MeasuredFigure> figures,
        List<PartTime> parts,
        List<String> unknown,
        @Nullable VisitorPart visitor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CampaignPart campaign) {
    /** Reports counted at the spools and in the store. */
    public record Reports(long sent, long stored, long duplicatesRefused, long lost) {}

    /**
     * Sealed statements; skill is 1 - our error / the rival's.
     *
     * @param notScorable whose outcome was not watched; of these {@code silent} had sensors that told nothing any
     *     more before their span was over
     * @param skill of the largest group that has enough independent outcomes
     */
    public record Forecasts(
            long sealed,
            long scored,
            long waiting,
            long notScorable,
            long silent,
            @Nullable Double skill,
            @Nullable String rival,
            List<SkillOf> all) {}

    /**
     * One comparison.
     *
     * @param daysAhead 1 where the spans begin with the last data known, 2 where at most a day later, and so on
     * @param independent outcomes: spans that do not overlap, a campaign as one; no skill is told of fewer than 30
     */
    public record SkillOf(
            String method, String kind, long horizonHours, long daysAhead, String measure, String rival,
            @Nullable Double skill,
            @Nullable Double low, @Nullable Double high, long n, long days, long independent) {}

    /**
     * The node that replayed the visitor's own file.
     *
     * @param rejected records that were not taken, by reason
     * @param from first and {@code until} last observation, in the time that was played
     * @param shown whether its region stands among the console's
     */
    public record VisitorPart(
            String file,
            String country,
            String region,
            String format,
            long records,
            long taken,
            Map<String, Long> rejected,
            long movedByDays,
            String from,
            String until,
            long reports,
            boolean shown) {
        public VisitorPart {
            rejected = Map.copyOf(rejected);
        }
    }

    /** Packets by true label; simulated. */
    public record Labels(long attack, long legitimate) {}

    /** How long one part took, in seconds of the monotonic clock, and what it may take on two cores. */
    public record PartTime(String part, double budget, double measured) {}

    /**
     * One figure of the plan.
     *
     * @param measured seconds
     */
    public record MeasuredFigure(
            String id,
            String requirement,
            @Nullable Double limit,
            double measured,
            String unit,
            String clock,
            String startEvent,
            String startTime,
            String stopEvent,
            String stopTime,
            long n) {}
}
