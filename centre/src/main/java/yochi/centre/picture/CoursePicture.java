package yochi.centre.picture;

import static yochi.centre.picture.Figures.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** One series of days with its trend, the trend's interval, and the hours at which its level changed. */
final class CoursePicture {
    private static final int SHOWN_DAYS = 56;
    private static final int WIDTH = 940;
    private static final int HEIGHT = 330;
    private static final int LEFT = 64;
    private static final int RIGHT = 20;
    private static final int TOP = 34;
    private static final int BOTTOM = 40;

    private final Region region;
    private final Cell cell;
    private final Optional<Finding.Trend> trend;
    private final List<Finding.Change> changes;
    private final List<Epoch> days;
    private final double[] values;
    private final double most;

    CoursePicture(Region region, Cell cell, Optional<Finding.Trend> trend, List<Finding.Change> changes, Cube cube) {
        this.region = region;
        this.cell = cell;
        this.trend = trend.filter(t -> Double.isFinite(t.slopePerDay()));
        this.changes = changes;
        double[] all = cube.dailySources(region, cell);
        int from = Math.max(0, all.length - SHOWN_DAYS);
        values = Arrays.copyOfRange(all, from, all.length);
        days = cube.days().subList(from, all.length);
        most = 1.08
                * Math.max(
                        1, Arrays.stream(values).filter(Double::isFinite).max().orElse(1));
    }

