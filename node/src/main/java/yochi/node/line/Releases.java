package yochi.node.line;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import yochi.core.model.EventLog;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.link.wire.ReportCodec;
import yochi.node.border.Border;
import yochi.node.border.ExtractionDesk;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SketchKeys;
import yochi.node.summary.ClosedWindow;

/** Sends closed windows through the border into the spool, and keeps the last ones for extraction. */
final class Releases {
    private final NodeCard card;
    private final SketchKeys keys;
    private final Spool spool;
    private final ExtractionDesk desk;
    private final int keptWindows;
    private final EventLog events;
    private final Deque<ClosedWindow> kept = new ArrayDeque<>();

    Releases(NodeCard card, SketchKeys keys, Spool spool, ExtractionDesk desk, int keptWindows, EventLog events) {
        this.card = card;
        this.keys = keys;
        this.spool = spool;
        this.desk = desk;
        this.keptWindows = keptWindows;
        this.events = events;
    }

    /** Releases the windows under the policy: all of them are in the spool, or none. */
    void release(List<ClosedWindow> windows, PrivacyPolicy policy) throws InterruptedException {
        if (windows.isEmpty()) {
            return;
        }
        Border border = new Border(card, policy, keys);
        List<byte[]> reports = new ArrayList<>();
        long until = spool.releasedUntil();
        long first = spool.sequence() + 1;
        for (Border.Release r : border.release(windows, first)) {
            reports.add(ReportCodec.encode(r.report()));
            until = Math.max(until, r.report().window().endSecond());
        }
        spool.commit(reports, until);
        for (int i = 0; i < windows.size(); i++) {
            events.mark(
                    "report.spooled",
                    Long.toString(first + i),
                    Map.of("observation", windows.get(i).window().toString()));
        }
        desk.released(windows, policy);
        keep(windows);
    }

    private synchronized void keep(List<ClosedWindow> windows) {
        kept.addAll(windows);
        while (kept.size() > keptWindows) {
            kept.removeFirst();
        }
    }

    /** What the border lets out of the windows that are still here. */
    ExtractionAnswer answer(ExtractionRequest request, PrivacyPolicy policy) {
        List<ClosedWindow> windows;
        synchronized (this) {
            windows = List.copyOf(kept);
        }
        return desk.answer(request, policy, windows);
    }

    /** End of the last release, in observation time. */
    Instant releasedUntil() {
        return spool.releasedUntil() == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochSecond(spool.releasedUntil());
    }
}
