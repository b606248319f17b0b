package yochi.evaluation.world;

import java.util.List;
import java.util.OptionalLong;

/**
 * The truth about one attack.
 *
 * @param crew who; behind the last crew stand booters whose customers it was
 * @param country place in the world's list
 * @param site of the country's; -1 for somebody else in it
 * @param startSecond since the world's start
 * @param ordered from when a list names it, since the world's start
 */
public record VictimAttack(
        Purpose purpose,
        int crew,
        int country,
        int site,
        long startSecond,
        OptionalLong ordered,
        List<VictimStep> steps) {
    public VictimAttack {
        steps = List.copyOf(steps);
    }

    /** What it is for. */
    public enum Purpose {
        /** Part of a campaign. */
        CAMPAIGN,
        /** Goes before the first order of a campaign. */
        PRECURSOR,
        /** Nobody's campaign. */
        BACKGROUND
    }

    public int day() {
        return (int) Math.floorDiv(startSecond, 86_400L);
    }

    /** The largest of its steps. */
    public double peakBitsPerSecond() {
        return steps.stream().mapToDouble(VictimStep::bitsPerSecond).max().orElse(0);
    }

    /** The most packets of any of its steps. */
    public double peakPacketsPerSecond() {
        return steps.stream().mapToDouble(VictimStep::packetsPerSecond).max().orElse(0);
    }
}
