package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Machines at home seen attacking abroad, by month (G-14): outcome of what is done against infections, as far as the
 * nodes abroad can see it.
 *
 * @param asOf wall clock
 * @param months the newest first
 */
public record Machines(Instant asOf, List<Month> months) {
    public Machines {
        months = List.copyOf(months);
    }

    /**
     * One month.
     *
     * @param month such as {@code 2026-01}, UTC, observation time
     * @param machines distinct addresses with evidence
     * @param login of them those that tried to log in
     * @param download those that fetched or handed over a file, and did not log in
     * @param handshake those that spoke inside a connection, and no more
     * @param repeatedScan those seen scanning only, so that the address was not forged
     * @param unowned of all those in no member's network
     * @param unproven the most addresses without evidence that one node counted on one day
     * @param exempt those that scan to investigate, or that the operator named: told to nobody, in no other count
     * @param nodes nodes that told
     * @param daysWatched days that at least one of them watched to the end
     * @param days days of the month that are over
     * @param estimate how many there are, seen or not, from what two halves of the nodes have in common
     * @param low end of its interval of 95 %
     * @param high likewise
     * @param missing what keeps the figures from being more
     */
    public record Month(
            String month,
            long machines,
            long login,
            long download,
            long handshake,
            long repeatedScan,
            long unowned,
            long unproven,
            long exempt,
            int nodes,
            int daysWatched,
            int days,
            OptionalDouble estimate,
            OptionalDouble low,
            OptionalDouble high,
            List<Phrase> missing) {
        public Month {
            missing = List.copyOf(missing);
        }
    }
}
