package yochi.centre.response;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.centre.MadeOrders;
import yochi.centre.store.ControlStore;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.EventLog;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.OutcomeJson;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;

/** A room of notices made up for tests, whose clock they turn; one key for all members, who answer through it. */
final class MadeUpRoom implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final Asn OWN = MadeOrders.NETWORK;

    private static final PartyName CENTRE = PartyName.centre("home");

    private final SecureRandom chance = new SecureRandom();
    private final SigningKey approver = SigningKey.generate(chance);
    private final SigningKey memberKey = SigningKey.generate(chance);
    final ControlStore store;
    final Response response;
    private Instant now = NOW;
    private Approver second;

    /**
     * Opens its table in the folder.
     *
     * @param approving whether the approver signs at once, or never
     */
    MadeUpRoom(Path folder, boolean approving, Wording wording) {
        second = approving ? notice -> Optional.of(notice.countersigned(approver)) : Approver.later();
        store = ControlStore.open(folder.resolve("response.db"), Response.MIGRATIONS);
        response = new Response(
                store,
                new Signer(SigningKey.generate(chance), CENTRE, this::now, chance),
                CENTRE,
                approver.publicPart(),
                notice -> second.countersign(notice),
                ReplayMemory.inProcess(100),
                this::now,
                chance,
                EventLog.none(),
                wording);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** From now on another answers for the second role. */
    void approver(Approver other) {
        second = other;
    }

    void member(String name, Asn network, String prefix, String sector, List<Contact> contacts) {
        response.register(new MemberEntry(
                name,
                memberKey.publicPart(),
                List.of(new MemberEntry.Network(network, Prefix.parse(prefix), 1_000_000)),
                sector,
                contacts));
    }

    /** The next message for a member, if one waits. */
    Optional<String> take(String member) {
        try {
            return response.next(member, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void acknowledge(String member, Notice notice) {
        response.acknowledge(
                member,
                notice.id(),
                signer(member)
                        .sign(
                                new Acknowledgement(notice.id(), Optional.empty(), now, List.of()),
                                AcknowledgementJson.FORM,
                                CENTRE,
                                Duration.ofHours(1))
                        .text());
    }

    void outcome(String member, Outcome said) {
        response.outcome(
                member, signer(member).sign(said, OutcomeJson.FORM, CENTRE, Duration.ofHours(1)).text());
    }

    private Signer signer(String member) {
        return new Signer(memberKey, PartyName.member(member), this::now, chance);
    }

    /** An order against targets in a network, known since the room opened. */
    static Alert alert(String id, Asn network, String title, String evidence, List<Victim> targets) {
        return new Alert(
                id,
                Alert.Basis.NOWCAST,
                NOW,
                NOW,
                title,
                network,
                targets,
                1,
                0,
                List.of(evidence),
                List.of("arm"),
                Tlp.AMBER);
    }

    @Override
    public void close() {
        store.close();
    }
}
