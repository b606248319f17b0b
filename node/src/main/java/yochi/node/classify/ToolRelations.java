package yochi.node.classify;

import java.util.List;
import java.util.stream.Collectors;
import yochi.core.model.Tool;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/** The tools whose {@link Relation} holds for a SYN, as bits; the shipped relations are tested without a loop. */
final class ToolRelations {
    private static final int ZMAP_ID = 54_321;
    private static final int U16 = 0xFFFF;
    private static final int NEEDED =
            Field.bits(Field.DESTINATION, Field.TCP_NUMBERS, Field.IP_ID, Field.PORTS);
    private static final String SHIPPED = "mirai:sequence^destination=0/32 masscan:destination^port^sequence^id=0/16"
            + " zmap:id=54321/16";
    private static final int MIRAI = bit(Tool.MIRAI);
    private static final int MASSCAN = bit(Tool.MASSCAN);
    private static final int ZMAP = bit(Tool.ZMAP);

    private final Relation[] relations;
    private final boolean shipped;

    ToolRelations(List<Relation> relations) {
        this.relations = relations.toArray(new Relation[0]);
        this.shipped = relations.stream()
                .map(r -> r.tool() + ":" + r.text() + "/" + r.bits())
                .collect(Collectors.joining(" "))
                .equals(SHIPPED);
    }

    /** The tool's bit in {@link Verdict#relations}. */
    @SuppressWarnings("EnumOrdinal") // never leaves the process
    static int bit(Tool tool) {
        return tool == Tool.NONE ? 0 : 1 << tool.ordinal();
    }

    /** Bits of the tools whose relation holds for the SYN; none for IPv6 and for fragments. */
    int of(Packet p) {
        if (p.ipVersion != 4 || p.moreFragments()) {
            return 0;
        }
        if (!shipped || !p.knows(NEEDED)) {
            return each(p);
        }
        return ofWords((int) p.destinationLow(), p.destinationPort(), p.sequence(), p.ipId());
    }

    /** Whether the relations are the shipped ones, so that {@link #ofWords} holds. */
    boolean shipped() {
        return shipped;
    }

    /** The shipped relations on the header's words. */
    static int ofWords(int destination, int port, int sequence, int id) {
        int difference = sequence ^ destination;
        return bitIfZero(difference, MIRAI)
                | shortIfZero((difference ^ port ^ id) & U16, MASSCAN)
                | shortIfZero(id ^ ZMAP_ID, ZMAP);
    }

    private int each(Packet p) {
        int fits = 0;
        for (Relation relation : relations) {
            if (p.knows(relation.needs())) {
                fits |= bitIfZero(relation.difference(p), bit(relation.tool()));
            }
        }
        return fits;
    }

    /** The same of a difference that is not negative. */
    private static int shortIfZero(int difference, int bit) {
        return ((difference - 1) >> (Integer.SIZE - 1)) & bit;
    }

    /** Which relation holds is nearly random, so a branch would be mispredicted at every other scan. */
    static int bitIfZero(int difference, int bit) {
        return ~((difference | -difference) >> (Integer.SIZE - 1)) & bit;
    }
}
