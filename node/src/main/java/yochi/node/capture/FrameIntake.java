package yochi.node.capture;

import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;

/** Takes the captured frames of one input: parses, admits, counts and hands on each. */
final class FrameIntake {
    private final FrameParser frames = new FrameParser();
    private final FragmentWatch fragments = new FragmentWatch();
    private final Admission admission;
    private final Tally tally;
    private final ObservationSink sink;
    private final Packet packet;
    private final PacketBatch batch;

    FrameIntake(Admission admission, Tally tally, ObservationSink sink) {
        this.admission = admission;
        this.tally = tally;
        this.sink = sink;
        this.packet = new Packet(admission.any());
        this.batch = new PacketBatch(packet);
    }

    /** Takes an Ethernet frame of which nothing was cut the short way; false where it needs the long one. */
    boolean takeUsual(byte[] b, int from, int length, long nanos, long offset) {
        if (!UsualFrame.parse(b, from, length, packet)) {
            return false;
        }
        batch.set(0, b, from + UsualFrame.LINK, length, nanos);
        takeBatch(1, b, offset - from, 0);
        return true;
    }

    /** Where usual frames that lie in one buffer are put until {@link #takeBatch}. */
    PacketBatch batch() {
        return batch;
    }

    /**
     * Takes the usual frames that were put into the batch, in the order of time.
     *
     * @param base offset in the input of the buffer's begin
     * @param header bytes between the begin of a record and its frame
     */
    void takeBatch(int packets, byte[] b, long base, int header) {
        batch.holds(packets, b, tally.nextRecord());
        long origin = base - header - UsualFrame.LINK;
        if (admission.admitsAll(batch)) {
            tally.takeAscending(packets, batch.timeNanos(0), batch.timeNanos(packets - 1), origin + batch.network(0));
            sink.packets(batch);
            return;
        }
        for (int i = 0; i < packets; i++) {
            batch.packet(i);
            handOn(batch.timeNanos(i), origin + batch.network(i));
        }
    }

    /**
     * Takes any frame.
     *
     * @param from where the link header begins
     * @param wireLength length on the wire; what says less than was captured is not believed
     * @param offset of the record, for messages
     */
    void take(LinkType link, byte[] b, int from, int captured, int wireLength, long nanos, long offset) {
        FrameFault fault = frames.parse(link, b, from, captured, Math.max(captured, wireLength), packet);
        if (fault != FrameFault.NONE) {
            tally.reject(fault.reason(), offset, fault.sample());
            return;
        }
        if (frames.oddity() != FrameOddity.NONE) {
            tally.note(frames.oddity().id(), offset);
        }
        if ((packet.moreFragments() || packet.fragmentOffset() != 0)
                && fragments.overlaps(packet, frames.fragmentId(), frames.fragmentBytes(), nanos)) {
            tally.note("overlappingFragment", offset);
        }
        handOn(nanos, offset);
    }

    private void handOn(long nanos, long offset) {
        packet.record = tally.nextRecord();
        packet.timeNanos = nanos;
        if (admission.admit(packet, tally, offset)) {
            tally.take(nanos, offset);
            sink.packet(packet);
        }
    }
}
