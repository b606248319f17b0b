package yochi.node.border;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.Sha256;
import yochi.node.intersection.IntersectionSize;
import yochi.node.intersection.SealedStream;

/**
 * Compares a day's addresses with another node's without a common sketch key, if both policies allow it: each side
 * learns how many addresses the other has and how many both have, and no address. The two know each other by the keys
 * of the signed roster, out of which the meeting's keys are made, so whoever carries the bytes, such as the centre, can
 * neither read them nor take a side's place; not even points of items that he guesses would match.
 */
public final class IntersectionDesk {
    private static final int MAGIC = 0x5950494E;
    private static final byte VERSION = 2;
    private static final int NONCE = 32;
    private static final int KEY = 32;
    /** Sets are filled up with items that nobody has to a multiple of this, so that their size is told in steps. */
    static final int STEP = 100;
    /** An IPv6 address has 16 bytes, so no item is like one of these. */
    private static final int FILLER = 20;

    private static final double Z95 = 1.959964;

    private final String node;
    private final NodePair pair;
    private final PrivacyPolicy policy;
    private final ReaderBudget budget;
    private final MeetingBook book;
    private final SecureRandom random;
    private final int most;

    /**
     * A desk.
     *
     * @param node the node's name on the roster
     * @param budget of meetings within a day
     * @param book of all meetings
     */
    public IntersectionDesk(
            String node,
            NodePair pair,
            PrivacyPolicy policy,
            ReaderBudget budget,
            MeetingBook book,
            SecureRandom random) {
        this(node, pair, policy, budget, book, random, IntersectionSize.MOST);
    }

    IntersectionDesk(
            String node,
            NodePair pair,
            PrivacyPolicy policy,
            ReaderBudget budget,
            MeetingBook book,
            SecureRandom random,
            int most) {
        this.book = book;
        this.most = most;
        this.node = node;
        this.pair = pair;
        this.policy = policy;
        this.budget = budget;
        this.random = random;
    }

    /**
     * What a meeting told.
     *
     * @param own distinct addresses here
     * @param other addresses there, filled up to the next multiple of {@value #STEP}, as it says
     * @param share of all addresses that were compared, chosen alike by both: 1 unless a side has too many
     * @param common addresses of both to the multiple of the larger rounding; empty where fewer than the larger k
     * @param low lower end of what it can be: of its 95 % interval where a share was compared
     * @param high upper end
     */
    public record Told(int own, int other, double share, OptionalLong common, long low, long high) {}

    private record Hello(LocalDate day, int items, int atLeast, int k, int rounding, String refusal) {
        Hello(LocalDate day, String refusal) {
            this(day, 0, 0, 0, 0, refusal);
        }
    }

    /**
     * Meets the other node.
     *
     * @param peer its entry of the checked roster
     * @param items the day's addresses, at least as many as both policies ask for
     * @param first whether this side waited to be called; the other side did not
     */
    public Told meet(
            KeyRoster.Entry peer,
            LocalDate day,
            Collection<byte[]> items,
            boolean first,
            InputStream in,
            OutputStream out)
            throws IOException {
        byte[] mine = new byte[NONCE];
        random.nextBytes(mine);
        byte[] theirs = greet(mine, in, out);
        byte[] salt = first ? joined(mine, theirs) : joined(theirs, mine);
        String names = first ? node + " " + peer.node() : peer.node() + " " + node;
        byte[] keys = WrappedSecret.agreed(
                pair.closed(),
                HexFormat.of().parseHex(peer.publicKey()),
                salt,
                "yochi.intersection/2 " + names,
                3 * KEY);
        byte[] fromFirst = Arrays.copyOfRange(keys, 0, KEY);
        byte[] fromSecond = Arrays.copyOfRange(keys, KEY, 2 * KEY);
        byte[] domain = Arrays.copyOfRange(keys, 2 * KEY, 3 * KEY);
        DataInputStream read = new DataInputStream(SealedStream.over(in, first ? fromSecond : fromFirst));
        DataOutputStream write = new DataOutputStream(SealedStream.over(out, first ? fromFirst : fromSecond));
        Hello own = hello(peer, day, items.size());
        tell(own, write);
        Hello other = hear(read);
        if (!own.refusal().isEmpty()) {
            throw refused(peer, day, "here: " + own.refusal());
        } else if (!other.refusal().isEmpty()) {
            throw refused(peer, day, peer.node() + ": " + other.refusal());
        } else if (!own.day().equals(other.day())) {
            throw refused(peer, day, peer.node() + " compares " + other.day());
        }
        book.begun(peer.node(), day);
        Told told = compare(items, own, other, domain, read, write);
        book.told(peer.node(), day, told);
        return told;
    }

