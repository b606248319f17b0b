package yochi.core.model;

/**
 * What a policy kept back in one release.
 *
 * @param cells cells folded into rest
 * @param packets packets in them
 * @param totalPackets packets of all cells
 */
public record Suppressed(long cells, long packets, long totalPackets) {
    public static final Suppressed NOTHING = new Suppressed(0, 0, 0);

    public Suppressed plus(Suppressed other) {
        return new Suppressed(cells + other.cells, packets + other.packets, totalPackets + other.totalPackets);
    }

    /** Share of packets whose cell was folded, 0..1; 0 where there were none. */
    public double packetsShare() {
        return totalPackets == 0 ? 0 : (double) packets / totalPackets;
    }
}
