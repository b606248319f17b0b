package yochi.link.table;

/** Which threads do a piece of work, so that slow work never stands before quick work. */
public enum Lane {
    /** Questions that answer at once: health, one key. */
    QUICK,
    /** Questions that may take seconds. */
    SLOW,
    /** All that changes the store; one thread. */
    WRITE
}
