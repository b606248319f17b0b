package yochi.node.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import yochi.core.model.Tool;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/**
 * A relation among header fields that a scanning tool leaves in its SYNs: the exclusive or of some fields is a
 * constant, in 16 or 32 bits (algorithms §1.3). Written as {@code sequence^destination=0}.
 *
 * @param tool who leaves it
 * @param text as it stands in the file
 * @param bits 16 or 32: a random packet fits with chance 2^-bits
 * @param sequence all ones if the field takes part, else 0; so the others
 * @param constant the result
 * @param needs bits of the fields that must be known
 */
record Relation(
        Tool tool,
        String text,
        int bits,
        int sequence,
        int destination,
        int ports,
        int sourcePort,
        int identification,
        int window,
        int constant,
        int needs) {
    static final String FILE = "tools.csv";
    static final String HEADER = "tool,relation,bits,use,source";

    private static final int ALL = -1;

    /** The relations of a table that are in use, in its order. */
    static List<Relation> of(FactTable table) {
        List<Relation> out = new ArrayList<>();
        for (FactTable.Row row : table.rows()) {
            switch (row.text(3)) {
                case "on" -> out.add(read(row));
                case "off" -> read(row);
                default -> throw row.wrong("use must be on or off, not '" + row.text(3) + "'");
            }
        }
        if (out.size() > Integer.SIZE) {
            throw new IllegalStateException("more than " + Integer.SIZE + " relations");
        }
        return out;
    }

    private static Relation read(FactTable.Row row) {
        String[] sides = row.text(1).split("=", -1);
        int bits = row.number(2, 16, 32);
        if (sides.length != 2 || (bits != 16 && bits != 32)) {
            throw row.wrong("a relation is field^field=constant in 16 or 32 bits");
        }
        int[] masks = new int[6];
        int needs = 0;
        for (String field : sides[0].split("\\^", -1)) {
            int place =
                    List.of("sequence", "destination", "port", "sourceport", "id", "window").indexOf(field);
            if (place < 0) {
                throw row.wrong("no field is called '" + field + "'");
            }
            masks[place] = ALL;
            needs |= switch (place) {
                case 0, 5 -> Field.TCP_NUMBERS.bit();
                case 1 -> Field.DESTINATION.bit();
                case 4 -> Field.IP_ID.bit();
                default -> Field.PORTS.bit();
            };
        }
        try {
            Tool tool = Tool.parse(row.text(0).toLowerCase(Locale.ROOT));
            int constant = Integer.parseUnsignedInt(sides[1]);
            return new Relation(
                    tool, row.text(1), bits, masks[0], masks[1], masks[2], masks[3], masks[4], masks[5], constant,
                    needs);
        } catch (IllegalArgumentException e) {
            throw row.wrong("no tool or no constant: " + row.text(0) + ", " + sides[1]);
        }
    }

    /** Zero where the packet fits. */
    int difference(Packet p) {
        int x = (p.sequence() & sequence)
                ^ ((int) p.destinationLow() & destination)
                ^ (p.destinationPort() & ports)
                ^ (p.sourcePort() & sourcePort)
                ^ (p.ipId() & identification)
                ^ (p.window() & window)
                ^ constant;
        return x << (Integer.SIZE - bits);
    }
}
