package yochi.node.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.SeenVictimReport;
import yochi.link.wire.SeenVictimReportCodec;
import yochi.node.border.Finds;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SeenVictimNotices;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;

/** Spools what the border lets out of a country's own addresses that were seen attacked in released windows. */
record SeenVictimDesk(NodeCard card, Country home, Places places, Spool spool, EventLog events) {
    void tell(List<ClosedWindow> windows, List<Finds> finds, PrivacyPolicy policy) throws InterruptedException {
        SeenVictimNotices notices = new SeenVictimNotices(card, home, places, policy);
        AtomicLong next = new AtomicLong(spool.sequence());
        List<SeenVictimReport> reports = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            notices.report(windows.get(i), finds.get(i).events(), next::incrementAndGet).ifPresent(reports::add);
        }
        if (reports.isEmpty()) {
            return;
        }
        long until = spool.releasedUntil();
        List<byte[]> bytes = new ArrayList<>();
        for (SeenVictimReport report : reports) {
            bytes.add(SeenVictimReportCodec.encode(report));
            until = Math.max(until, report.until().getEpochSecond());
        }
        spool.commit(bytes, until);
        reports.forEach(r -> events.mark(
                "seenVictims.spooled",
                Long.toString(r.sequence()),
                Map.of("observation", r.from().toString(), "victims", r.victims().size())));
    }
}
