package yochi.app;

import java.util.List;
import java.util.Map;
import yochi.core.model.Suppressed;
import yochi.core.model.Uptime;
import yochi.node.border.Border;
import yochi.node.summary.LocalView;

/**
 * What came out of one run.
 *
 * @param view the nodes' own totals, nothing suppressed
 * @param minutes packets per minute since 1970-01-01T00:00Z
 * @param epochs epochs with at least one observation
 * @param uptime how well each sensor watched
 * @param releases reports, and what they keep back
 * @param byK what other k would keep back
 * @param withheldByK packets that other k would keep out of every total
 */
record ObserveResult(
        LocalView view,
        Map<Long, Long> minutes,
        long epochs,
        List<Uptime> uptime,
        List<Border.Release> releases,
        Map<Integer, Suppressed> byK,
        Map<Integer, Long> withheldByK) {}
