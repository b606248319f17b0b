package yochi.node.event;

/**
 * What one key did in ten aligned seconds.
 *
 * @param key the key as its table packs it
 * @param other the address on the other side, or what else the table keeps apart
 * @param number seconds since 1970 divided by ten
 * @param first time of the first packet, nanoseconds
 * @param last time of the last one
 * @param packets how many
 * @param bytes their bytes
 */
record Slot(long key, long other, int number, long first, long last, long packets, long bytes) {
    static final long NANOS = 10_000_000_000L;
    /** Slots of the 60-second window that moves by 10 s. */
    static final int WINDOW = 6;

    static int of(long nanos) {
        return (int) Math.max(0, nanos / NANOS);
    }
}
