package yochi.core.model;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An address that sensors saw attacked, as its own country may be told of it.
 *
 * @param name hash of the address ({@link #name})
 * @param kind by which sign it was seen
 * @param asn whose network it is in
 * @param service the attacked service; {@link Service#ANY} where that is not told
 * @param from when the attack began, to the hour
 * @param seconds how long it went on so far, to the next whole minute
 * @param packets that showed of it, to the next power of two
 */
public record SeenVictim(
        String name, Kind kind, Asn asn, Service service, Instant from, long seconds, long packets) {
    private static final int HASH_BYTES = 6;
    private static final int IPV6_BLOCK = 48;

    /** By which sign it was seen. */
    public enum Kind {
        /** Requests to amplifying honeypots in its name. */
        AMPLIFICATION,
        /** Its answers to a flood from forged sources, in darknets. */
        BACKSCATTER
    }

    public SeenVictim {
        if (!isName(name) || seconds < 0 || packets < 0) {
            throw new IllegalArgumentException("no seen victim: " + name + ", " + seconds + " s, " + packets);
        }
    }

    private static boolean isName(String text) {
        return text.matches("[0-9a-f]{" + 2 * HASH_BYTES + "}");
    }

    /**
     * First six bytes of SHA-256 of the address in text (IPv6: of its /48), hexadecimal: the name that a list of orders
     * gives it too, where it names a target by address. Whoever tries all addresses of a prefix finds those in it.
     */
    public static String name(InetAddress address) {
        String text = address.getAddress().length == Integer.BYTES
                ? address.getHostAddress()
                : Prefix.around(address, IPV6_BLOCK).toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
