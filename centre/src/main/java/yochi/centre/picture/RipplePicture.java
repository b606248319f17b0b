package yochi.centre.picture;

import static yochi.centre.picture.Figures.cell;
import static yochi.centre.picture.Figures.figure;
import static yochi.centre.picture.Figures.percent;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import yochi.analysis.trend.Ripple;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;
import yochi.core.model.Epoch;

/** A new kind of attack day by day: how many regions it has reached, and how much it stirs outside its origin. */
public final class RipplePicture {
    private static final int MOST = 6;
    private static final int WIDTH = 940;
    private static final int LEFT = 64;
    private static final int RIGHT = 170;
    private static final int UPPER = 40;
    private static final int HIGH = 150;
    private static final int LOWER = UPPER + HIGH + 64;
    private static final int LOW = 110;
    private static final int HEIGHT = LOWER + LOW + 40;

    private final Ripple ripple;
    private final double most;

    private RipplePicture(Ripple ripple) {
        this.ripple = ripple;
        most = Math.max(
                1,
                ripple.steps().stream()
                        .flatMapToDouble(s -> s.ripple().stream())
                        .max()
                        .orElse(1));
    }

    /** One picture for each new kind, the furthest spread first. */
    public static Album of(List<Ripple> found, Function<String, Say> words) {
        return new Album(
                "ripple",
                new Say(
                        "How far has a new kind of attack spread, and what does it stir up?",
                        "新しい攻撃はどこまで広がり、どれほど波及しているか"),
                new Say(
                        "New: seen nowhere in the first week of the last 28 days. Above: degree of propagation, regions"
                                + " reached over regions that can tell, with 95 % interval. Below: degree of ripple,"
                                + " activity outside the region of origin over that inside (1 = as much"
                                + " outside as inside)."
                                + " By day, UTC. The definitions are Yochi's own.",
                        "新しい攻撃：直近 28 日の最初の 1 週間にどこにも見られなかったもの。上は伝搬度（判定できる地域のうち到達した割合、95 % 区間）、"
                                + "下は波及度（発生地の外の活動量 ÷ 発生地の活動量、1 で同量）。日ごと、UTC。定義は Yochi 独自。"),
                found.stream()
                        .filter(r -> !r.steps().isEmpty())
                        .sorted(Comparator.comparingInt(
                                        (Ripple r) -> -r.arrivals().size())
                                .thenComparing(Ripple::cell))
                        .limit(MOST)
                        .map(r -> new RipplePicture(r).picture(words))
                        .toList(),
                new Say(
                        "No kind of attack is new in the last 28 days, or too few days were watched to tell.",
                        "直近 28 日に新しい攻撃はないか、判定できるだけの観測日がありません。"));
    }

    private Picture picture(Function<String, Say> words) {
        Drawing drawing = new Drawing(WIDTH, HEIGHT);
        drawing.text("strong", LEFT, UPPER - 18, "start", new Say("Degree of propagation", "伝搬度"));
        for (double share : new double[] {0, 0.5, 1}) {
            level(drawing, UPPER + HIGH * (1 - share), percent(share));
        }
        drawing.add(Drawing.path("band", band()));
        drawing.add(Drawing.path("course", course(s -> s.propagation(), UPPER, HIGH, 1)));
        drawing.text("strong", LEFT, LOWER - 18, "start", new Say("Degree of ripple", "波及度"));
        for (double value : new double[] {0, most / 2, most}) {
            level(drawing, LOWER + LOW * (1 - value / most), figure(value));
        }
        if (ripple.origin().isPresent()) {
            drawing.add(Drawing.path("course warm-line", course(s -> s.ripple().orElse(Double.NaN), LOWER, LOW, most)));
        } else {
            drawing.add(Drawing.hatched(LEFT, LOWER, WIDTH - LEFT - RIGHT, LOW));
            drawing.text(
                    "halo",
                    (LEFT + WIDTH - RIGHT) / 2.0,
                    LOWER + LOW / 2.0,
                    "middle",
                    new Say("no single origin: cannot be told", "発生地が一つに決まらず判定できない"));
        }
        days(drawing);
        arrivals(drawing);
        return new Picture(
                ripple.cell().toString().replace(' ', '-').replace('/', '-'),
                Names.of(ripple.cell()),
                answer(),
                drawing.drawn(),
                legend(),
                missing(words),
                table());
    }

    private static void level(Drawing drawing, double y, String text) {
        drawing.line("axis", LEFT, y, WIDTH - RIGHT, y);
        drawing.text("small soft", LEFT - 6, y + 4, "end", Say.same(text));
    }

    private double x(int step) {
        return LEFT + (step + 0.5) * (WIDTH - LEFT - RIGHT) / ripple.steps().size();
    }

    private int step(Epoch day) {
        return (int) ((day.startSecond() - ripple.steps().getFirst().day().startSecond()) / Epoch.DAY);
    }

