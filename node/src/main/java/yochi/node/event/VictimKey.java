package yochi.node.event;

/** Victim, service and kind of packet packed into one 64-bit key. */
final class VictimKey {
    private static final int KIND_BITS = 4;
    private static final int SERVICE_BITS = 20;

    /** Keeps service and kind of a key. */
    static final long WITHOUT_ADDRESS = (1L << (SERVICE_BITS + KIND_BITS)) - 1;

    /** The address of a key that was packed of no address. */
    static final long NOBODY = -1L >>> (SERVICE_BITS + KIND_BITS);

    private VictimKey() {}

    static long pack(long address, int service, int kind) {
        return (address << SERVICE_BITS | service) << KIND_BITS | kind;
    }

    static long address(long key) {
        return key >>> (SERVICE_BITS + KIND_BITS);
    }

    static int service(long key) {
        return (int) (key >>> KIND_BITS) & ((1 << SERVICE_BITS) - 1);
    }

    static int kind(long key) {
        return (int) key & ((1 << KIND_BITS) - 1);
    }
}
