package yochi.node.classify;

import java.util.Locale;

/** Something known of a packet beside its attack type; nothing is dropped for it. */
public enum Mark {
    /** Its source is listed as one that scans to investigate (algorithms §1.1). */
    INVESTIGATIVE,
    /** To an amplifier port, without a valid request. */
    AMPLIFIER_PORT,
    /** Its address could be forged: nobody may be accused on it. */
    SPOOFABLE,
    /**
     * It is likely to be forged, by Corsaro's heuristics: source ending in .0 or .255, port 0, UDP port 80, a
     * fragment, odd flags or protocol, source = destination, or TTL of 200 and more unless it looks like Masscan
     * (algorithms §1.1).
     */
    LIKELY_SPOOFED;

    /** The mark's bit in {@link Verdict#marks}; it never leaves the process. */
    @SuppressWarnings("EnumOrdinal")
    public int bit() {
        return 1 << ordinal();
    }

    /** Name in output, such as {@code amplifierPort}. */
    public String id() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder out = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            out.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return out.toString();
    }
}
