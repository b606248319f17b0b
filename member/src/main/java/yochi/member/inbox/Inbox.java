package yochi.member.inbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.OutcomeJson;
import yochi.link.identity.Fingerprint;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.Signer;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.Verdict;

/** The member's inbox: opens signed notices of one centre and signs what goes back. */
public final class Inbox {
    /** The role whose signature every notice carries. */
    public static final String CENTRE = "centre";
    /** The second role, without whose signature no mitigation is armed. */
    public static final String APPROVER = "approver";

    /** Answers are of no use to anyone after an hour. */
    private static final Duration ANSWER_LIFE = Duration.ofHours(1);

    private final PartyName self;
    private final List<TrustedKey> keys;
    private final Signer signer;
    private final PartyName centre;
    private final InstantSource clock;
    private final Journal journal;

    /**
     * The inbox.
     *
     * @param keys pinned: the centre's and the approver's
     * @param signer signs the answers, in the name {@code self}
     * @param journal remembers what was acted on
     */
    public Inbox(
            PartyName self,
            List<TrustedKey> keys,
            Signer signer,
            PartyName centre,
            InstantSource clock,
            Journal journal) {
        this.self = self;
        this.keys = List.copyOf(keys);
        this.signer = signer;
        this.centre = centre;
        this.clock = clock;
        this.journal = journal;
    }

    /** Judges one delivered message; one that was acted on before is {@link Received.Again}. */
    public Received open(String text) {
        Verdict<Notice> both = read(text, Set.of(CENTRE, APPROVER));
        return switch (both) {
            case Verdict.Accepted<Notice> accepted -> accepted(accepted.message(), true);
            case Verdict.Refused<Notice> refused ->
                refused.reason() == Verdict.Reason.MISSING_ROLE ? withoutApproval(text) : refused(refused);
        };
    }

    private Received withoutApproval(String text) {
        return switch (read(text, Set.of(CENTRE))) {
            case Verdict.Accepted<Notice> accepted -> accepted(accepted.message(), false);
            case Verdict.Refused<Notice> refused -> refused(refused);
        };
    }

    /** The reader's own memory is new each time: it is the journal that knows what was acted on, and answered how. */
    private Verdict<Notice> read(String text, Set<String> roles) {
        return new SignedReader(self, keys, SignedReader.Limits.usual(), ReplayMemory.inProcess(1), clock)
                .read(text, NoticeJson.FORM, roles);
    }

    private Received accepted(Signed<Notice> message, boolean approved) {
        Optional<Kept> before = journal.find(message.id());
        if (before.isPresent()) {
            return new Received.Again(before.get());
        }
        if (!journal.hasRoom(clock.instant())) {
            return new Received.Refused("MEMORY_FULL: too many messages that have not expired");
        }
        return new Received.Accepted(
                message.id(), message.expires(), message.body(), approved, Fingerprint.of(message));
    }

    private static Received refused(Verdict.Refused<Notice> refused) {
        return new Received.Refused(refused.reason() + ": " + refused.why());
    }

    /** Remembers on disk that the message was acted on, and how; only then may it be acknowledged. */
    public Kept keep(Received.Accepted message, List<Acknowledgement.Answer> answers) {
        Acknowledgement said = new Acknowledgement(
                message.notice().id(), Optional.of(message.message()), clock.instant(), answers);
        Kept kept = new Kept(message.message(), message.expires(), message.approved(), message.notice(), said);
        journal.keep(kept);
        return kept;
    }

    /** A signed acknowledgement as it travels, the same words each time. */
    public String acknowledge(Kept kept) {
        return signer.sign(kept.answer(), AcknowledgementJson.FORM, centre, ANSWER_LIFE)
                .text();
    }

    /** A signed outcome as it travels. */
    public String report(Outcome outcome) {
        return signer.sign(outcome, OutcomeJson.FORM, centre, ANSWER_LIFE).text();
    }
}
