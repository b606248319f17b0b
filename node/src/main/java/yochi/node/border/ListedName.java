package yochi.node.border;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import yochi.core.model.Victim;
import yochi.link.identity.Sha256;

/**
 * A victim as its report may name it: a list is somebody else's, and what stands where a pseudonym or a vector belongs
 * may be the target's address or host.
 */
final class ListedName {
    /** Hashes, as lists have them, of lengths that no address has. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{40}|[0-9a-f]{64}");
    /** What may be an address or a host: points, colons, four numbers in a row, numbers long enough. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)[.:%\\[\\]]|[0-9a-f]{8}|[0-9]{7}|[0-9]{1,4}([-_ ])[0-9]{1,4}\\1[0-9]{1,4}\\1[0-9]{1,4}");

    private static final int HASH_BYTES = 6;
    private static final String OTHER = "other";
    private static final List<String> SOURCES = List.of("tld", "geo");

    private ListedName() {}

    static Victim of(Victim v) {
        return new Victim(
                pseudonym(v.pseudonym()),
                v.country(),
                SOURCES.contains(v.countrySource()) ? v.countrySource() : OTHER,
                v.asn(),
                v.vectors().stream()
                        .map(x -> ADDRESS.matcher(x).find() ? OTHER : x)
                        .distinct()
                        .toList(),
                v.services(),
                v.orders(),
                v.hosting());
    }

    /** The list's own name, or a hash of it: who tries all addresses finds it, in the victim's own country only. */
    private static String pseudonym(String name) {
        if (HASH.matcher(name).matches() || !ADDRESS.matcher(name).find()) {
            return name;
        }
        return HexFormat.of().formatHex(Sha256.of(name), 0, HASH_BYTES);
    }
}
