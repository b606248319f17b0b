package yochi.app.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long before or after a wave's begin something came, for people. */
final class Offsets {
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;

    private Offsets() {}

    /** As a sentence has it. */
    static String say(double seconds) {
        return signed(Math.abs(seconds)).substring(1) + (seconds < 0 ? " before it began" : " after it began");
    }

    /** With its sign, as a table has it; {@code -} for what did not come. */
    static String signed(@Nullable Double seconds) {
        if (seconds == null) {
            return "-";
        }
        double away = Math.abs(seconds);
        return away >= HOUR
                ? String.format(Locale.ROOT, "%+.1f h", seconds / HOUR)
                : away >= MINUTE
                        ? String.format(Locale.ROOT, "%+.1f min", seconds / MINUTE)
                        : String.format(Locale.ROOT, "%+.2f s", seconds);
    }
}
