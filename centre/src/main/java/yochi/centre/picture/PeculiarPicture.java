package yochi.centre.picture;

import static yochi.centre.picture.Figures.cell;
import static yochi.centre.picture.Figures.figure;
import static yochi.centre.picture.Figures.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;
import yochi.core.model.Finding;

/** What is peculiar to one region: base and count on one scale, the verdict with its probability, the evidence. */
public final class PeculiarPicture {
    private static final int MOST = 20;
    private static final int WIDTH = 1130;
    private static final int ROW = 48;
    private static final int TOP = 52;
    private static final int SCALE = 290;
    private static final int SCALE_WIDTH = 310;
    private static final int VERDICT = SCALE + SCALE_WIDTH + 85;
    private static final int BAR = 90;
    /** Below one in twenty another reading is not written beside the verdict. */
    private static final double LEAST = 0.05;

    private static final double LEAST_COUNT = 0.1;

    private final List<Finding.Locality> found;
    private final Function<String, Say> words;
    private final double most;

    private PeculiarPicture(List<Finding.Locality> found, Function<String, Say> words) {
        this.found = found.stream().limit(MOST).toList();
        this.words = words;
        most = Math.max(
                100,
                this.found.stream().mapToDouble(PeculiarPicture::largest).max().orElse(100));
    }

    private static double largest(Finding.Locality l) {
        double past = l.strength()
                .map(s -> Math.max(s.counted().orElse(0), s.past().orElse(0)))
                .orElse(0.0);
        return Math.max(past, Math.max(l.observed(), l.expected()));
    }

    /** The surest first, as the analysis orders them. */
    public static Album of(List<Finding.Locality> found, Function<String, Say> words) {
        return new Album(
                "peculiar",
                new Say("What is peculiar to one region, and what does it mean?", "ある地域だけに特有の攻撃は何か、何を意味するか"),
                new Say(
                        "Distinct sources on a logarithmic scale. Above: what came in the week beside what the"
                                + " other regions"
                                + " of the operator let expect; below: the days of the rise beside the"
                                + " region's own past."
                                + " The verdict with its probability:"
                                + " a difference between two sensors may be a filter, so every reading is told.",
                        "異なる発信元数（対数目盛）。上段は 1 週間の実数と同じ運用者の他地域からの期待値、下段は増加期間の実数と自地域の過去からの期待値。右は判定と確率。"
                                + "センサー間の差はフィルターの差かもしれず、他の読み方も示す。"),
                found.isEmpty() ? List.of() : List.of(new PeculiarPicture(found, words).picture(found.size())),
                new Say("Nothing peculiar was found in the window.", "期間内に特有のものは見つかっていません。"));
    }

    private Picture picture(int all) {
        Drawing drawing = new Drawing(WIDTH, TOP + found.size() * ROW + 10);
        double bottom = TOP + found.size() * ROW;
        for (double tick = LEAST_COUNT; tick <= most * 1.001; tick *= 10) {
            drawing.line("axis", x(tick), TOP - 6, x(tick), bottom);
            drawing.text("small soft", x(tick), TOP - 12, "middle", Say.same(tick < 1 ? "≤ 0.1" : figure(tick)));
        }
        drawing.text("small soft", SCALE, 18, "start", new Say("distinct sources", "異なる発信元数"));
        drawing.text("small soft", VERDICT, TOP - 12, "start", new Say("probability and verdict", "確率と判定"));
        for (int i = 0; i < found.size(); i++) {
            drawing.add(row(found.get(i), TOP + i * ROW));
        }
        return new Picture(
                "week",
                Say.same(found.getFirst().window().toString()),
                answer(all),
                drawing.drawn(),
                legend(),
                missing(),
                table());
    }

    private double x(double count) {
        double share = Math.log(Math.max(count, LEAST_COUNT) / LEAST_COUNT) / Math.log(most / LEAST_COUNT);
        return SCALE + SCALE_WIDTH * share;
    }

