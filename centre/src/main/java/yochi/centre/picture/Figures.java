package yochi.centre.picture;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as pictures write them: what cannot be told is never zero. */
public final class Figures {
    private static final String UNTOLD = "?";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

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
        return size >= 10 ? format("%.1f", value) : size >= 0.01 ? format("%.2f", value) : small(value);
    }

    /** One digit and a power of ten. */
    private static String small(double value) {
        String[] parts = format("%.0e", value).split("e-", 2);
        StringBuilder power = new StringBuilder();
        Integer.toString(Integer.parseInt(parts[1])).chars().forEach(c -> power.append(RAISED.charAt(c - '0')));
        return parts[0] + " × 10⁻" + power;
    }

    static String figure(OptionalDouble value) {
        return value.isPresent() ? figure(value.getAsDouble()) : UNTOLD;
    }

    static String two(OptionalDouble value) {
        return value.isPresent() ? format("%.2f", value.getAsDouble()) : UNTOLD;
    }

    /** A probability, never told as certain nor as impossible. */
    public static String chance(double probability) {
        return probability >= .995 ? "> 99 %" : probability < .005 ? "< 1 %" : percent(probability);
    }

    static String percent(double share) {
        return Double.isFinite(share) ? format("%.0f %%", 100 * share) : UNTOLD;
    }

    static String signed(double share) {
        if (!Double.isFinite(share)) {
            return UNTOLD;
        }
        return Math.abs(share) < 0.005 ? "0 %" : format("%+.0f %%", 100 * share).replace('-', '−');
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
