package yochi.node.classify;

import java.util.Locale;

/** The UDP ports of services that amplify; the table is {@code amplifier-ports.csv}. */
public final class Amplifiers {
    static final String FILE = "amplifier-ports.csv";
    static final String HEADER = "first,last,name,factor,peace,test";

    private static final int PORTS = 1 << 16;
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int NAME = 2;
    private static final int PEACE = 4;
    private static final byte KNOWN = 1;
    private static final byte QUIET = 2;

    private final byte[] kinds = new byte[PORTS];
    /** A bit for each port: 8 KiB, which stay in the cache. */
    private final long[] known = new long[PORTS / Long.SIZE];
    private final String[] names = new String[PORTS];

    Amplifiers(FactTable table) {
        for (FactTable.Row row : table.rows()) {
            int last = row.number(LAST, 0, PORTS - 1);
            for (int port = row.number(FIRST, 0, last); port <= last; port++) {
                if (names[port] != null) {
                    throw row.wrong("port " + port + " stands twice");
                }
                kinds[port] = switch (row.text(PEACE)) {
                    case "quiet" -> KNOWN | QUIET;
                    case "busy" -> KNOWN;
                    default -> throw row.wrong("peace must be quiet or busy, not '" + row.text(PEACE) + "'");
                };
                known[port >>> 6] |= 1L << port;
                names[port] = row.text(NAME).toLowerCase(Locale.ROOT);
            }
        }
    }

    boolean contains(int port) {
        return (known[port >>> 6] & (1L << port)) != 0;
    }

    /** Whether answers from the port in bulk are no ordinary traffic. */
    public boolean reflects(int port) {
        return (kinds[port] & QUIET) != 0;
    }

    /** The service's name in lower case, or the empty text. */
    public String name(int port) {
        String name = port < 0 || port >= PORTS ? null : names[port];
        return name == null ? "" : name;
    }
}
