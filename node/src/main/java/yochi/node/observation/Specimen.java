package yochi.node.observation;

import java.util.Locale;
import java.util.OptionalLong;
import yochi.link.exchange.Defang;

/**
 * A file that an attacker fetched, handed over or dropped, by name only: Yochi never keeps its bytes.
 *
 * @param hash SHA-256 (64 hexadecimal digits), else MD5 (32), as the sensor tells it; empty where it does not
 * @param url where it came from, defanged; empty where it was handed over or is not told
 * @param size its bytes; empty where the sensor does not tell
 */
public record Specimen(String hash, String url, OptionalLong size) {
    private static final int LONGEST_URL = 512;

    public Specimen {
        if (!hash.matches("(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})?")) {
            throw new IllegalArgumentException("no hash of 32, 40 or 64 hexadecimal digits");
        }
    }

    /** One of a size that is not told. */
    public Specimen(String hash, String url) {
        this(hash, url, OptionalLong.empty());
    }

    /** The same with its size, where a log tells one that can be. */
    public Specimen sized(long bytes) {
        return bytes < 0 ? this : new Specimen(hash, url, OptionalLong.of(bytes));
    }

    /** Of texts as a log holds them: what is no hash is left out, a link is defanged and cut. */
    public static Specimen of(String hash, String url) {
        String lower = hash.toLowerCase(Locale.ROOT);
        boolean fits = lower.matches("[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}");
        return new Specimen(fits ? lower : "", defang(url));
    }

    /** The link so that no program follows it by mistake, cut where it is very long. */
    public static String defang(String url) {
        return Defang.text(url.length() > LONGEST_URL ? url.substring(0, LONGEST_URL) : url);
    }
}
