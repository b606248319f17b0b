package yochi.analysis.onset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What the scores of one detector at one sensor usually are: turns a score into a p-value by its rank among the last 14
 * days, and above their 95 % quantile by the {@link ParetoTail} of what lies there (algorithms §2.7). Learnt anew once
 * a day; windows that alarmed are left out, unless they were most of the last day: then the level is another one, and
 * it is learnt. As many of those left out as chance may have made (two standard deviations above what is due) are
 * learnt all the same, the lowest ones and as no higher than chance makes them: without, each alarm by chance makes the
 * tail look lighter, and alarms come twice as often as the level says (tested). About 18 kB at 144 windows a day.
 */
final class Calibration {
    private static final int DAYS = 14;
    private static final double TAIL = 0.95;

    /** Ten scores above the 95 % quantile; fewer tell no tail. */
    static final int FEWEST = 200;

    private static final long NEVER = Long.MIN_VALUE;
    private static final int ENTRY = Long.BYTES + Float.BYTES + 1;

    private final int perDay;
    private final double level;
    private long[] windows = new long[64];
    private float[] scores = new float[64];
    private boolean[] alarmed = new boolean[64];
    private int size;
    private long learnt = NEVER;
    private double[] usual = new double[0];
    private double threshold;
    private double above;
    private ParetoTail tail = new ParetoTail(0, 0);

    /**
     * Nothing is known yet.
     *
     * @param perDay windows of a day
     * @param level share of the windows that alarm by chance
     */
    Calibration(int perDay, double level) {
        this.perDay = perDay;
        this.level = level;
    }

    /** -log10 of the chance of a score at least this high on a usual day; empty before there is enough history. */
    OptionalDouble surprise(double score) {
        if (learnt == NEVER || !Double.isFinite(score)) {
            return OptionalDouble.empty();
        }
        float told = (float) score;
        int n = usual.length;
        if (told > threshold) {
            return OptionalDouble.of(
                    tail.scale() > 0
                            ? -Math.log10(above) - tail.logSurvival(told - threshold) / Math.log(10)
                            : Math.log10(n + 1.0));
        }
        int higher = n - firstBeyond(told);
        int alike = firstBeyond(told) - firstAt(told);
        return OptionalDouble.of(-Math.log10((higher + (alike + 1) / 2.0) / (n + 1)));
    }

    /** Takes the score of a window; windows come in order, and what is no number teaches nothing. */
    void add(long window, double score, boolean alarm) {
        if (!Double.isFinite(score) || (size > 0 && window <= windows[size - 1])) {
            return;
        }
        if (learnt != NEVER && day(window) > day(learnt)) {
            learn(day(window) * perDay);
        }
        if (size == windows.length) {
            windows = Arrays.copyOf(windows, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
            alarmed = Arrays.copyOf(alarmed, 2 * size);
        }
        windows[size] = window;
        scores[size] = (float) score;
        alarmed[size++] = alarm;
        if (learnt == NEVER && size >= FEWEST) {
            learn(window + 1);
        }
    }

    private long day(long window) {
        return Math.floorDiv(window, perDay);
    }

    /** Learns from what came before the window, and forgets what is older than the days. */
    private void learn(long before) {
        double[] sorted = taken(before);
        forget(before);
        if (sorted.length < FEWEST) {
            learnt = NEVER;
            return;
        }
        learnt = before;
        usual = sorted;
        threshold = sorted[(int) Math.ceil(TAIL * sorted.length) - 1];
        int from = firstBeyond(threshold);
        double[] excesses = new double[sorted.length - from];
        Arrays.setAll(excesses, i -> sorted[from + i] - threshold);
        above = (excesses.length + 0.5) / (sorted.length + 1);
        tail = ParetoTail.of(excesses);
    }

    private void forget(long before) {
        int old = 0;
        while (old < size && windows[old] < before - (long) DAYS * perDay) {
            old++;
        }
        size -= old;
        System.arraycopy(windows, old, windows, 0, size);
        System.arraycopy(scores, old, scores, 0, size);
        System.arraycopy(alarmed, old, alarmed, 0, size);
    }

    /** The scores to learn from, ascending. */
    private double[] taken(long before) {
        int lastDay = 0;
        int alarms = 0;
        for (int i = 0; i < size; i++) {
            if (windows[i] >= before - perDay && windows[i] < before) {
                lastDay++;
                alarms += alarmed[i] ? 1 : 0;
            }
        }
        boolean all = 2 * alarms > lastDay;
        return withChance(inside(before, all, false), inside(before, all, true));
    }

    /** Those of the days before, ascending: those that alarmed, or the others; none alarmed where all are learnt. */
    private double[] inside(long before, boolean all, boolean alarms) {
        double[] out = new double[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            boolean inside = windows[i] < before && windows[i] >= before - (long) DAYS * perDay;
            if (inside && (alarmed[i] && !all) == alarms) {
                out[n++] = scores[i];
            }
        }
        double[] sorted = Arrays.copyOf(out, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The lowest of those that alarmed, no higher than one mean excess beyond the highest of the others. */
    private double[] withChance(double[] quiet, double[] alarms) {
        double due = level * (quiet.length + alarms.length);
        int most = Math.min(alarms.length, (int) Math.ceil(due + 2 * Math.sqrt(due)));
        if (most == 0 || quiet.length == 0) {
            return quiet;
        }
        double[] out = Arrays.copyOf(quiet, quiet.length + most);
        int tailFrom = (int) Math.ceil(TAIL * quiet.length) - 1;
        double mean = Arrays.stream(quiet, tailFrom, quiet.length).average().orElse(0) - quiet[tailFrom];
        for (int i = 0; i < most; i++) {
            out[quiet.length + i] = Math.min(alarms[i], quiet[quiet.length - 1] + mean);
        }
        Arrays.sort(out);
        return out;
    }

    private int firstBeyond(double score) {
        int low = 0;
        int high = usual.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (usual[middle] > score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int firstAt(double score) {
        int low = 0;
        int high = usual.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (usual[middle] >= score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    int bytes() {
        return Integer.BYTES + Long.BYTES + size * ENTRY;
    }

    void write(ByteBuffer out) {
        out.putInt(size).putLong(learnt);
        for (int i = 0; i < size; i++) {
            out.putLong(windows[i]).putFloat(scores[i]).put((byte) (alarmed[i] ? 1 : 0));
        }
    }

    /**
     * Takes up what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it cannot have been written
     */
    static Calibration read(ByteBuffer in, int perDay, double level) {
        Calibration out = new Calibration(perDay, level);
        if (in.remaining() < Integer.BYTES + Long.BYTES) {
            throw new IllegalArgumentException("damaged: it is cut");
        }
        int n = in.getInt();
        long learnt = in.getLong();
        if (n < 0 || n > in.remaining() / ENTRY) {
            throw new IllegalArgumentException("damaged: " + n + " scores");
        }
        out.windows = new long[Math.max(64, n)];
        out.scores = new float[Math.max(64, n)];
        out.alarmed = new boolean[Math.max(64, n)];
        for (int i = 0; i < n; i++) {
            out.windows[i] = in.getLong();
            out.scores[i] = in.getFloat();
            out.alarmed[i] = in.get() != 0;
            if (!Float.isFinite(out.scores[i]) || (i > 0 && out.windows[i] <= out.windows[i - 1])) {
                throw new IllegalArgumentException("damaged: score " + i);
            }
        }
        out.size = n;
        if (learnt != NEVER) {
            out.learn(learnt);
        }
        return out;
    }
}
