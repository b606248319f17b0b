package yochi.centre.picture;

import static yochi.centre.picture.Figures.cell;
import static yochi.centre.picture.Figures.figure;
import static yochi.centre.picture.Figures.signed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import yochi.analysis.cube.Cube;
import yochi.analysis.trend.TrendAnalysis;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.core.model.Finding;

/** What grows and what shrinks: all series at a glance, then the courses of those that move or changed. */
public final class GrowthPicture {
    private static final int MOST_ROWS = 24;
    private static final int MOST_COURSES = 8;
    private static final int ROW = 25;
    private static final int WIDTH = 1100;
    private static final int LEFT = 330;
    private static final int RIGHT = 410;
    private static final int TOP = 40;
    /** Growth a week at the edges; what goes beyond stands there, with its number. */
    private static final double EDGE = 0.6;
    /** Less a week counts as flat. */
    private static final double FLAT = TrendAnalysis.Settings.DEFAULTS.band();

    private final List<Finding.Trend> told;
    private final List<Finding.Trend> all;

    private GrowthPicture(List<Finding.Trend> all) {
        this.all = all;
        told = all.stream()
                .filter(t -> Double.isFinite(t.slopePerDay()))
                .sorted(Comparator.comparing((Finding.Trend t) -> t.label() == Finding.Label.UNCERTAIN)
                        .thenComparing(t -> t.label() == Finding.Label.FLAT)
                        .thenComparingDouble(Finding.Trend::pValue))
                .toList();
    }

    /** Courses need the cube; without it only the overview is drawn. */
    public static Album of(
            List<Finding.Trend> trends,
            List<Finding.Change> changes,
            Optional<Cube> cube,
            Function<String, Say> words) {
        List<Picture> pictures = new ArrayList<>();
        GrowthPicture all = new GrowthPicture(trends);
        if (!all.told.isEmpty()) {
            pictures.add(all.picture(words));
        }
        cube.ifPresent(c -> pictures.addAll(CoursePicture.all(trends, changes, c, MOST_COURSES)));
        return new Album(
                "course",
                new Say("What grows, what shrinks, and when did a level change?", "何が拡大・縮小し、水準はいつ変わったか"),
                new Say(
                        "At a glance: growth per week of the daily distinct sources over the last 28 days,"
                                + " with its 95 %"
                                + " interval; within the band it counts as flat. Choose a series for its"
                                + " course with trend"
                                + " and change points (hourly level, told when sure with 99.5 %).",
                        "一覧：直近 28 日間の日ごとの発信元数の、週あたり増減率と 95 % 区間。帯の内側は横ばいとみなす。系列を選ぶと、推移・傾向・"
                                + "水準の変化点（毎時の水準、確率 99.5 % 超で判定）を示す。"),
                pictures,
                new Say("No series has enough measured days for a trend.", "傾向を判定できるだけ計測された系列がありません。"));
    }

    /** Label, strength with interval, and time to double or halve. */
    static Say words(Finding.Trend t) {
        String growth = signed(t.perWeek()) + " (" + signed(t.perWeekLow()) + " – " + signed(t.perWeekHigh()) + ")";
        Say out = Names.of(t.label()).and(new Say(", " + growth + " a week", "、週 " + growth));
        if (t.doublingDays().isEmpty()) {
            return out;
        }
        String days = figure(Math.rint(t.doublingDays().getAsDouble()));
        return out.and(
                t.label() == Finding.Label.GROWING
                        ? new Say(", twice in " + days + " days", "、" + days + " 日で倍増")
                        : new Say(", half in " + days + " days", "、" + days + " 日で半減"));
    }

    private static double x(double growth) {
        double inside = Math.clamp(growth, -EDGE, EDGE);
        return LEFT + (inside + EDGE) / (2 * EDGE) * (WIDTH - LEFT - RIGHT);
    }

    private Picture picture(Function<String, Say> words) {
        List<Finding.Trend> shown = told.stream().limit(MOST_ROWS).toList();
        int bottom = TOP + shown.size() * ROW;
        Drawing drawing = new Drawing(WIDTH, bottom + 12);
        drawing.add(Drawing.box("band", x(-FLAT), TOP - 6, x(FLAT) - x(-FLAT), bottom - TOP + 6));
        for (double tick : new double[] {-0.5, 0, 0.5}) {
            drawing.line("axis", x(tick), TOP - 6, x(tick), bottom);
            drawing.text("small soft", x(tick), TOP - 12, "middle", Say.same(signed(tick)));
        }
        drawing.text(
                "small soft",
                WIDTH - RIGHT + 12,
                TOP - 12,
                "start",
                new Say("a week (95 %), time to double or halve", "週あたり（95 %）、倍増・半減の日数"));
        for (int i = 0; i < shown.size(); i++) {
            row(drawing, shown.get(i), TOP + i * ROW + ROW / 2.0);
        }
        return new Picture(
                "all",
                new Say("All series at a glance", "全系列の一覧"),
                answer(shown.size()),
                drawing.drawn(),
                legend(),
                missing(words),
                table());
    }

