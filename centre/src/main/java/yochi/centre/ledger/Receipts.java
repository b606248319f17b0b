package yochi.centre.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.link.exchange.ChainHead;
import yochi.link.exchange.Countersigned;
import yochi.link.exchange.ReceiptFolder;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signed;
import yochi.link.identity.Signer;
import yochi.link.identity.VerifyingKey;

/**
 * Hands the chain's head to members, signed, and keeps their countersigned receipts: from then on the centre cannot
 * change, cut off or date back what stood before it without one of them being able to show it.
 */
public final class Receipts {
    /** Statements of the tables, in order, append only. */
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE handed_head (member TEXT PRIMARY KEY, message TEXT NOT NULL, text TEXT NOT NULL)",
            "CREATE TABLE receipt (member TEXT PRIMARY KEY, number INTEGER NOT NULL, received TEXT NOT NULL)");

    /** A member that answers needs seconds. */
    private static final Duration LIFE = Duration.ofHours(1);
    /** Each head proves all that stands before it. */
    private static final int MOST_CHECKED = 100;

    private final ControlStore store;
    private final Ledger ledger;
    private final Signer signer;
    private final Function<String, Optional<VerifyingKey>> members;
    private final InstantSource clock;
    private final EventLog events;
    private final ReceiptFolder folder;

    /**
     * The keeper of receipts.
     *
     * @param store the ledger's
     * @param signer the centre's
     * @param members the signing key of a member, by its name
     * @param folder where receipts lie, a file each
     */
    public Receipts(
            ControlStore store,
            Ledger ledger,
            Signer signer,
            Function<String, Optional<VerifyingKey>> members,
            InstantSource clock,
            EventLog events,
            Path folder) {
        this.store = store;
        this.ledger = ledger;
        this.signer = signer;
        this.members = members;
        this.clock = clock;
        this.events = events;
        this.folder = new ReceiptFolder(folder);
    }

    /**
     * The head as it stands, signed for a member; empty where the chain has not grown since the one that it holds and
     * has given a receipt for.
     *
     * @param held number of the newest head that the member holds, 0 for none
     */
    public Optional<String> next(String member, long held) {
        long receipted = Optional.ofNullable(last().get(member)).map(Last::number).orElse(0L);
        Optional<ChainHead> head = ledger.end(clock).filter(h -> h.number() != held || h.number() != receipted);
        head.ifPresent(h -> events.mark("head.signed", Long.toString(h.number()), Map.of("member", member)));
        return head.map(h -> {
            Signed<ChainHead> signed = signer.sign(h, ChainHead.FORM, PartyName.member(member), LIFE);
            store.transaction(t -> t.execute(
                    "INSERT OR REPLACE INTO handed_head (member, message, text) VALUES (?, ?, ?)",
                    member,
                    signed.id(),
                    signed.text()));
            return signed.text();
        });
    }

    /** Takes a member's receipt; an {@link IllegalArgumentException} says why it is not taken. */
    public ChainHead take(String member, String receipt) {
        VerifyingKey key = members.apply(member)
                .orElseThrow(() -> new IllegalArgumentException("no member " + member + " is registered here"));
        String handed = store.transaction(h -> h.createQuery("SELECT text FROM handed_head WHERE member = ?")
                        .bind(0, member)
                        .mapTo(String.class)
                        .findOne())
                .orElseThrow(() -> new IllegalArgumentException("no head was handed to " + member));
        Countersigned both = new Countersigned(signer.publicPart(), key, handed, receipt);
        Countersigned.Proof proof = both.check();
        if (!proof.member().equals(PartyName.member(member))) {
            throw new IllegalArgumentException("the receipt is of " + proof.member());
        }
        Duration apart = Duration.between(proof.received(), clock.instant()).abs();
        if (apart.compareTo(LIFE) > 0) {
            throw new IllegalArgumentException("received " + proof.received() + ": a clock is wrong by " + apart);
        }
        folder.keep(both, proof);
        store.transaction(h -> h.execute(
                "INSERT INTO receipt (member, number, received) VALUES (?, ?, ?) ON CONFLICT (member) DO UPDATE"
                        + " SET number = max(number, excluded.number), received = max(received, excluded.received)",
                member,
                proof.head().number(),
                proof.received().toString()));
        events.mark("head.countersigned", Long.toString(proof.head().number()), Map.of("member", member));
        return proof.head();
    }

    /** Hashes that members have countersigned, the newest at the most: where they stood, they must still stand. */
    public List<String> held() {
        List<Path> files = folder.files();
        List<String> out = new ArrayList<>();
        for (Path file : files.subList(Math.max(0, files.size() - MOST_CHECKED), files.size())) {
            try {
                out.add(ReceiptFolder.read(file).check().head().hash());
            } catch (IllegalArgumentException e) {
                out.add(file.getFileName() + " (" + e.getMessage() + ")"); // no entry has such a hash: it is told
            }
        }
        return out;
    }

    VerifyingKey publicKey() {
        return signer.publicPart();
    }

    /**
     * The newest receipt of a member.
     *
     * @param number of the head
     * @param received by the member's clock
     */
    public record Last(long number, Instant received) {}

    /** The newest receipt of each member that ever gave one. */
    public Map<String, Last> last() {
        return store.transaction(h -> {
            Map<String, Last> out = new TreeMap<>();
            h.createQuery("SELECT member, number, received FROM receipt")
                    .map((rs, ctx) -> Map.entry(
                            rs.getString(1), new Last(rs.getLong(2), Instant.parse(rs.getString(3)))))
                    .forEach(e -> out.put(e.getKey(), e.getValue()));
            return out;
        });
    }
}
