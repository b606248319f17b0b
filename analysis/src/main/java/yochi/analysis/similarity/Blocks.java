package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.List;
import yochi.core.model.Epoch;

/** The days of a window, or groups of days of a long one: the pieces whose ups and downs show how sure a number is. */
final class Blocks {
    /** Most pieces: more make no interval narrower (own choice). */
    static final int MOST = 28;

    private Blocks() {}

    /** Equal pieces but for the last; a window shorter than two days is one. */
    static List<Epoch> of(Epoch window) {
        int days = Math.max(1, window.seconds() / Epoch.DAY);
        int each = Math.ceilDiv(days, MOST);
        List<Epoch> out = new ArrayList<>();
        for (int day = 0; day < days; day += each) {
            long start = window.startSecond() + (long) day * Epoch.DAY;
            long end = day + each >= days ? window.endSecond() : start + (long) each * Epoch.DAY;
            out.add(new Epoch(start, Math.toIntExact(end - start)));
        }
        return out;
    }
}
