package yochi.link.table;

/** What became of a batch; given after the commit. */
public enum Receipt {
    /** It is on the disk. */
    STORED,
    /** The same batch was stored before; nothing was written. */
    DUPLICATE,
    /** Under the same source, window and revision another content was stored before; nothing was written. */
    CONFLICT,
    /** Its window lies before what the store still remembers; nothing was written. */
    TOO_OLD
}
