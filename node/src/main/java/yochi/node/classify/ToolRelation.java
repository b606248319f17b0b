package yochi.node.classify;

import yochi.core.model.Tool;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/**
 * Relations among header fields that scanning tools leave in their SYNs (algorithms §1.3). Let d be the destination, q
 * the sequence number, id the IP identification: Mirai q = d; Masscan id = (d ^ port ^ q) mod 2^16; ZMap before 4.1
 * id = 54321. A random packet fits with probability 2^-32, 2^-16, 2^-16.
 */
final class ToolRelation {
    static final int MIRAI = 1;
    static final int MASSCAN = 2;
    static final int ZMAP = 4;

    private static final int ZMAP_ID = 54_321;
    private static final int U16 = 0xFFFF;
    private static final int NUMBERS = Field.bits(Field.DESTINATION, Field.TCP_NUMBERS);
    private static final int NUMBERS_AND_ID = Field.bits(Field.DESTINATION, Field.TCP_NUMBERS, Field.IP_ID);
    private static final int ID = Field.IP_ID.bit();

    private ToolRelation() {}

    /** The tool's bit in {@link Verdict#relations}. */
    static int bit(Tool tool) {
        return switch (tool) {
            case NONE -> 0;
            case MIRAI -> MIRAI;
            case MASSCAN -> MASSCAN;
            case ZMAP -> ZMAP;
        };
    }

    /** Bits of the tools whose relation holds for the SYN; none for IPv6 and for fragments. */
    static int of(Packet p) {
        if (p.ipVersion != 4 || p.moreFragments) {
            return 0;
        }
        int d = (int) p.destinationLow;
        int fits = bitIfZero(p.sequence ^ d, MIRAI)
                | bitIfZero((d ^ p.destinationPort ^ p.sequence ^ p.ipId) & U16, MASSCAN)
                | bitIfZero(p.ipId ^ ZMAP_ID, ZMAP);
        return p.knows(NUMBERS_AND_ID) ? fits : fits & testable(p);
    }

    /** Which relation holds is nearly random, so a branch would be mispredicted at every other scan. */
    private static int bitIfZero(int difference, int bit) {
        return ~((difference | -difference) >> (Integer.SIZE - 1)) & bit;
    }

    private static int testable(Packet p) {
        return (p.knows(NUMBERS) ? MIRAI : 0) | (p.knows(ID) ? ZMAP : 0);
    }
}
