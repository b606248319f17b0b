package yochi.app.analyse;

import java.util.List;
import java.util.Locale;
import yochi.core.model.Finding;

/** Growth per week of several series: a dot with its 95 % interval, the band of "flat" behind. */
final class TrendPicture {
    private static final int ROW = 24;
    private static final int LEFT = 330;
    private static final int RIGHT = 190;
    private static final int WIDTH = 900;
    private static final int TOP = 26;
    /** Growth at the picture's edges, per week. */
    private static final double EDGE = 0.6;

    private TrendPicture() {}

    static String of(List<Finding.Trend> trends) {
        int height = TOP + trends.size() * ROW + 8;
        Markup svg = new Markup();
        svg.raw(
                "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" aria-label=\"%s\">",
                WIDTH,
                height,
                WIDTH,
                "Growth per week with 95 % interval / 週あたりの増減率と 95 % 区間");
        svg.raw(
                "<rect class=\"gap\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                x(-0.05),
                TOP - 6,
                x(0.05) - x(-0.05),
                height - TOP);
        for (double tick : new double[] {-0.5, 0, 0.5}) {
            svg.raw(
                    "<text class=\"soft\" x=\"%.1f\" y=\"14\" text-anchor=\"middle\">%s</text>",
                    x(tick),
                    percent(tick));
        }
        for (int i = 0; i < trends.size(); i++) {
            row(svg, trends.get(i), TOP + i * ROW + ROW / 2);
        }
        return svg.raw("</svg>").toString();
    }

    private static void row(Markup svg, Finding.Trend t, int y) {
        double growth = t.perWeek();
        double low = t.perWeekLow();
        double high = t.perWeekHigh();
        String kind =
                switch (t.label()) {
                    case GROWING -> "up";
                    case SHRINKING -> "down";
                    case FLAT, UNCERTAIN -> "still";
                };
        svg.raw(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                LEFT - 10,
                y + 4,
                Markup.escape(t.region() + "  " + t.attackType() + "  " + t.service()));
        svg.raw("<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", kind, x(low), x(high), y, y);
        svg.raw("<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>", kind, x(growth), y);
        svg.raw(
                "<text x=\"%d\" y=\"%d\">%s %s</text>",
                WIDTH - RIGHT + 14,
                y + 4,
                percent(growth),
                Markup.pairInPicture(Words.of(t.label()), Words.japanese(t.label())));
    }

    private static double x(double growth) {
        double inside = Math.clamp(growth, -EDGE, EDGE);
        return LEFT + (inside + EDGE) / (2 * EDGE) * (WIDTH - LEFT - RIGHT);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
    }
}
