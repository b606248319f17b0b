package yochi.analysis.onset;

/** Sources of one set by slot and by activity. */
final class SlotCounts {
    private final int[] active;
    private final long[] byActivity;
    private long sources;

    /** @param n watched slots among all */
    SlotCounts(int slots, int n) {
        active = new int[slots];
        byActivity = new long[n + 1];
    }

    /** @param mask bits of the watched slots in which the source was active */
    void add(long mask) {
        int k = Long.bitCount(mask);
        if (k == 0) {
            return;
        }
        sources++;
        byActivity[k]++;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            active[Long.numberOfTrailingZeros(rest)]++;
        }
    }

    long sources() {
        return sources;
    }

    /** As if all slots were alike. */
    Presence testEven(long usable) {
        return Presence.of(Rhythm.even(active.length, usable), active, byActivity);
    }

    /** Beside the rhythm of the sources that are in {@code all} and not in these. */
    Presence testBeside(SlotCounts all, long usable) {
        int[] others = new int[active.length];
        for (int s = 0; s < others.length; s++) {
            others[s] = Math.max(0, all.active[s] - active[s]);
        }
        double own = variance();
        return Presence.of(Rhythm.of(others, Math.max(0, all.variance() - own), own, usable), active, byActivity);
    }

    /** Of the number in one slot, about a mean estimated from the same slots. */
    private double variance() {
        int n = byActivity.length - 1;
        return new SlotTail(byActivity, 1).variance() * n / (n - 1);
    }
}
