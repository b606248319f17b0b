package yochi.member.inbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.exchange.ChainHead;
import yochi.link.exchange.Countersigned;
import yochi.link.exchange.HeadReceipt;
import yochi.link.exchange.ReceiptFolder;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.Signer;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.Verdict;

/**
 * Keeps the heads of the centre's ledger and gives a receipt for each; refuses one that does not go on from what it
 * holds, or that was not made just now. What it keeps, {@code yochi ledger verify --receipts} checks a chain against.
 */
public final class Heads {
    /** A head is made when it is handed over; an older one would let the centre date it back. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration RECEIPT_LIFE = Duration.ofHours(1);

    private final PartyName self;
    private final List<TrustedKey> keys;
    private final Signer signer;
    private final PartyName centre;
    private final InstantSource clock;
    private final ReceiptFolder folder;
    private Optional<ChainHead> newest;

    /**
     * The keeper of heads.
     *
     * @param keys pinned; those of the centre's role count
     * @param signer signs the receipts, in the name {@code self}
     * @param folder where heads with their receipts are kept
     */
    public Heads(
            PartyName self,
            List<TrustedKey> keys,
            Signer signer,
            PartyName centre,
            InstantSource clock,
            Path folder) {
        this.self = self;
        this.keys = keys.stream().filter(k -> k.role().equals(Inbox.CENTRE)).toList();
        this.signer = signer;
        this.centre = centre;
        this.clock = clock;
        this.folder = new ReceiptFolder(folder);
        List<Path> files = this.folder.files();
        try {
            newest = files.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ReceiptFolder.read(files.getLast()).check().head());
        } catch (IllegalArgumentException e) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE, files.getLast() + " is spoiled: " + e.getMessage(), e);
        }
    }

    /** What became of a head that was sent. */
    public sealed interface Answer {
        /** It is kept; the receipt as it travels. */
        record Kept(ChainHead head, String receipt) implements Answer {}

        /** It is not, and why. */
        record Refused(String why) implements Answer {}
    }

    /** Number of the newest head held, 0 before the first. */
    public synchronized long held() {
        return newest.map(ChainHead::number).orElse(0L);
    }

    /** Judges a head; keeps it on the disk before it gives the receipt. */
    public synchronized Answer take(String text) {
        Verdict<ChainHead> verdict = new SignedReader(
                        self, keys, SignedReader.Limits.usual(), ReplayMemory.inProcess(1), clock)
                .read(text, ChainHead.FORM, Set.of(Inbox.CENTRE));
        return switch (verdict) {
            case Verdict.Refused<ChainHead> bad -> new Answer.Refused(bad.reason() + ": " + bad.why());
            case Verdict.Accepted<ChainHead> good -> judged(good.message(), text);
        };
    }

    private Answer judged(Signed<ChainHead> message, String text) {
        ChainHead head = message.body();
        Instant now = clock.instant();
        Optional<String> objection = objection(head, now);
        if (objection.isPresent()) {
            return new Answer.Refused(objection.get());
        }
        String receipt = signer.sign(
                        new HeadReceipt(head, message.id(), now), HeadReceipt.FORM, centre, RECEIPT_LIFE)
                .text();
        TrustedKey key = keys.getFirst();
        Countersigned both = new Countersigned(key.key(), signer.publicPart(), text, receipt);
        Countersigned.Proof proof = both.check();
        if (head.number() != held()) { // of the same head the first receipt proves most
            folder.keep(both, proof);
            newest = Optional.of(head);
        }
        return new Answer.Kept(head, receipt);
    }

    private Optional<String> objection(ChainHead head, Instant now) {
        if (Duration.between(head.at(), now).abs().compareTo(FRESH) > 0) {
            return Optional.of("the head is of " + head.at() + ", it is " + now + ": dated back, or a clock is wrong");
        }
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        ChainHead held = newest.get();
        if (head.number() < held.number()) {
            return Optional.of("the chain was cut off: it ended at " + held.number() + ", now at " + head.number());
        }
        if (head.number() == held.number() && !head.hash().equals(held.hash())) {
            return Optional.of("the chain was rebuilt: entry " + held.number() + " has another hash than the one held");
        }
        if (head.at().isBefore(held.at())) {
            return Optional.of("the head is of " + head.at() + ", older than the one held, of " + held.at());
        }
        return Optional.empty();
    }
}