    Picture picture() {
        Drawing drawing = new Drawing(WIDTH, HEIGHT);
        for (double share : new double[] {0, 0.5, 1}) {
            double y = y(share * most / 1.08);
            drawing.line("axis", LEFT, y, WIDTH - RIGHT, y);
            drawing.text("small soft", LEFT - 6, y + 4, "end", Say.same(figure(Math.rint(share * most / 1.08))));
        }
        drawing.text(
                "small soft",
                LEFT,
                TOP - 18,
                "start",
                new Say("distinct sources per day (days in UTC)", "1 日あたりの異なる発信元数（日は UTC）"));
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                drawing.add(Drawing.hatched(x(i) - step() / 2, TOP, step(), HEIGHT - TOP - BOTTOM));
            }
            if (i % 7 == 0) {
                drawing.text(
                        "small soft",
                        x(i),
                        HEIGHT - BOTTOM + 18,
                        "middle",
                        Say.same(Days.of(days.get(i)).substring(5)));
            }
        }
        trend.ifPresent(t -> trend(drawing, t));
        drawing.add(Drawing.path("real", real()));
        for (int i = 0; i < changes.size(); i++) {
            change(drawing, changes.get(i), i + 1);
        }
        days(drawing);
        return new Picture(
                region + "-" + cell.toString().replace(' ', '-').replace('/', '-'),
                label(),
                answer(),
                drawing.drawn(),
                legend(),
                missing(),
                table());
    }

    private Say label() {
        Say mark = trend.map(t -> switch (t.label()) {
                    case GROWING -> Say.same(" ▲ ");
                    case SHRINKING -> Say.same(" ▼ ");
                    case FLAT -> Say.same(" ▬ ");
                    case UNCERTAIN -> Say.same(" ");
                })
                .orElse(Say.same(" "));
        return Names.of(List.of(region)).and(mark).and(Names.of(cell));
    }

    private double step() {
        return (double) (WIDTH - LEFT - RIGHT) / Math.max(1, values.length);
    }

    private double x(double day) {
        return LEFT + (day + 0.5) * step();
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - Math.clamp(value / most, 0, 1) * (HEIGHT - BOTTOM - TOP);
    }

    private String real() {
        StringBuilder out = new StringBuilder("M0 0");
        boolean down = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                out.append(String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", x(i), y(values[i])));
                down = true;
            } else {
                down = false;
            }
        }
        return out.toString();
    }

    /** The line through the middle of the trend's days, as its slope says; the ends of the interval likewise. */
    private void trend(Drawing drawing, Finding.Trend t) {
        int first = IntStream.range(0, days.size())
                .filter(i -> days.get(i).startSecond() >= t.window().startSecond())
                .findFirst()
                .orElse(0);
        DoubleUnaryOperator middle = line(first, t.slopePerDay());
        DoubleUnaryOperator low = line(first, Double.isFinite(t.low()) ? t.low() : t.slopePerDay());
        DoubleUnaryOperator high = line(first, Double.isFinite(t.high()) ? t.high() : t.slopePerDay());
        StringBuilder band = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (int i = first; i < values.length; i++) {
            double top = Math.max(low.applyAsDouble(i), high.applyAsDouble(i));
            band.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == first ? "M" : "L", x(i), y(top)));
            line.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", i == first ? "M" : "L", x(i), y(middle.applyAsDouble(i))));
        }
        for (int i = values.length - 1; i >= first; i--) {
            double bottom = Math.min(low.applyAsDouble(i), high.applyAsDouble(i));
            band.append(String.format(Locale.ROOT, "L%.1f %.1f", x(i), y(bottom)));
        }
        if (!line.isEmpty()) {
            drawing.add(Drawing.path("band", band + "Z"));
            drawing.add(Drawing.path("course", line.toString()));
        }
    }

    /** Of log1p(count), through the median of what the slope leaves over (Theil-Sen's own intercept). */
    private DoubleUnaryOperator line(int first, double slope) {
        double[] left = IntStream.range(first, values.length)
                .filter(i -> Double.isFinite(values[i]))
                .mapToDouble(i -> Math.log1p(values[i]) - slope * i)
                .sorted()
                .toArray();
        double at = left.length == 0 ? 0 : (left[(left.length - 1) / 2] + left[left.length / 2]) / 2;
        return day -> Math.expm1(at + slope * day);
    }

    private void change(Drawing drawing, Finding.Change c, int number) {
        if (days.isEmpty() || c.at().isBefore(days.getFirst().start())) {
            return;
        }
        double day = (c.at().getEpochSecond() - days.getFirst().startSecond()) / (double) Epoch.DAY - 0.5;
        drawing.add(Drawing.group(
                        Drawing.stroke("cut", x(day), TOP - 4, x(day), HEIGHT - BOTTOM),
                        Drawing.words(
                                "strong halo",
                                x(day) + 4,
                                TOP + 8,
                                "start",
                                Say.same(number + (c.rise() ? " ▲" : " ▼"))))
                .telling(told(c)));
    }

    private static Say told(Finding.Change c) {
        String times = figure(c.after() / c.before());
        return new Say(
                "Level changed at " + c.at() + ": from " + figure(c.before()) + " to " + figure(c.after())
                        + " an hour, rhythm taken out (" + times + " times)",
                c.at() + " に水準が変化：毎時 " + figure(c.before()) + " から " + figure(c.after()) + "（周期を除く、" + times + " 倍）");
    }

    private void days(Drawing drawing) {
        for (int i = 0; i < values.length; i++) {
            String day = Days.of(days.get(i));
            Say value = Double.isFinite(values[i])
                    ? new Say(": " + figure(values[i]) + " distinct sources", "：発信元 " + figure(values[i]))
                    : new Say(": not measured", "：計測なし");
            drawing.add(Drawing.box("touch", x(i) - step() / 2, TOP + 14, step(), HEIGHT - TOP - BOTTOM - 14)
                    .telling(Say.same(day).and(value)));
        }
    }

    private Say answer() {
        Say out = Names.of(List.of(region))
                .and(new Say(", ", "、"))
                .and(Names.of(cell))
                .and(new Say(": ", "："));
        out = trend.map(GrowthPicture::words)
                .map(out::and)
                .orElse(out.and(new Say("no trend can be told", "傾向は判定できない")));
        out = out.and(new Say(". ", "。"));
        if (changes.isEmpty()) {
            return out.and(new Say("No sure change of level in the last 21 days.", "直近 21 日に確かな水準の変化なし。"));
        }
        for (Finding.Change c : changes) {
            out = out.and(told(c)).and(new Say(". ", "。"));
        }
        return out;
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(Drawing.sample(Drawing.stroke("real", 0, 8, 26, 8)), new Say("what came", "実測")),
                new Picture.Entry(
                        Drawing.sample(Drawing.box("band", 0, 2, 26, 12), Drawing.stroke("course", 0, 8, 26, 8)),
                        new Say("trend of the last 28 days with its 95 % interval", "直近 28 日の傾向と 95 % 区間")),
                new Picture.Entry(
                        Drawing.sample(Drawing.stroke("cut", 13, 0, 13, 16)),
                        new Say("the level changed (▲ up, ▼ down)", "水準の変化（▲ 上昇、▼ 低下）")),
                new Picture.Entry(Drawing.sample(Drawing.hatched(0, 0, 26, 16)), new Say("not measured", "計測なし")));
    }

    private List<Say> missing() {
        List<Say> out = new ArrayList<>();
        long gaps = Arrays.stream(values).filter(v -> !Double.isFinite(v)).count();
        if (gaps > 0) {
            out.add(new Say(
                    gaps + " of " + values.length + " days not measured (hatched)",
                    values.length + " 日のうち " + gaps + " 日は計測なし（斜線）"));
        }
        return out;
    }

    private Picture.Table table() {
        return new Picture.Table(
                List.of(
                        Picture.Column.text("day", "Day", "日"),
                        Picture.Column.number("sources", "Distinct sources", "発信元")),
                IntStream.range(0, values.length)
                        .mapToObj(i -> List.of(Days.of(days.get(i)), Figures.cell(values[i])))
                        .toList());
    }

    /** Those with a trend that can be told, the surest first, then those whose level changed. */
    static List<Picture> all(List<Finding.Trend> trends, List<Finding.Change> changes, Cube cube, int limit) {
        record Key(Region region, Cell cell) {}
        List<Key> keys = new ArrayList<>();
        changes.stream()
                .sorted(Comparator.comparing(Finding.Change::at).reversed())
                .map(c -> new Key(c.region(), new Cell(c.attackType(), c.service())))
                .limit(limit / 2)
                .forEach(keys::add);
        trends.stream()
                .filter(t -> t.label() == Finding.Label.GROWING || t.label() == Finding.Label.SHRINKING)
                .sorted(Comparator.comparingDouble(Finding.Trend::pValue))
                .map(t -> new Key(t.region(), new Cell(t.attackType(), t.service())))
                .forEach(keys::add);
        return keys.stream()
                .distinct()
                .filter(k -> cube.regions().contains(k.region()))
                .limit(limit)
                .map(k -> new CoursePicture(
                                k.region(),
                                k.cell(),
                                trends.stream()
                                        .filter(t ->
                                                k.equals(new Key(t.region(), new Cell(t.attackType(), t.service()))))
                                        .findFirst(),
                                changes.stream()
                                        .filter(c ->
                                                k.equals(new Key(c.region(), new Cell(c.attackType(), c.service()))))
                                        .sorted(Comparator.comparing(Finding.Change::at))
                                        .toList(),
                                cube)
                        .picture())
                .toList();
    }
}
