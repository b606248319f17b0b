package yochi.app.analyse;

import java.util.List;
import java.util.Map;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/** A daily series with its gaps, and behind its end the forecast with its intervals beside the rival. */
final class SeriesPicture {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 240;
    private static final int LEFT = 50;
    private static final int BOTTOM = 30;
    private static final int TOP = 12;

    private final Markup svg = new Markup();
    private final double[] values;
    private final List<Forecast> forecasts;
    private final double step;
    private final double most;

    private SeriesPicture(double[] values, List<Forecast> forecasts) {
        this.values = values;
        this.forecasts = forecasts;
        double top = 2;
        for (double v : values) {
            top = Double.isNaN(v) ? top : Math.max(top, v);
        }
        for (Forecast f : forecasts) {
            top = Math.max(top, quantile(f.prediction(), .95));
        }
        this.step = step(top);
        this.most = step * Math.max(2, Math.ceil(top / step));
    }

    /** Of 1, 2 or 5 times a power of ten, the least that needs no more than five steps to the top. */
    private static double step(double top) {
        double power = Math.pow(10, Math.floor(Math.log10(top / 5)));
        return power * (top / 5 <= power ? 1 : top / 5 <= 2 * power ? 2 : top / 5 <= 5 * power ? 5 : 10);
    }

    /** Days and values go together; NaN is a gap. Forecasts are those of the days that follow. */
    static String of(String label, List<Epoch> days, double[] values, List<Forecast> forecasts) {
        return new SeriesPicture(values, forecasts).draw(label, days);
    }

    private String draw(String label, List<Epoch> days) {
        svg.raw(
                "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                WIDTH,
                Markup.escape(label));
        axes(days);
        gaps();
        band("wide", .05, .95);
        band("narrow", .25, .75);
        real();
        line("median", false);
        line("rival", true);
        return svg.raw("</svg>").toString();
    }

    private double x(double day) {
        return LEFT + day * (WIDTH - LEFT - 10) / Math.max(1, values.length + forecasts.size() - 1);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
    }

    private void axes(List<Epoch> days) {
        for (double value = 0; value <= most * 1.001; value += step) {
            svg.raw(
                    "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT,
                    WIDTH - 10,
                    y(value),
                    y(value));
            svg.raw(
                    "<text class=\"soft\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6,
                    y(value) + 4,
                    step < 1
                            ? String.format(java.util.Locale.ROOT, "%.1f", value)
                            : Long.toString(Math.round(value)));
        }
        int step = Math.max(7, (days.size() / 6 + 6) / 7 * 7);
        for (int i = 0; i < days.size(); i += step) {
            svg.raw(
                    "<text class=\"soft\" x=\"%.1f\" y=\"%d\">%s</text>",
                    x(i),
                    HEIGHT - 8,
                    days.get(i).start().toString().substring(0, "2013-01-01".length()));
        }
    }

    private void gaps() {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                svg.raw(
                        "<rect class=\"gap\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                        x(i - .5),
                        TOP,
                        x(1) - x(0),
                        HEIGHT - BOTTOM - TOP);
            }
        }
    }

    private void real() {
        StringBuilder path = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                down = false;
            } else {
                path.append(down ? "L" : "M").append(point(i, values[i]));
                down = true;
            }
        }
        svg.raw("<path class=\"real\" d=\"%s\"/>", path);
    }

    private String point(double day, double value) {
        return String.format(java.util.Locale.ROOT, "%.1f %.1f ", x(day), y(value));
    }

    private void band(String kind, double low, double high) {
        if (forecasts.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder("M");
        for (int h = 0; h < forecasts.size(); h++) {
            path.append(h == 0 ? "" : "L")
                    .append(point(values.length + h, quantile(forecasts.get(h).prediction(), high)));
        }
        for (int h = forecasts.size() - 1; h >= 0; h--) {
            path.append("L")
                    .append(point(values.length + h, quantile(forecasts.get(h).prediction(), low)));
        }
        svg.raw("<path class=\"%s\" d=\"%sZ\"/>", kind, path);
    }

    private void line(String kind, boolean rival) {
        StringBuilder path = new StringBuilder();
        for (int h = 0; h < forecasts.size(); h++) {
            Forecast f = forecasts.get(h);
            if (rival && f.rivals().isEmpty()) {
                return;
            }
            Prediction shown = rival ? f.rivals().get(0).prediction() : f.prediction();
            path.append(h == 0 ? "M" : "L").append(point(values.length + h, quantile(shown, .5)));
        }
        if (!forecasts.isEmpty()) {
            svg.raw("<path class=\"%s\" d=\"%s\"/>", kind, path);
        }
    }

    private static double quantile(Prediction prediction, double level) {
        return switch (prediction) {
            case Prediction.Quantiles q -> {
                Map<Double, Double> all = q.quantiles();
                yield all.getOrDefault(level, q.median());
            }
            case Prediction.Probability p -> p.value();
        };
    }
}
