package yochi.node.border;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import yochi.core.model.Epoch;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.Addresses;
import yochi.node.summary.LongCounts;

/** One cell of one window that did not leave under its own key, with what the rules ask of it. */
final class HiddenCell {
    /** Which cell of which window. */
    record Key(Epoch window, boolean late, About about) {}

    private final Key key;
    private final long packets;
    private final long told;
    private final Set<Integer> sensors;
    private final boolean remembered;
    private final List<long[]> pairs = new ArrayList<>();

    /**
     * A cell.
     *
     * @param packets all of them
     * @param told of them those that outputs tell
     * @param remembered whether everything that was ever answered of its window is known here
     */
    HiddenCell(Key key, long packets, long told, Set<Integer> sensors, boolean remembered) {
        this.key = key;
        this.packets = packets;
        this.told = told;
        this.sensors = sensors;
        this.remembered = remembered;
    }

    boolean remembered() {
        return remembered;
    }

    void address(long address, int n) {
        pairs.add(new long[] {address, n});
    }

    Key key() {
        return key;
    }

    long told() {
        return told;
    }

    /** Adds its addresses under a number. */
    void into(LongCounts counts, int number) {
        pairs.forEach(p -> counts.add(WindowCells.pair(number, p[0]), (int) p[1]));
    }

    /** Whether the cells pass the policy as one group. */
    static boolean pass(List<HiddenCell> cells, PrivacyPolicy policy, Addresses addresses) {
        Set<Integer> sensors = new HashSet<>();
        LongCounts byAddress = new LongCounts(64);
        long packets = 0;
        for (HiddenCell cell : cells) {
            packets += cell.packets;
            sensors.addAll(cell.sensors);
            cell.into(byAddress, 0);
        }
        Set<Long> networks = new HashSet<>();
        long[] largest = new long[1];
        byAddress.forEach((address, n) -> {
            largest[0] = Math.max(largest[0], n);
            if (networks.size() < policy.networks()) {
                networks.add(addresses.network(address));
            }
        });
        return byAddress.size() >= policy.k()
                && networks.size() >= policy.networks()
                && sensors.size() >= policy.sensors()
                && largest[0] < policy.dominance() * packets;
    }
}
