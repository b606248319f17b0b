package yochi.node.observation;

/**
 * Plain packets of one sensor that lie in one buffer, in the order of the input and of time: their places and times as
 * columns, so that a stage goes through many in one tight loop (performance target P1). Its reader fills it again for
 * the next packets: it holds until the sink returns.
 */
public final class PacketBatch {
    /** Packets at most: they and the columns stay in the first cache. */
    public static final int MOST = 256;

    /** Bytes of the buffer that may be read from the begin of each IP header on, though a short packet ends before. */
    public static final int READABLE = 40;

    private static final int PROTOCOL = 9;

    private final long[] times = new long[MOST];
    /** Frame length above, begin of the IP header below. */
    private final long[] places = new long[MOST];

    private final int[] sources = new int[MOST];
    private final int[] destinations = new int[MOST];
    private final int[] ports = new int[MOST];
    private final int[] sequences = new int[MOST];
    private final int[] ids = new int[MOST];
    private final int[] lives = new int[MOST];
    private final int[] flags = new int[MOST];

    private final Packet view;
    private byte[] bytes = {};
    private int size;
    private long firstRecord;

    /** A batch that shows its packets one by one through that view, whose origin all of them have. */
    public PacketBatch(Packet view) {
        this.view = view;
    }

    /** Packets in it. */
    public int size() {
        return size;
    }

    /** The buffer that all of them lie in. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the packet's IP header begins. */
    public int network(int i) {
        return (int) places[i];
    }

    public int[] sources() {
        return sources;
    }

    public int[] destinations() {
        return destinations;
    }

    /** Source ports above, destination ports below; of ICMP type and code above. */
    public int[] ports() {
        return ports;
    }

    /** TCP sequence numbers; of other protocols anything. */
    public int[] sequences() {
        return sequences;
    }

    /** IP identifications above, anything below. */
    public int[] ids() {
        return ids;
    }

    /** Times to live in the highest byte, protocols in the next, anything below. */
    public int[] lives() {
        return lives;
    }

    /** TCP flags in the lowest byte, anything above; of other protocols anything. */
    public int[] flags() {
        return flags;
    }

    /** Frame length on the wire in bytes, link header included. */
    public int wireLength(int i) {
        return (int) (places[i] >>> Integer.SIZE);
    }

    /** Observation time, nanoseconds since 1970-01-01T00:00Z; later packets of the batch are not earlier. */
    public long timeNanos(int i) {
        return times[i];
    }

    /** Who saw them. */
    public Origin origin() {
        return view.origin;
    }

    /** The packet as a view, which the next call fills again. */
    public Packet packet(int i) {
        int header = network(i);
        view.plain(bytes, header, BigEndian.u8(bytes, header + PROTOCOL));
        view.wireLength = wireLength(i);
        view.timeNanos = times[i];
        view.record = firstRecord + i;
        return view;
    }

    // What follows is for readers.

    /** Sets a packet by its headers; {@link #holds} says afterwards how many there are. */
    public void set(int i, byte[] b, int network, int wireLength, long timeNanos) {
        long head = BigEndian.i64(b, network + 4);
        long addresses = BigEndian.i64(b, network + 12);
        long numbers = BigEndian.i64(b, network + 20);
        times[i] = timeNanos;
        places[i] = (long) wireLength << Integer.SIZE | network;
        ids[i] = (int) (head >>> Integer.SIZE);
        lives[i] = (int) head;
        sources[i] = (int) (addresses >>> Integer.SIZE);
        destinations[i] = (int) addresses;
        ports[i] = (int) (numbers >>> Integer.SIZE);
        sequences[i] = (int) numbers;
        flags[i] = (int) (BigEndian.i64(b, network + 28) >>> Short.SIZE);
    }

    /**
     * From now on it holds the first packets set.
     *
     * @param buffer where they lie
     * @param record number of the first one's record
     */
    public void holds(int packets, byte[] buffer, long record) {
        size = packets;
        bytes = buffer;
        firstRecord = record;
    }
}
