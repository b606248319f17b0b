package yochi.centre.response;

import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.Offender;

/**
 * Machines at home that were seen attacking abroad in one month: distinct addresses, which are neither fewer nor more
 * than machines for certain (many behind one, one behind many).
 *
 * @param month UTC, by observation time
 * @param machines distinct addresses with evidence: never more than there were
 * @param byEvidence of them by the strongest evidence
 * @param unowned of them in no registered site and no member's network
 * @param unproven the most addresses without evidence that one node counted on one day of the month
 * @param exempt distinct addresses of those that scan to investigate, or that the operator named: not among machines
 * @param nodes nodes that told of them or of none
 * @param daysWatched days that at least one node watched to the end
 * @param days days of the month that are over, or all
 * @param estimate how many there are, seen or not; empty where too little is known
 */
public record MachineMonth(
        YearMonth month,
        long machines,
        Map<Offender.Evidence, Long> byEvidence,
        long unowned,
        long unproven,
        long exempt,
        int nodes,
        int daysWatched,
        int days,
        Optional<Estimate> estimate) {
    public MachineMonth {
        byEvidence = java.util.Collections.unmodifiableMap(new TreeMap<>(byEvidence));
    }

    /** A number with its interval of 95 %. */
    public record Estimate(double value, double low, double high) {}
}
