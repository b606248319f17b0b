package yochi.node.intersection;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * One side of a private intersection: both sides send their items' points times their own secret, shuffled, send
 * the other's points times their secret once more, shuffled again, and count what came out twice. Each learns the
 * other's set size and the exact size of the intersection, and no member of it: that is the decisional Diffie-
 * Hellman assumption on Curve25519 with items hashed to points as a random oracle (Meadows 1986; Huberman,
 * Franklin, Hogg 1999). A side that keeps to the protocol but chooses its items can test one address per run by
 * sending it alone: so both sides bound the number of items from below as well as from above.
 */
public final class IntersectionSize {
    /** Most items of a side: about 100,000 take 10 to 20 s a side (algorithms §6.3). */
    public static final int MOST = 1 << 17;

    private static final int MAGIC = 0x59505349;
    private static final byte VERSION = 1;

    private final byte[] domain;
    private final int fewest;
    private final byte[] secret = new byte[Curve.BYTES];
    private final RandomGenerator random;

    /**
     * A side, for one run.
     *
     * @param session what both sides have agreed on, such as names and day: points of two sessions never match
     * @param fewest items that each side must have, as the policy's rule on small sketches
     * @param random cryptographically secure
     */
    public IntersectionSize(byte[] session, int fewest, RandomGenerator random) {
        this.domain = ByteBuffer.allocate(5 + session.length).putInt(MAGIC).put(VERSION).put(session).array();
        this.fewest = fewest;
        this.random = random;
        random.nextBytes(secret);
    }

    /**
     * What the run told.
     *
     * @param own distinct items of this side
     * @param other distinct items of the other side, as it says
     * @param common items of both
     */
    public record Result(int own, int other, int common) {}

    /** Runs the protocol; the other side runs the same at the other end. */
    public Result run(Collection<byte[]> items, DataInputStream in, DataOutputStream out) throws IOException {
        Set<ByteBuffer> own = new HashSet<>();
        items.forEach(item -> own.add(ByteBuffer.wrap(item)));
        check(own.size(), "this side");
        List<byte[]> distinct = new ArrayList<>();
        for (ByteBuffer item : own) {
            byte[] bytes = new byte[item.remaining()];
            item.duplicate().get(bytes);
            distinct.add(bytes);
        }
        List<byte[]> once = Curve.multiples(secret, Curve.points(domain, distinct));
        List<byte[]> theirs = exchange(once, in, out, -1);
        List<byte[]> twice = Curve.multiples(secret, theirs);
        if (twice.stream().anyMatch(Curve::isZero)) {
            throw refused("a point of small order");
        }
        Set<ByteBuffer> common = distinct(exchange(twice, in, out, once.size()));
        common.retainAll(distinct(twice));
        return new Result(own.size(), theirs.size(), common.size());
    }

    /** Sends points in random order while the other side's are read, so that no side waits for the other's buffer. */
    private List<byte[]> exchange(List<byte[]> points, DataInputStream in, DataOutputStream out, int expected)
            throws IOException {
        Collections.shuffle(points, java.util.Random.from(random));
        IOException[] failure = new IOException[1];
        Thread sender = Thread.ofVirtual().name("intersection-sender").start(() -> {
            try {
                out.writeInt(MAGIC);
                out.writeByte(VERSION);
                out.writeInt(points.size());
                for (byte[] point : points) {
                    out.write(point);
                }
                out.flush();
            } catch (IOException e) {
                failure[0] = e;
            }
        });
        List<byte[]> theirs = receive(in, expected);
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (failure[0] != null) {
            throw failure[0];
        }
        return theirs;
    }

    private List<byte[]> receive(DataInputStream in, int expected) throws IOException {
        if (in.readInt() != MAGIC || in.readByte() != VERSION) {
            throw refused("no intersection protocol of version " + VERSION);
        }
        int n = in.readInt();
        if (expected >= 0 && n != expected) {
            throw refused(n + " points for " + expected);
        }
        check(n, "the other side");
        List<byte[]> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            byte[] point = new byte[Curve.BYTES];
            in.readFully(point);
            out.add(point);
        }
        if (distinct(out).size() != n) {
            throw refused("the same point twice");
        }
        return out;
    }

    private void check(int items, String side) {
        if (items < fewest || items > MOST) {
            throw refused(side + " has " + items + " items, not " + fewest + " to " + MOST);
        }
    }

    private static YochiException refused(String why) {
        return new YochiException(ErrorCode.MESSAGE_REFUSED, "private intersection: " + why);
    }

    private static Set<ByteBuffer> distinct(List<byte[]> points) {
        Set<ByteBuffer> out = new HashSet<>();
        points.forEach(p -> out.add(ByteBuffer.wrap(p)));
        return out;
    }
}