    private String course(ToDoubleFunction<Ripple.Step> value, double top, double high, double full) {
        StringBuilder out = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < ripple.steps().size(); i++) {
            double v = value.applyAsDouble(ripple.steps().get(i));
            if (Double.isNaN(v)) {
                down = false;
                continue;
            }
            out.append(down ? "L" : "M").append(point(x(i), top + high * (1 - v / full)));
            down = true;
        }
        return out.isEmpty() ? "M0 0" : out.toString();
    }

    private String band() {
        StringBuilder out = new StringBuilder();
        List<Ripple.Step> steps = ripple.steps();
        for (int i = 0; i < steps.size(); i++) {
            out.append(i == 0 ? "M" : "L")
                    .append(point(x(i), UPPER + HIGH * (1 - steps.get(i).high())));
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            out.append("L").append(point(x(i), UPPER + HIGH * (1 - steps.get(i).low())));
        }
        return out.append("Z").toString();
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    /** A wide strip for each day that says its numbers. */
    private void days(Drawing drawing) {
        int every = Math.max(1, ripple.steps().size() / 7);
        double wide = (double) (WIDTH - LEFT - RIGHT) / ripple.steps().size();
        for (int i = 0; i < ripple.steps().size(); i++) {
            Ripple.Step s = ripple.steps().get(i);
            String day = Days.of(s.day());
            if (i % every == 0) {
                drawing.text("small soft", x(i), HEIGHT - 18, "middle", Say.same(day.substring(5)));
            }
            String degree = percent(s.propagation()) + " (" + percent(s.low()) + " – " + percent(s.high()) + ")";
            drawing.add(Shape.of("g")
                    .with(
                            Drawing.dot("place", x(i), UPPER + HIGH * (1 - s.propagation()), 3.5),
                            Drawing.box("touch", x(i) - wide / 2, UPPER, wide, LOWER + LOW - UPPER))
                    .telling(new Say(
                            day + ": reached " + s.reached() + " of " + s.watching() + " regions, " + degree
                                    + "; ripple " + figure(s.ripple()),
                            day + "：" + s.watching() + " 地域中 " + s.reached() + " 地域に到達、" + degree + "、波及度 "
                                    + figure(s.ripple()))));
        }
    }

    /** Who was reached, beside the line. */
    private void arrivals(Drawing drawing) {
        drawing.text(
                "small strong", WIDTH - RIGHT + 12, UPPER - 4, "start", new Say("reached on (month-day)", "到達日（月-日）"));
        int row = 0;
        for (Ripple.Arrival a : ripple.arrivals().stream().limit(18).toList()) {
            boolean origin = ripple.origin().filter(a.region()::equals).isPresent();
            drawing.add(Drawing.words(
                            origin ? "small strong" : "small",
                            WIDTH - RIGHT + 12,
                            UPPER + 14 + row * 16,
                            "start",
                            Say.same(Days.of(a.day()).substring(5) + "  ")
                                    .and(Names.of(a.region()))
                                    .and(origin ? new Say(" (origin)", "（発生地）") : Say.same("")))
                    .telling(Names.of(a.region())
                            .and(new Say(": since " + Days.of(a.day()), "：" + Days.of(a.day()) + " から"))));
            drawing.line("cut", x(step(a.day())), UPPER + HIGH + 2, x(step(a.day())), UPPER + HIGH + 10);
            row++;
        }
    }

    private Say answer() {
        Ripple.Step last = ripple.steps().getLast();
        Say out = Names.of(ripple.cell())
                .and(new Say(
                        ": new since " + Days.of(ripple.steps().getFirst().day()) + ", by " + Days.of(last.day())
                                + " in "
                                + last.reached() + " of " + last.watching() + " regions (degree of propagation "
                                + percent(last.propagation()) + "). ",
                        "：" + Days.of(ripple.steps().getFirst().day()) + " に初めて観測、" + Days.of(last.day()) + " までに "
                                + last.watching() + " 地域中 " + last.reached() + " 地域（伝搬度 "
                                + percent(last.propagation()) + "）。"));
        if (ripple.origin().isPresent()) {
            out = out.and(new Say("Origin: ", "発生地："))
                    .and(Names.of(List.of(ripple.origin().get())))
                    .and(new Say("; degree of ripple ", "、波及度 "))
                    .and(figure(last.ripple()))
                    .and(new Say(". ", "。"));
        }
        OptionalDouble speed = ripple.regionsPerWeek();
        return speed.isEmpty()
                ? out
                : out.and(new Say(
                        "Speed: " + figure(speed) + " regions a week.", "広がる速さ：1 週間に " + figure(speed) + " 地域。"));
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(
                        Drawing.sample(
                                Drawing.box("band", 0, 2, 26, 12),
                                Drawing.stroke("course", 0, 8, 26, 8),
                                Drawing.dot("place", 13, 8, 3.5)),
                        new Say("degree of propagation with 95 % interval", "伝搬度と 95 % 区間")),
                new Picture.Entry(
                        Drawing.sample(Drawing.stroke("course warm-line", 0, 8, 26, 8)),
                        new Say("dashed: degree of ripple", "破線：波及度")),
                new Picture.Entry(
                        Drawing.sample(Drawing.stroke("cut", 13, 2, 13, 14)),
                        new Say("a region is reached", "地域への到達")));
    }

    private List<Say> missing(Function<String, Say> words) {
        return ripple.missing().stream().map(words).toList();
    }

    private Picture.Table table() {
        return new Picture.Table(
                List.of(
                        Picture.Column.text("day", "Day", "日"),
                        Picture.Column.number("reached", "Regions reached", "到達した地域"),
                        Picture.Column.number("watching", "Regions that can tell", "判定できる地域"),
                        Picture.Column.number("propagation", "Degree of propagation", "伝搬度"),
                        Picture.Column.number("low", "low (95 %)", "下限（95 %）"),
                        Picture.Column.number("high", "high", "上限"),
                        Picture.Column.number("ripple", "Degree of ripple", "波及度")),
                ripple.steps().stream()
                        .map(s -> List.of(
                                Days.of(s.day()),
                                Integer.toString(s.reached()),
                                Integer.toString(s.watching()),
                                cell(s.propagation()),
                                cell(s.low()),
                                cell(s.high()),
                                cell(s.ripple())))
                        .toList());
    }
}
