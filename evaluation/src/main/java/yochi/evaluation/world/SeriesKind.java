package yochi.evaluation.world;

/** What may be planted into a count series. */
public enum SeriesKind {
    /** Nothing. */
    FLAT,
    /** From one step on the level is higher. */
    LEVEL_UP,
    /** From one step on the level is lower. */
    LEVEL_DOWN,
    /** It grows exponentially all along. */
    GROWTH,
    /** It shrinks likewise. */
    DECLINE,
    /** It is many times higher for a few steps. */
    BURST,
    /** A week is missing, and nothing else happens. */
    GAP
}
