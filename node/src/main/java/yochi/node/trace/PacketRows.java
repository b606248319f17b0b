package yochi.node.trace;

import java.util.List;
import java.util.Optional;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;

/** Reads a separated table that holds one packet a row; what the columns mean is the format's. */
record PacketRows(char separator, List<String> columns) {
    /** What one format's rows mean. */
    interface Meaning {
        /** Fills the cleared packet from the row; says what is wrong, or nothing. */
        String fill(Row row, Packet packet);

        /** Gives the packet the origin of the sensor that saw it; false, and counted, where none did. */
        boolean admit(Row row, Packet packet, long line);
    }

    /** Hands on every packet of the lines, header first, that can be understood and was seen by a sensor. */
    void read(LineReader line, Origin any, Tally tally, ObservationSink sink, Meaning meaning) {
        Optional<Row> header = Columns.read(line, separator, columns, tally);
        if (header.isEmpty()) {
            return;
        }
        Row row = header.get();
        Packet packet = new Packet(any);
        while (line.next()) {
            packet.record = tally.nextRecord();
            packet.clear();
            String fault = row.split(line) ? meaning.fill(row, packet) : "another number of fields than the header";
            if (!fault.isEmpty()) {
                tally.reject(RejectReason.MALFORMED, line.number(), fault);
            } else if (meaning.admit(row, packet, line.number())) {
                tally.take(packet.timeNanos, line.number());
                sink.packet(packet);
            }
        }
    }
}
