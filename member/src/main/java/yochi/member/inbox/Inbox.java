package yochi.member.inbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.OutcomeJson;
import yochi.link.identity.PartyName;
import yochi.link.identity.SignedReader;
import yochi.link.identity.Signer;
import yochi.link.identity.Verdict;

/** The member's inbox: opens signed notices of one centre and signs what goes back. */
public final class Inbox {
    /** The role whose signature every notice carries. */
    public static final String CENTRE = "centre";
    /** The second role, without whose signature no mitigation is armed. */
    public static final String APPROVER = "approver";

    /** Answers are of no use to anyone after an hour. */
    private static final Duration ANSWER_LIFE = Duration.ofHours(1);

    private final SignedReader reader;
    private final Signer signer;
    private final PartyName centre;
    private final InstantSource clock;

    public Inbox(SignedReader reader, Signer signer, PartyName centre, InstantSource clock) {
        this.reader = reader;
        this.signer = signer;
        this.centre = centre;
        this.clock = clock;
    }

    /** Judges one delivered message; the same message is accepted once. */
    public Received open(String text) {
        Verdict<Notice> both = reader.read(text, NoticeJson.FORM, Set.of(CENTRE, APPROVER));
        return switch (both) {
            case Verdict.Accepted<Notice> accepted ->
                new Received.Accepted(accepted.message().body(), true);
            case Verdict.Refused<Notice> refused ->
                refused.reason() == Verdict.Reason.MISSING_ROLE ? withoutApproval(text) : refused(refused);
        };
    }

    private Received withoutApproval(String text) {
        return switch (reader.read(text, NoticeJson.FORM, Set.of(CENTRE))) {
            case Verdict.Accepted<Notice> accepted ->
                new Received.Accepted(accepted.message().body(), false);
            case Verdict.Refused<Notice> refused -> refused(refused);
        };
    }

    private static Received refused(Verdict.Refused<Notice> refused) {
        return new Received.Refused(refused.reason() + ": " + refused.why());
    }

    /** A signed acknowledgement as it travels. */
    public String acknowledge(String notice, List<Acknowledgement.Answer> answers) {
        Acknowledgement said = new Acknowledgement(notice, clock.instant(), answers);
        return signer.sign(said, AcknowledgementJson.FORM, centre, ANSWER_LIFE).text();
    }

    /** A signed outcome as it travels. */
    public String report(Outcome outcome) {
        return signer.sign(outcome, OutcomeJson.FORM, centre, ANSWER_LIFE).text();
    }
}
