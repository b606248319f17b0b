package yochi.link.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/** Identifiers of STIX objects that follow from what the object is: UUID version 5 (RFC 9562 §5.5), no chance in it. */
final class StixId {
    /** Namespace of cyber-observable objects (STIX 2.1 §2.9). */
    private static final UUID OBSERVABLE = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");
    /** Namespace of all other objects that we make; drawn once. */
    private static final UUID OWN = UUID.fromString("6c1f4c0e-7f5d-4a53-9d0e-2f8a7b1c4e90");

    private StixId() {}

    /** The id of a domain or relationship object of that type, known by a key of ours. */
    static String of(String type, String key) {
        return type + "--" + version5(OWN, type + "\n" + key);
    }

    /** The id of an autonomous system, as every STIX producer makes it. */
    static String autonomousSystem(long number) {
        return "autonomous-system--" + version5(OBSERVABLE, "{\"number\":" + number + "}");
    }

    static UUID version5(UUID namespace, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] input = ByteBuffer.allocate(16 + text.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(text)
                .array();
        ByteBuffer hash = ByteBuffer.wrap(Arrays.copyOf(sha1(input), 16));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha1(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 belongs to every JDK", e);
        }
    }
}
