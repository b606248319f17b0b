package yochi.node.classify;

/** The UDP ports of services that amplify, one bit each; the table is {@code amplifier-ports.csv}. */
final class AmplifierPorts {
    private static final int PORTS = 1 << 16;
    private static final int FIRST = 0;
    private static final int LAST = 1;

    private final long[] bits = new long[PORTS / Long.SIZE];

    AmplifierPorts() {
        for (String[] row : FactFile.rows("amplifier-ports.csv")) {
            for (int port = Integer.parseInt(row[FIRST]); port <= Integer.parseInt(row[LAST]); port++) {
                bits[port / Long.SIZE] |= 1L << port;
            }
        }
    }

    boolean contains(int port) {
        return (bits[port / Long.SIZE] & 1L << port) != 0;
    }
}
