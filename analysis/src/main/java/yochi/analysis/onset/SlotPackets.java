package yochi.analysis.onset;

import java.util.Arrays;
import java.util.BitSet;

/** Packets of keys in slots, one row a key, keys ascending. */
final class SlotPackets {
    private final int[] keys;
    private final int[][] counts;

    /**
     * @param keyOf each packet
     * @param slotOf each packet
     */
    SlotPackets(int[] keyOf, byte[] slotOf, int slots) {
        BitSet known = new BitSet();
        for (int key : keyOf) {
            known.set(key);
        }
        keys = known.stream().toArray();
        counts = new int[keys.length][slots];
        for (int i = 0; i < keyOf.length; i++) {
            counts[Arrays.binarySearch(keys, keyOf[i])][slotOf[i]]++;
        }
    }

    int[] keys() {
        return keys;
    }

    /** Of each key in each slot. */
    int[][] counts() {
        return counts;
    }
}
