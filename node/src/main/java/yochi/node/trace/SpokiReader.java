package yochi.node.trace;

import java.util.List;
import yochi.node.capture.Admission;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.Field;
import yochi.node.observation.Nanos;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.session.SessionRoom;

/**
 * Reads the raw log of the Spoki reactive telescope. The log holds both directions, so only packets into monitored
 * addresses count, and the telescope's own answers are set aside; without monitored addresses nothing can be told.
 */
final class SpokiReader implements FormatReader {
    static final List<String> COLUMNS = List.of(
            "ts",
            "saddr",
            "daddr",
            "ipid",
            "ttl",
            "proto",
            "sport",
            "dport",
            "anum",
            "snum",
            "payload",
            "syn",
            "ack",
            "rst",
            "fin",
            "window size");

    private static final PacketRows ROWS = new PacketRows('|', COLUMNS);
    private static final int TIME = 0;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 2;
    private static final int IP_ID = 3;
    private static final int TTL = 4;
    private static final int PROTOCOL = 5;
    private static final int SOURCE_PORT = 6;
    private static final int DESTINATION_PORT = 7;
    private static final int ACKNOWLEDGEMENT = 8;
    private static final int SEQUENCE = 9;
    private static final int PAYLOAD = 10;
    private static final int SYN = 11;
    private static final int ACK = 12;
    private static final int RST = 13;
    private static final int FIN = 14;
    private static final int WINDOW = 15;

    private static final long U32 = 0xFFFF_FFFFL;
    private static final int U16 = 0xFFFF;
    private static final int U8 = 0xFF;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int TCP = 6;
    private static final int FIELDS = Field.bits(
            Field.DESTINATION, Field.TTL, Field.IP_ID, Field.PORTS, Field.TCP_FLAGS, Field.TCP_NUMBERS, Field.PAYLOAD);

    private final TraceSettings settings;
    private final byte[] payload = new byte[U16];

    SpokiReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        return TextHead.names(head, length, "\\|", COLUMNS);
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        if (!settings.sensors().watchesAddresses()) {
            tally.reject(RejectReason.MONITORED_MISSING, 1, "no sensor says which addresses it watches");
            return;
        }
        Admission admission = new Admission(settings.sensors(), input);
        ROWS.read(line, admission.any(), tally, sink, new PacketRows.Meaning() {
            @Override
            public String fill(Row row, Packet packet) {
                return SpokiReader.this.fill(row, packet);
            }

            @Override
            public boolean admit(Row row, Packet packet, long number) {
                return admission.admit(packet, tally, number)
                        && SessionRoom.timely(Nanos.instant(packet.timeNanos), settings.latest(), tally, number);
            }
        });
    }

    /** Fills the packet from the row; says what is wrong, or nothing. */
    private String fill(Row row, Packet p) {
        long millis = row.number(TIME, Long.MAX_VALUE / NANOS_PER_MILLI);
        p.timeNanos = millis * NANOS_PER_MILLI;
        p.sourceLow(row.ipv4(SOURCE));
        p.destinationLow(row.ipv4(DESTINATION));
        if (millis < 0 || p.sourceLow() < 0 || p.destinationLow() < 0) {
            return "ts, saddr or daddr is none";
        }
        p.ipVersion = 4;
        p.protocol = TCP;
        if (!row.text(PROTOCOL).equals("tcp")) {
            return "proto is not tcp";
        }
        long id = row.number(IP_ID, U16);
        long ttl = row.number(TTL, U8);
        long window = row.number(WINDOW, U16);
        if (id < 0 || ttl < 0 || window < 0) {
            return "ipid, ttl or window size is none";
        }
        p.ipId((int) id);
        p.ttl((int) ttl);
        p.window((int) window);
        return transport(row, p);
    }

    private String transport(Row row, Packet p) {
        long from = row.number(SOURCE_PORT, U16);
        long to = row.number(DESTINATION_PORT, U16);
        long acknowledged = row.number(ACKNOWLEDGEMENT, U32);
        long sequence = row.number(SEQUENCE, U32);
        if (from < 0 || to < 0 || acknowledged < 0 || sequence < 0) {
            return "sport, dport, anum or snum is none";
        }
        int bytes = row.hex(PAYLOAD, payload);
        if (bytes < 0) {
            return "payload is not hexadecimal";
        }
        p.known = FIELDS;
        p.sourcePort((int) from);
        p.destinationPort((int) to);
        p.acknowledgement((int) acknowledged);
        p.sequence((int) sequence);
        p.tcpFlags(flag(row, FIN, 1) | flag(row, SYN, 2) | flag(row, RST, 4) | flag(row, ACK, 16));
        p.bytes = payload;
        p.payloadOffset(0);
        p.payloadCaptured(bytes);
        p.payloadLength(bytes);
        return "";
    }

    private static int flag(Row row, int column, int bit) {
        return row.first(column) == '1' ? bit : 0;
    }
}
