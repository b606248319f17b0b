package yochi.node.summary;

import yochi.core.model.Epoch;

/** Packets per victim and ten seconds of one attack type and epoch. */
public final class VictimTens {
    private final Epoch epoch;
    private final LongCounts counts = new LongCounts(0);
    private final LongCounts victims = new LongCounts(0);

    VictimTens(Epoch epoch) {
        this.epoch = epoch;
    }

    void add(int tens, long address, int packets) {
        counts.add(((long) tens << Addresses.BITS) | address, packets);
        victims.add(address, 1);
    }

    /** Distinct victims. */
    public int distinct() {
        return victims.size();
    }

    /** Hands over every victim's packets in every ten seconds in which it was heard of. */
    public void forEach(Visitor visitor) {
        counts.forEach((key, n) -> {
            long start = epoch.startSecond() + (key >>> Addresses.BITS) * CellDetails.VICTIM_SECONDS;
            visitor.visit(new Epoch(start, CellDetails.VICTIM_SECONDS), key & ((1L << Addresses.BITS) - 1), n);
        });
    }

    /** Takes the packets of one victim in one span. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Epoch tenSeconds, long address, int packets);
    }
}
