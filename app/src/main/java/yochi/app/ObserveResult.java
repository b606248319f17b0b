package yochi.app;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Suppressed;
import yochi.core.model.Uptime;
import yochi.node.border.Border;
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.LocalView;
import yochi.node.summary.SessionTotals;

/**
 * What came out of one run.
 *
 * @param view the nodes' own totals, nothing suppressed
 * @param minutes packets per minute since 1970-01-01T00:00Z
 * @param epochs epochs with at least one observation
 * @param uptime how well each sensor watched
 * @param releases reports, and what they keep back
 * @param byK what other k would keep back
 * @param found the attacks
 * @param sessions what strangers did in all sessions and pages
 * @param linked sessions whose packets were seen too
 */
record ObserveResult(
        LocalView view,
        Map<Long, Long> minutes,
        long epochs,
        List<Uptime> uptime,
        List<Border.Release> releases,
        Map<Integer, KeptBack> byK,
        ObserveEvents.Found found,
        SessionTotals.Totals sessions,
        AttemptLinks.Linked linked) {
    /** How many cells each rule of the policy took away, by the rule's name. */
    Map<String, Long> removed() {
        Map<String, Long> out = new TreeMap<>();
        releases.forEach(r -> r.removed().forEach((rule, n) -> out.merge(rule.word(), n, Long::sum)));
        return out;
    }

    /** What the policy keeps back. */
    KeptBack keptBack() {
        return KeptBack.of(releases);
    }

    /**
     * What a policy keeps back of all windows together.
     *
     * @param cells cells before the policy
     * @param suppressed cells and packets that lost their own cell
     * @param withheldPackets packets that are in no total either
     */
    record KeptBack(long cells, Suppressed suppressed, long withheldPackets) {
        static KeptBack of(List<Border.Release> releases) {
            return new KeptBack(
                    releases.stream().mapToLong(Border.Release::cells).sum(),
                    releases.stream().map(Border.Release::suppressed).reduce(Suppressed.NOTHING, Suppressed::plus),
                    releases.stream().mapToLong(Border.Release::withheldPackets).sum());
        }
    }
}
