package yochi.centre.picture;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as pictures write them: what cannot be told is never zero. */
final class Figures {
    private static final String UNTOLD = "?";

    private Figures() {}

    /** Three significant digits. */
    static String figure(double value) {
        if (!Double.isFinite(value)) {
            return UNTOLD;
        }
        double size = Math.abs(value);
        if (size >= 100 || (value == Math.rint(value) && size < 1e15)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return size >= 10 ? format("%.1f", value) : size >= 0.01 ? format("%.2f", value) : format("%.1e", value);
    }

    static String figure(OptionalDouble value) {
        return value.isPresent() ? figure(value.getAsDouble()) : UNTOLD;
    }

    static String two(OptionalDouble value) {
        return value.isPresent() ? format("%.2f", value.getAsDouble()) : UNTOLD;
    }

    static String percent(double share) {
        return Double.isFinite(share) ? format("%.0f %%", 100 * share) : UNTOLD;
    }

    static String signed(double share) {
        return Double.isFinite(share) ? format("%+.0f %%", 100 * share).replace('-', '−') : UNTOLD;
    }

    /** For a table's cell: all digits that count, nothing where nothing can be told. */
    static String cell(double value) {
        return Double.isFinite(value) ? Double.toString(Double.parseDouble(format("%.5g", value))) : "";
    }

    static String cell(OptionalDouble value) {
        return value.isPresent() ? cell(value.getAsDouble()) : "";
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