    private Shape row(Finding.Locality l, double top) {
        double y = top + ROW / 2.0;
        List<Shape> out = new ArrayList<>();
        out.add(Drawing.box("touch", 0, top, WIDTH, ROW));
        out.add(Drawing.words("strong", 4, y - 3, "start", Names.of(List.of(l.region()))));
        out.add(Drawing.words("small", 4, y + 13, "start", Names.of(l.attackType(), l.service())));
        counts(l, y, out);
        OptionalDouble probability = l.probability();
        if (probability.isPresent()) {
            out.add(Drawing.box("full", VERDICT, y - 8, BAR * probability.getAsDouble(), 14));
            out.add(Drawing.box("frame", VERDICT, y - 8, BAR, 14));
            out.add(Drawing.words(
                    "small", VERDICT + BAR + 8, y + 3, "start", Say.same(chance(probability.getAsDouble()))));
        }
        out.add(Drawing.words("strong", VERDICT + BAR + 62, y - 3, "start", brief(l.verdict())));
        out.add(Drawing.words("small soft", VERDICT + BAR + 62, y + 13, "start", others(l)));
        return Shape.of("g").with(out).telling(evidence(l));
    }

    /** Above the week beside the other regions, below the days of the rise beside its own past. */
    private void counts(Finding.Locality l, double y, List<Shape> out) {
        double upper = y - 8;
        out.add(Drawing.stroke("reach still", x(l.expected()), upper, x(l.observed()), upper));
        out.add(Drawing.dot("place empty", x(l.expected()), upper, 6));
        out.add(Drawing.dot("place", x(l.observed()), upper, 6));
        double right = Math.max(x(l.observed()), x(l.expected())) + 10;
        out.add(Drawing.words("small halo", right, upper + 4, "start", Say.same(figure(l.observed()))));
        double lower = y + 9;
        l.strength()
                .filter(s -> s.past().isPresent() && s.counted().isPresent())
                .ifPresent(s -> {
                    double past = x(s.past().orElseThrow());
                    double came = x(s.counted().orElseThrow());
                    out.add(Drawing.stroke("reach still", past, lower, came, lower));
                    out.add(Drawing.box("place empty", past - 5, lower - 5, 10, 10));
                    out.add(Drawing.box("place", came - 5, lower - 5, 10, 10));
                    out.add(Drawing.words(
                            "small halo",
                            Math.max(past, came) + 10,
                            lower + 4,
                            "start",
                            Say.same(figure(Math.rint(s.counted().orElseThrow())))
                                    .and(new Say(" in " + s.days() + " d", "／" + s.days() + " 日"))));
                });
    }

    /** Short enough to stand in a line; the long one is in the evidence. */
    private static Say brief(Finding.Verdict verdict) {
        return verdict == Finding.Verdict.EVENT_OR_FILTER ? new Say("event or filter?", "事象か制限か不明") : Names.of(verdict);
    }

    /** The other readings that are not all but excluded. */
    private static Say others(Finding.Locality l) {
        Say out = Say.same("");
        for (Finding.Reading r : l.readings()) {
            if (r.verdict() != l.verdict() && r.probability() >= LEAST) {
                out = out.and(out.en().isEmpty() ? "" : " · ")
                        .and(brief(r.verdict()))
                        .and(" " + chance(r.probability()));
            }
        }
        return out;
    }

    private Say evidence(Finding.Locality l) {
        return Names.of(List.of(l.region()))
                .and(new Say(", ", "、"))
                .and(Names.of(l.verdict()))
                .and(l.probability().isPresent() ? " " + chance(l.probability().getAsDouble()) : "")
                .and(new Say(": ", "："))
                .and(words.apply(l.why()));
    }