    private static void row(Drawing drawing, Finding.Trend t, double y) {
        Say name = Names.of(List.of(t.region())).and("  ").and(Names.of(t.attackType(), t.service()));
        String kind =
                t.label() == Finding.Label.GROWING ? "up" : t.label() == Finding.Label.SHRINKING ? "down" : "still";
        String mark = t.label() == Finding.Label.GROWING ? "▲" : t.label() == Finding.Label.SHRINKING ? "▼" : "";
        drawing.add(Drawing.group(
                        Drawing.words("small", LEFT - 12, y + 4, "end", name),
                        Drawing.stroke("reach " + kind, x(low(t)), y, x(high(t)), y),
                        Drawing.dot("point " + kind, x(t.perWeek()), y, 4.5),
                        Drawing.words(
                                "small",
                                WIDTH - RIGHT + 12,
                                y + 4,
                                "start",
                                Say.same(mark + " ").and(words(t))))
                .telling(name.and(new Say(": ", "："))
                        .and(words(t))
                        .and(new Say("; p = ", "、p = "))
                        .and(figure(t.pValue()))));
    }

    private static double low(Finding.Trend t) {
        return Double.isFinite(t.perWeekLow()) ? t.perWeekLow() : t.perWeek();
    }

    private static double high(Finding.Trend t) {
        return Double.isFinite(t.perWeekHigh()) ? t.perWeekHigh() : t.perWeek();
    }

    private Say answer(int shown) {
        TreeMap<Finding.Label, Integer> count = new TreeMap<>();
        all.forEach(t -> count.merge(t.label(), 1, Integer::sum));
        int growing = count.getOrDefault(Finding.Label.GROWING, 0);
        int shrinking = count.getOrDefault(Finding.Label.SHRINKING, 0);
        int flat = count.getOrDefault(Finding.Label.FLAT, 0);
        int rest = all.size() - growing - shrinking - flat;
        return new Say(
                "Of " + all.size() + " series " + growing + " grow, " + shrinking + " shrink, " + flat
                        + " are flat and " + rest + " cannot be told. The " + shown + " surest are drawn.",
                all.size() + " 系列のうち拡大 " + growing + "、縮小 " + shrinking + "、横ばい " + flat + "、判定できない " + rest
                        + "。確かなものから " + shown + " 系列を示す。");
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(
                        Drawing.sample(Drawing.stroke("reach up", 0, 8, 26, 8), Drawing.dot("point up", 13, 8, 4.5)),
                        new Say("▲ growing, with 95 % interval", "▲ 拡大と 95 % 区間")),
                new Picture.Entry(
                        Drawing.sample(
                                Drawing.stroke("reach down", 0, 8, 26, 8), Drawing.dot("point down", 13, 8, 4.5)),
                        new Say("▼ shrinking", "▼ 縮小")),
                new Picture.Entry(
                        Drawing.sample(
                                Drawing.stroke("reach still", 0, 8, 26, 8), Drawing.dot("point still", 13, 8, 4.5)),
                        new Say("flat, or cannot be told", "横ばい、または判定できない")),
                new Picture.Entry(
                        Drawing.sample(Drawing.box("band", 0, 0, 26, 16)), new Say("counts as flat", "横ばいの範囲")));
    }

    private List<Say> missing(Function<String, Say> words) {
        List<Say> out = new ArrayList<>();
        all.stream().flatMap(t -> t.missing().stream()).distinct().map(words).forEach(out::add);
        return out;
    }

    private Picture.Table table() {
        return new Picture.Table(
                List.of(
                        Picture.Column.text("region", "Region", "地域"),
                        Picture.Column.text("attackType", "Attack", "攻撃"),
                        Picture.Column.text("service", "Service", "サービス"),
                        Picture.Column.text("label", "Label", "判定"),
                        Picture.Column.number("perWeek", "Growth a week", "週あたり増減率"),
                        Picture.Column.number("low", "low (95 %)", "下限（95 %）"),
                        Picture.Column.number("high", "high", "上限"),
                        Picture.Column.number("doublingDays", "Days to double or halve", "倍増・半減の日数"),
                        Picture.Column.number("pValue", "p", "p 値")),
                told.stream()
                        .map(t -> List.of(
                                t.region().name(),
                                t.attackType().name(),
                                t.service().toString(),
                                Names.of(t.label()).en(),
                                cell(t.perWeek()),
                                cell(t.perWeekLow()),
                                cell(t.perWeekHigh()),
                                cell(t.doublingDays()),
                                cell(t.pValue())))
                        .toList());
    }
}
