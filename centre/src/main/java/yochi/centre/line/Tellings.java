package yochi.centre.line;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import yochi.core.model.EpochReport;
import yochi.core.model.NodeId;
import yochi.core.model.Telling;

/** Of each node whether it sends what it finds: the newest of its stored reports that says so. */
final class Tellings {
    private final Map<NodeId, Said> newest = new ConcurrentHashMap<>();

    private record Said(Telling telling, Instant until) {}

    /** Takes a report that the store holds. */
    void add(EpochReport report) {
        Telling.of(report)
                .ifPresent(t -> newest.merge(
                        report.node(),
                        new Said(t, report.window().end()),
                        (old, now) -> now.until().isBefore(old.until()) ? old : now));
    }

    Telling of(NodeId node) {
        Said said = newest.get(node);
        return said == null ? Telling.UNKNOWN : said.telling();
    }
}