    private YochiException refused(KeyRoster.Entry peer, LocalDate day, String why) {
        book.refused(peer.node(), day, why);
        return refused(why);
    }

    private Hello hello(KeyRoster.Entry peer, LocalDate day, int items) {
        if (policy.intersections().isEmpty()) {
            return new Hello(day, "the policy allows no intersections");
        }
        PrivacyPolicy.Intersections rule = policy.intersections().get();
        if (!rule.with().contains(peer.country())) {
            return new Hello(day, "the policy allows none with " + peer.country());
        } else if (book.compared(peer.node(), day)) {
            return new Hello(day, "that day was compared with that node already");
        } else if (items < rule.atLeast()) {
            return new Hello(day, "fewer addresses than the policy asks for");
        } else if (budget.spend("with-" + peer.node(), day.toString(), rule.aDay()).isEmpty()) {
            return new Hello(day, "the policy allows " + rule.aDay() + " within a day with one node");
        }
        return new Hello(day, filled(items), rule.atLeast(), policy.k(), policy.rounding(), "");
    }

    private Told compare(
            Collection<byte[]> items,
            Hello own,
            Hello other,
            byte[] domain,
            DataInputStream in,
            DataOutputStream out)
            throws IOException {
        double share = Math.min(1, 0.9 * most / Math.max(own.items(), other.items()));
        List<byte[]> chosen = new ArrayList<>(
                items.stream().filter(item -> part(domain, item) < share).toList());
        while (chosen.size() % STEP > 0) {
            byte[] filler = new byte[FILLER];
            random.nextBytes(filler);
            chosen.add(filler);
        }
        int atLeast = Math.max(own.atLeast(), other.atLeast());
        int fewest = share == 1 ? atLeast : (int) Math.min(atLeast, 0.8 * share * atLeast);
        IntersectionSize.Result result =
                new IntersectionSize(domain, Math.max(1, fewest), random).run(chosen, in, out);
        double common = result.common() / share;
        double error = Z95 * Math.sqrt(result.common() * (1 - share)) / share;
        int k = Math.max(own.k(), other.k());
        int step = Math.max(own.rounding(), other.rounding());
        int most = Math.min(items.size(), other.items());
        if (common < k) {
            return new Told(items.size(), other.items(), share, OptionalLong.empty(), 0, k - 1L);
        }
        long rounded = Math.round(common / step) * step;
        long wide = Math.round(Math.ceil(error)) + step / 2;
        return new Told(
                items.size(),
                other.items(),
                share,
                OptionalLong.of(rounded),
                Math.max(0, rounded - wide),
                Math.max(rounded, Math.min(most, rounded + wide)));
    }

    private static int filled(int items) {
        return (items + STEP - 1) / STEP * STEP;
    }

    /** A number from 0 to 1 that both sides give the item, and nobody else can. */
    private static double part(byte[] domain, byte[] item) {
        MessageDigest hash = Sha256.fresh();
        hash.update(domain);
        return (ByteBuffer.wrap(hash.digest(item)).getLong() >>> 11) * 0x1p-53;
    }

    private static byte[] greet(byte[] nonce, InputStream in, OutputStream out) throws IOException {
        DataOutputStream write = new DataOutputStream(out);
        write.writeInt(MAGIC);
        write.writeByte(VERSION);
        write.write(nonce);
        write.flush();
        DataInputStream read = new DataInputStream(in);
        if (read.readInt() != MAGIC || read.readByte() != VERSION) {
            throw refused("the other side speaks no intersection protocol of version " + VERSION);
        }
        byte[] theirs = new byte[NONCE];
        read.readFully(theirs);
        return theirs;
    }

    private static void tell(Hello hello, DataOutputStream out) throws IOException {
        out.writeUTF(hello.day().toString());
        out.writeInt(hello.items());
        out.writeInt(hello.atLeast());
        out.writeInt(hello.k());
        out.writeInt(hello.rounding());
        out.writeUTF(hello.refusal());
        out.flush();
    }

    private static Hello hear(DataInputStream in) throws IOException {
        try {
            Hello out = new Hello(
                    LocalDate.parse(in.readUTF()),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readUTF());
            if (Math.min(Math.min(out.items(), out.atLeast()), Math.min(out.k(), out.rounding())) < 0
                    || (out.refusal().isEmpty() && out.items() == 0)) {
                throw refused("the other side tells impossible numbers");
            }
            return out;
        } catch (DateTimeException e) {
            throw new IOException("no day", e);
        }
    }

    private static byte[] joined(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static YochiException refused(String why) {
        return new YochiException(ErrorCode.PEER_REFUSED, "intersection: " + why);
    }
}
