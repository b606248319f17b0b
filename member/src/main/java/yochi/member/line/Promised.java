package yochi.member.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.Acknowledgement.Answer;
import yochi.core.model.Acknowledgement.Decision;
import yochi.core.model.Notice;
import yochi.member.inbox.Journal;
import yochi.member.mitigation.Lease;
import yochi.member.mitigation.Leases;

/**
 * Which counter-measure came with which notice, and what a later notice of the same thread does to it: an update with
 * counter-measures of its own takes their place, the end of the alert disarms them if the member's settings say so. A
 * rule that is active is never taken back by a notice: a person or its lease ends it.
 */
final class Promised {
    private static final Logger LOG = LoggerFactory.getLogger(Promised.class);

    private final Leases leases;
    private final MemberSettings.Disarm disarm;
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    private record Origin(String notice, String thread) {}

    Promised(Leases leases, MemberSettings.Disarm disarm) {
        this.leases = leases;
        this.disarm = disarm;
    }

    void came(String rule, String notice, String thread) {
        origins.put(rule, new Origin(notice, thread));
    }

    /** With which notice the rule came; forgotten where it has ended. */
    Optional<String> notice(Lease lease) {
        String id = lease.rule().id();
        return Optional.ofNullable(lease.ended() ? origins.remove(id) : origins.get(id))
                .map(Origin::notice);
    }

    /** Rules of earlier notices of the thread that are armed or active. */
    List<Lease> before(Notice notice) {
        String thread = Journal.thread(notice);
        return leases.all().stream()
                .filter(lease -> !lease.ended())
                .filter(lease -> Optional.ofNullable(origins.get(lease.rule().id()))
                        .filter(o -> o.thread().equals(thread) && !o.notice().equals(notice.id()))
                        .isPresent())
                .toList();
    }

    /**
     * What becomes of the rules of before.
     *
     * @param own answers to the notice's own counter-measures
     */
    List<Answer> follow(Notice notice, List<Lease> before, List<Answer> own) {
        Notice.Change change = notice.turn().map(Notice.Turn::change).orElse(Notice.Change.FIRST);
        boolean replaced = own.stream().anyMatch(a -> a.decision() == Decision.ARMED);
        if (before.isEmpty() || !(replaced || change.over())) {
            return List.of();
        }
        boolean goes = replaced
                || (change == Notice.Change.FALSE && disarm != MemberSettings.Disarm.NEVER)
                || (change == Notice.Change.ENDED && disarm == MemberSettings.Disarm.OVER);
        String why = replaced
                ? "replaced by notice " + notice.id()
                : change == Notice.Change.FALSE ? "its alert was false" : "its alert is over";
        List<Answer> out = new ArrayList<>();
        for (Lease lease : before) {
            String rule = lease.rule().id();
            if (goes && lease.state() == Lease.State.ARMED) {
                leases.withdraw(rule, why);
                LOG.info("rule={} state=disarmed why=\"{}\" notice={}", rule, why, notice.id());
                out.add(new Answer(rule, Decision.DISARMED, why));
            } else {
                String kept = goes ? "active: a person or its lease ends it"
                        : "disarm: " + disarm.name().toLowerCase(Locale.ROOT);
                LOG.info("rule={} state=kept why=\"{}\" notice={}", rule, why, notice.id());
                out.add(new Answer(rule, Decision.KEPT, why + "; kept (" + kept + ")"));
            }
        }
        return out;
    }
}
