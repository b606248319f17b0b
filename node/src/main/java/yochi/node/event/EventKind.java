package yochi.node.event;

import java.util.Locale;

/** What kind of attack an event is. */
public enum EventKind {
    /** A flood at a victim elsewhere, inferred from the answers that it sends to forged sources. */
    DOS_BACKSCATTER,
    /** Requests to amplifiers in a victim's name. */
    AMPLIFICATION,
    /** A flood seen where it arrives. */
    FLOOD,
    SCAN,
    BRUTE_FORCE,
    EXPLOIT,
    /** An attack order that stood on a botnet's list. */
    ORDER;

    /** Name in output, such as {@code dos-backscatter}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
