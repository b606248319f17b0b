package yochi.node.line;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import yochi.core.model.EventLog;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.link.wire.ReportCodec;
import yochi.node.archive.Archive;
import yochi.node.border.Border;
import yochi.node.border.ExtractionDesk;
import yochi.node.border.Finds;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SensorDraw;
import yochi.node.border.SketchKeys;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.SeenSources;

/** Sends closed windows through the border into the spool, and keeps the last ones for extraction. */
final class Releases {
    private final NodeCard card;
    private final Function<LocalDate, SketchKeys> keys;
    private final SensorDraw draw;
    private final Spool spool;
    private final ExtractionDesk desk;
    private final EventLog events;
    private final KeptWindows kept;
    private final SourceHistory history;
    private final Optional<Archive> archive;
    private final SeenVictimDesk victims;
    private Optional<PrivacyPolicy> under = Optional.empty();
    private String underDigest = "";

    Releases(
            NodeCard card,
            Function<LocalDate, SketchKeys> keys,
            SensorDraw draw,
            Spool spool,
            ExtractionDesk desk,
            KeptWindows kept,
            SourceHistory history,
            EventLog events,
            Optional<Archive> archive,
            SeenVictimDesk victims) {
        this.victims = victims;
        this.history = history;
        this.archive = archive;
        this.card = card;
        this.keys = keys;
        this.draw = draw;
        this.spool = spool;
        this.desk = desk;
        this.kept = kept;
        this.events = events;
        kept.earlier().forEach(desk::releasedBefore);
    }

    /**
     * Releases the windows, and what was found in each, under the policy: all are in the spool, or none.
     *
     * @param seen which sources have come up to their end, if that is asked for
     */
    void release(
            List<ClosedWindow> windows, List<Finds> finds, PrivacyPolicy policy, Optional<SeenSources> seen)
            throws InterruptedException {
        if (windows.isEmpty()) {
            return;
        }
        victims.tell(windows, finds, policy); // first: told twice it counts once, told never it would be lost
        String digest = digest(policy);
        List<byte[]> reports = new ArrayList<>();
        long until = spool.releasedUntil();
        long first = spool.sequence() + 1;
        for (int i = 0; i < windows.size(); i++) {
            LocalDate day = LocalDate.ofInstant(windows.get(i).window().start(), ZoneOffset.UTC);
            Border border = new Border(card, policy, digest, keys.apply(day), draw);
            Border.Release r = border.release(windows.get(i), finds.get(i), first + i);
            reports.add(ReportCodec.encode(r.report()));
            until = Math.max(until, r.report().window().endSecond());
        }
        kept.write(windows, first, digest);
        history.write(seen, first + windows.size() - 1, policy.retention());
        spool.commit(reports, until);
        history.keep(spool.sequence());
        for (int i = 0; i < windows.size(); i++) {
            events.mark(
                    "report.spooled",
                    Long.toString(first + i),
                    Map.of("observation", windows.get(i).window().toString()));
        }
        desk.released(windows, digest);
        kept.keep(windows, first, policy.retention());
        archive.ifPresent(all -> {
            all.retain(policy.archive().within(policy.retention()));
            windows.forEach(w -> all.keep(card.name(), w, digest));
        });
    }

    /** Made anew when the policy is another. */
    private String digest(PrivacyPolicy policy) {
        if (!under.equals(Optional.of(policy))) {
            under = Optional.of(policy);
            underDigest = policy.digest();
        }
        return underDigest;
    }

    /** Which sources an earlier run saw up to its last release, for a runner that asks for it. */
    Optional<SeenSources> seenEarlier(boolean wanted) {
        if (wanted) {
            history.wanted(spool.sequence());
        }
        return history.earlier();
    }

    /** What the border lets out of the windows that are still here. */
    ExtractionAnswer answer(ExtractionRequest request, PrivacyPolicy policy) {
        return desk.answer(request, policy, kept.all(), archive);
    }

    /** End of the last release, in observation time. */
    Instant releasedUntil() {
        return spool.releasedUntil() == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochSecond(spool.releasedUntil());
    }
}
