package yochi.app;

import java.util.Map;
import java.util.Optional;
import yochi.core.model.Suppressed;
import yochi.node.border.Border;
import yochi.node.habit.HabitDesk;
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.SessionTotals;
import yochi.node.summary.SpecimenList;

/**
 * What came out of one run.
 *
 * @param told what the closed windows told
 * @param minutes packets per minute since 1970-01-01T00:00Z
 * @param found the attacks
 * @param sessions what strangers did in all sessions and pages
 * @param specimens files that attackers left
 * @param habits what groups of sources say in sessions
 * @param undecided sessions that no rule decided
 * @param linked sessions whose packets were seen too
 * @param onset sources that came together; empty where nobody asked
 */
record ObserveResult(
        ObserveWindows.Told told,
        Map<Long, Long> minutes,
        ObserveEvents.Found found,
        SessionTotals.Totals sessions,
        SpecimenList specimens,
        HabitDesk habits,
        ObserveUndecided.Part undecided,
        AttemptLinks.Linked linked,
        Optional<ObserveOnset.OnsetPart> onset) {
    /**
     * What a policy keeps back of all windows together.
     *
     * @param cells cells before the policy
     * @param suppressed cells and packets that lost their own cell
     * @param withheldPackets packets that are in no total either
     */
    record KeptBack(long cells, Suppressed suppressed, long withheldPackets) {
        static final KeptBack NOTHING = new KeptBack(0, Suppressed.NOTHING, 0);

        static KeptBack of(Border.Release release) {
            return NOTHING.plus(release);
        }

        KeptBack plus(Border.Release release) {
            return plus(new KeptBack(release.cells(), release.suppressed(), release.withheldPackets()));
        }

        KeptBack plus(KeptBack other) {
            return new KeptBack(
                    cells + other.cells,
                    suppressed.plus(other.suppressed),
                    withheldPackets + other.withheldPackets);
        }
    }
}
