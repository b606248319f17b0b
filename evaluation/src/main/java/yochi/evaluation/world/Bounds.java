package yochi.evaluation.world;

import java.util.Locale;

/** Refuses what no world can be made of, with the place and what to write instead. */
final class Bounds {
    private Bounds() {}

    static void within(String key, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s must lie between %s and %s, not %s", key, plain(low), plain(high), plain(value)));
        }
    }

    static void ordered(String lowKey, double low, String highKey, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s (%s) must not exceed %s (%s); exchange them",
                    lowKey,
                    plain(low),
                    highKey,
                    plain(high)));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
