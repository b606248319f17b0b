package yochi.centre.open;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yochi.core.model.AttackType;
import yochi.core.model.Country;

/** One country's days as a line that breaks where nobody watched; its values are in the table and the files. */
final class OpenChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 150;
    private static final int LEFT = 60;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 24;
    /** So many spaces between the lines of the scale at most; five would crowd a chart of this height. */
    private static final int SPACES = 4;

    private final OpenWords words;

    OpenChart(OpenWords words) {
        this.words = words;
    }

    void write(Markup out, Country country, List<OpenStatistics.Count> all) {
        List<OpenStatistics.Count> counts = all.stream()
                .filter(c -> c.kind() == AttackType.ALL_ORIGIN)
                .toList();
        long most = counts.stream()
                .mapToLong(c -> c.addresses().orElse(0))
                .max()
                .orElse(0);
        if (most == 0 || counts.size() < 2) {
            return;
        }
        LocalDate first = counts.getFirst().day();
        LocalDate last = counts.getLast().day();
        long least = counts.stream()
                .filter(c -> c.addresses().isPresent())
                .mapToLong(c -> c.addresses().getAsLong())
                .min()
                .orElse(0);
        Map<String, ?> values = Map.of(
                "country", words.country(country), "from", first, "to", last, "low", number(least), "high",
                number(most));
        out.raw("<figure>\n<figcaption>").text(words.of("chart.caption", values)).raw("</figcaption>\n");
        out.raw("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"")
                .text(words.of("chart", values))
                .raw("\">\n");
        long step = step(most);
        long top = Math.ceilDiv(most, step) * step;
        axis(out, step, top);
        out.raw("<path class=\"course\" d=\"" + path(counts, first, last, top) + "\"/>\n");
        label(out, LEFT, "start", first.toString());
        label(out, WIDTH - RIGHT, "end", last.toString());
        out.raw("</svg>\n</figure>\n");
    }

    private static void axis(Markup out, long step, long top) {
        for (long value = 0; value <= top; value += step) {
            double y = y((double) value, top);
            out.raw(String.format(
                    Locale.ROOT, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>\n", LEFT, y, WIDTH - RIGHT));
            out.raw(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 6,
                    y + 4,
                    number(value)));
        }
    }

    /** The smallest of 1, 2, 5, 10, 20 … that divides the scale into few enough spaces. */
    static long step(long most) {
        for (long ten = 1; ; ten *= 10) {
            for (long step : new long[] {ten, 2 * ten, 5 * ten}) {
                if (Math.ceilDiv(most, step) <= SPACES) {
                    return step;
                }
            }
        }
    }

    private static void label(Markup out, int x, String anchor, String text) {
        out.raw("<text x=\"" + x + "\" y=\"" + (HEIGHT - 6) + "\" text-anchor=\"" + anchor + "\">" + text
                + "</text>\n");
    }

    private static String path(List<OpenStatistics.Count> counts, LocalDate first, LocalDate last, long top) {
        StringBuilder out = new StringBuilder();
        double days = Math.max(1, ChronoUnit.DAYS.between(first, last));
        boolean broken = true;
        for (OpenStatistics.Count count : counts) {
            if (count.addresses().isEmpty()) {
                broken = true;
                continue;
            }
            double x = LEFT + (WIDTH - LEFT - RIGHT) * ChronoUnit.DAYS.between(first, count.day()) / days;
            double addresses = (double) count.addresses().getAsLong();
            String at = String.format(Locale.ROOT, "%.1f %.1f", x, y(addresses, top));
            // A day alone between gaps is a dot: a line of no length with round ends.
            out.append(broken ? "M" + at + "h0" : "L" + at);
            broken = false;
        }
        return out.toString();
    }

    private static double y(double value, long top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
