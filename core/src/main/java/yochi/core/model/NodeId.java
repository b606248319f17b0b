package yochi.core.model;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A node's identity, given at enrolment and written into its certificate; names are only for display.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record NodeId(UUID value) implements Comparable<NodeId> {
    public static final String URN = "urn:yochi:node:";

    public NodeId {
        if (value.version() != 7) {
            throw new IllegalArgumentException("a node's UUID has version 7: " + value);
        }
    }

    /** A new identity from the wall clock in milliseconds and a random source. */
    public static NodeId of(long unixMillis, RandomGenerator random) {
        long high = (unixMillis << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new NodeId(new UUID(high, low));
    }

    /** Reads a UUID, with or without the URN in front. */
    public static NodeId parse(String text) {
        return new NodeId(UUID.fromString(text.startsWith(URN) ? text.substring(URN.length()) : text));
    }

    public String urn() {
        return URN + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }

    @Override
    public int compareTo(NodeId other) {
        return toString().compareTo(other.toString());
    }
}