    private Say answer(int all) {
        Say out = new Say(
                all + " peculiarities, the " + found.size() + " surest drawn: ",
                "特有のもの " + all + " 件、確かなものから " + found.size() + " 件を示す：");
        for (Finding.Verdict verdict : Finding.Verdict.values()) {
            long n = found.stream().filter(l -> l.verdict() == verdict).count();
            if (n > 0) {
                out = out.and(n + " × ").and(Names.of(verdict)).and(new Say("; ", "、"));
            }
        }
        Finding.Locality first = found.getFirst();
        return out.and(new Say("the surest at ", "最も確かなものは "))
                .and(Names.of(List.of(first.region())))
                .and(new Say(", ", "、"))
                .and(Names.of(first.attackType(), first.service()))
                .and(new Say(".", "。"));
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(
                        Drawing.sample(Drawing.dot("place", 13, 8, 6)), new Say("came in the week", "1 週間に来た数")),
                new Picture.Entry(
                        Drawing.sample(Drawing.dot("place empty", 13, 8, 6)),
                        new Say("ring: expected from the other regions", "丸：他地域からの期待値")),
                new Picture.Entry(
                        Drawing.sample(Drawing.box("place", 8, 3, 10, 10)),
                        new Say("came in the days of the rise, each day for itself", "増加期間に来た数（日ごとに数える）")),
                new Picture.Entry(
                        Drawing.sample(Drawing.box("place empty", 8, 3, 10, 10)),
                        new Say("square: expected from its own past in these days", "四角：自地域の過去からの同期間の期待値")),
                new Picture.Entry(
                        Drawing.sample(Drawing.box("full", 0, 2, 18, 12), Drawing.box("frame", 0, 2, 26, 12)),
                        new Say("probability of the verdict", "判定の確率")));
    }

    private List<Say> missing() {
        List<Say> out = new ArrayList<>();
        long withoutPast = found.stream()
                .filter(l -> l.strength().filter(s -> s.past().isPresent()).isEmpty())
                .count();
        if (withoutPast > 0) {
            out.add(new Say(
                    withoutPast + " of " + found.size() + " have too short a past of their own (no square)",
                    found.size() + " 件中 " + withoutPast + " 件は比較できる過去が短い（四角なし）"));
        }
        found.stream().flatMap(l -> l.missing().stream()).distinct().map(words).forEach(out::add);
        return out;
    }

    private Picture.Table table() {
        return new Picture.Table(
                List.of(
                        Picture.Column.text("region", "Region", "地域"),
                        Picture.Column.text("attackType", "Attack", "攻撃"),
                        Picture.Column.text("service", "Service", "サービス"),
                        Picture.Column.text("verdict", "Verdict", "判定"),
                        Picture.Column.number("probability", "Probability", "確率"),
                        Picture.Column.number("observed", "Came", "実際"),
                        Picture.Column.number("expected", "Expected from other regions", "他地域からの期待"),
                        Picture.Column.number("lower5", "At least so many times (5 %)", "少なくとも何倍（5 %点）"),
                        Picture.Column.number("past", "Expected from its own past", "自地域の過去からの期待"),
                        Picture.Column.number("counted", "Came in the days of the rise", "増加期間の実数"),
                        Picture.Column.number("days", "Days of the rise", "増加期間の日数"),
                        Picture.Column.number("growthPerDay", "Growth a day", "日あたり増加率")),
                found.stream().map(PeculiarPicture::row).toList());
    }

    private static List<String> row(Finding.Locality l) {
        return List.of(
                l.region().name(),
                l.attackType().name(),
                l.service().toString(),
                Names.of(l.verdict()).en(),
                cell(l.probability()),
                cell(l.observed()),
                cell(l.expected()),
                cell(l.lower5()),
                l.strength().map(s -> cell(s.past())).orElse(""),
                l.strength().map(s -> cell(s.counted())).orElse(""),
                l.strength().map(s -> Integer.toString(s.days())).orElse(""),
                l.strength().map(s -> cell(s.growthPerDay())).orElse(""));
    }
}
