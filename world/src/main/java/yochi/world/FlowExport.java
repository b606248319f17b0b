package yochi.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A router's flow export: IPFIX (RFC 7011) over UDP to a collector on this machine, one template, all flows of a step.
 * Flows are exported as they arrive, before any rule drops them, as routers that count on the way in do.
 */
public final class FlowExport implements AutoCloseable {
    private static final int VERSION = 10;
    private static final int TEMPLATE_SET = 2;
    private static final int TEMPLATE_ID = 256;
    private static final int DOMAIN = 1;
    /** Information elements (IANA IPFIX registry) and their lengths in bytes. */
    private static final int[][] FIELDS = {{8, 4}, {12, 4}, {4, 1}, {7, 2}, {11, 2}, {2, 8}, {1, 8}, {152, 8}, {153, 8}
    };

    private static final int RECORD_BYTES = 45;
    private static final int RECORDS_PER_MESSAGE = 28;
    private static final int HEADER_BYTES = 16;

    private final DatagramSocket socket;
    private final InetSocketAddress collector;
    private int sequence;

    /** Exports to a collector, which must stand on a loopback address. */
    public FlowExport(InetSocketAddress collector) {
        if (!collector.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("a simulated router exports to loopback only, not to " + collector);
        }
        this.collector = collector;
        try {
            this.socket = new DatagramSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the flows of one step that ended at the given wall time. */
    public void export(List<SimulatedFlow> flows, long endMillis, long stepMillis) {
        for (int i = 0; i < flows.size(); i += RECORDS_PER_MESSAGE) {
            send(message(flows.subList(i, Math.min(flows.size(), i + RECORDS_PER_MESSAGE)), endMillis, stepMillis));
        }
    }

    private byte[] message(List<SimulatedFlow> flows, long endMillis, long stepMillis) {
        int templateBytes = 8 + 4 * FIELDS.length;
        int length = HEADER_BYTES + templateBytes + 4 + RECORD_BYTES * flows.size();
        byte[] bytes = new byte[length];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.putShort((short) VERSION).putShort((short) length);
        out.putInt((int) (endMillis / 1000)).putInt(sequence).putInt(DOMAIN);
        out.putShort((short) TEMPLATE_SET).putShort((short) templateBytes);
        out.putShort((short) TEMPLATE_ID).putShort((short) FIELDS.length);
        for (int[] field : FIELDS) {
            out.putShort((short) field[0]).putShort((short) field[1]);
        }
        out.putShort((short) TEMPLATE_ID).putShort((short) (4 + RECORD_BYTES * flows.size()));
        for (SimulatedFlow f : flows) {
            out.putInt(f.source()).putInt(f.destination()).put((byte) f.protocol());
            out.putShort((short) f.sourcePort()).putShort((short) f.destinationPort());
            out.putLong(f.packets()).putLong(f.bytes());
            out.putLong(endMillis - stepMillis).putLong(endMillis);
        }
        sequence += flows.size();
        return bytes;
    }

    private void send(byte[] message) {
        try {
            socket.send(new DatagramPacket(message, message.length, collector));
        } catch (IOException e) {
            throw new UncheckedIOException("flow export to " + collector, e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
