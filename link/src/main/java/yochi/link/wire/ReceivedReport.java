package yochi.link.wire;

import yochi.core.model.EpochReport;

/**
 * A report as it was read: what this side understands of it, its bytes as they came, so that a newer reader loses
 * nothing, and how much was not understood.
 */
public final class ReceivedReport {
    private final EpochReport report;
    private final byte[] original;
    private final Unknown unknown;

    ReceivedReport(EpochReport report, byte[] original, Unknown unknown) {
        this.report = report;
        this.original = original;
        this.unknown = unknown;
    }

    public EpochReport report() {
        return report;
    }

    /** The bytes as they came, unknown fields and names included. */
    public byte[] original() {
        return original.clone();
    }

    public Unknown unknown() {
        return unknown;
    }

    /**
     * What a newer sender said that this side does not know.
     *
     * @param fields unknown fields of the message
     * @param names unknown attack types, protocols and tools
     * @param cells cells counted under "rest" or without tool because of such a name
     * @param measures values of unknown kinds, kept as they came
     */
    public record Unknown(int fields, int names, int cells, int measures) {
        public static final Unknown NOTHING = new Unknown(0, 0, 0, 0);

        public boolean nothing() {
            return equals(NOTHING);
        }
    }
}
