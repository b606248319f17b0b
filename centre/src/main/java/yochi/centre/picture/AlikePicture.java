package yochi.centre.picture;

import static yochi.centre.picture.Figures.percent;
import static yochi.centre.picture.Figures.two;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** Which regions are alike: the tree of groups beside the matrix of all pairs, in the order of the tree. */
public final class AlikePicture {
    private static final int TREE = 190;
    private static final int LEFT = 40;
    private static final int SQUARE = 46;
    private static final int TOP = 128;
    private static final int BELOW = 46;
    private static final int PER_LETTER = 8;
    /** From this similarity on, the number in a square is written in the colour of the ground. */
    private static final double DARK = 0.72;

    private final Finding.Clusters clusters;
    private final Function<String, Say> words;
    private final TreeOrder order;
    private final List<Region> regions;
    private final Map<Set<Region>, Finding.Similarity> pairs = new HashMap<>();
    private final int names;
    private final double farthest;
    private final Drawing drawing;

    private AlikePicture(
            Finding.Clusters clusters, Collection<Finding.Similarity> similarities, Function<String, Say> words) {
        this.clusters = clusters;
        this.words = words;
        order = new TreeOrder(clusters);
        regions = order.regions();
        similarities.stream()
                .filter(s -> s.window().equals(clusters.window()))
                .forEach(s -> pairs.put(Set.of(s.a(), s.b()), s));
        names = 20
                + PER_LETTER
                        * regions.stream()
                                .mapToInt(r -> Names.of(r).en().length())
                                .max()
                                .orElse(1);
        farthest = Math.max(
                1 - clusters.threshold(),
                clusters.merges().stream()
                        .mapToDouble(Finding.Clusters.Merge::height)
                        .max()
                        .orElse(1));
        int side = regions.size() * SQUARE;
        drawing = new Drawing(matrix() + side + 100, TOP + side + BELOW);
    }

    /**
     * The album of one window.
     *
     * @param clusters its groups; empty before the first round
     * @param all regions that there are
     * @param words a sentence of the analyses in both languages
     */
    public static Album of(
            Optional<Finding.Clusters> clusters,
            Collection<Finding.Similarity> similarities,
            Collection<Region> all,
            Function<String, Say> words) {
        return new Album(
                "alike",
                new Say("Which regions are attacked alike, and do they form groups?", "攻撃の受け方が似た地域はどれか、グループをなすか"),
                new Say(
                        "Number: combined similarity of a pair, 0 to 1, where 0.5 is what chance gives; from who"
                                + " attacks, what is attacked and when. Left the tree: the further left two branches"
                                + " meet, the less alike; the % tells how often exactly these regions form a group when"
                                + " days and services are drawn again.",
                        "数字は組の総合類似度（0～1、0.5 は偶然と同じ）。攻撃者・攻撃の構成・時間変化を合わせたもの。左は樹形図：枝が左で合うほど似ていない。"
                                + "枝の % は、日とサービスを引き直したとき同じ地域だけでグループになる割合。"),
                clusters.filter(c -> c.regions().size() > 1)
                        .map(c -> List.of(new AlikePicture(c, similarities, words).picture(all)))
                        .orElse(List.of()),
                clusters.map(c -> c.missing().stream()
                                .map(words)
                                .reduce((a, b) -> a.and(new Say(" ", "")).and(b))
                                .orElse(new Say("Only one region is known.", "地域が一つしかありません。")))
                        .orElse(new Say("No round has compared the regions yet.", "地域を比べた解析はまだありません。")));
    }

    private int matrix() {
        return LEFT + TREE + names;
    }

    private Picture picture(Collection<Region> all) {
        tree();
        for (int i = 0; i < regions.size(); i++) {
            Say name = Names.of(regions.get(i));
            drawing.text("", LEFT + TREE + 10, middle(i) + 4, "start", name);
            drawing.add(Shape.of(
                            "text",
                            "transform",
                            "translate(" + (matrix() + i * SQUARE + SQUARE / 2 + 4) + " " + (TOP - 8) + ") rotate(-50)")
                    .saying(name));
            for (int j = 0; j < regions.size(); j++) {
                if (i != j) {
                    square(i, j);
                }
            }
        }
        groups();
        return new Picture(
                "week",
                Say.same(clusters.window().toString()),
                answer(),
                drawing.drawn(),
                legend(),
                missing(all),
                table());
    }

    private double middle(double row) {
        return TOP + row * SQUARE + SQUARE / 2.0;
    }

    private double x(double height) {
        return LEFT + TREE - height / farthest * (TREE - 20);
    }

    private void tree() {
        int leaves = clusters.regions().size();
        for (int i = 0; i < clusters.merges().size(); i++) {
            Finding.Clusters.Merge m = clusters.merges().get(i);
            double at = x(m.height());
            double a = middle(order.row(m.a()));
            double b = middle(order.row(m.b()));
            boolean together = 1 - m.height() >= clusters.threshold();
            Say told = Names.of(order.below(leaves + i))
                    .and(new Say(": combined similarity ", "：総合類似度 "))
                    .and(two(OptionalDouble.of(1 - m.height())))
                    .and(new Say("; exactly these form a group in ", "。引き直しの "))
                    .and(percent(m.support()))
                    .and(new Say(" of redraws", " で、この地域だけのグループになる"));
            drawing.add(Shape.of("g")
                    .with(
                            Drawing.path(
                                    together ? "branch" : "branch apart",
                                    "M" + x(order.height(m.a())) + " " + a + "H" + at + "V" + b + "H"
                                            + x(order.height(m.b()))),
                            Drawing.box("touch", at - 8, Math.min(a, b), 16, Math.abs(a - b)))
                    .telling(told));
        }
        supports();
        double bottom = TOP + regions.size() * SQUARE;
        double cut = x(1 - clusters.threshold());
        drawing.line("cut", cut, TOP - 6, cut, bottom + 6);
        drawing.text("small soft", cut, TOP - 12, "middle", new Say("cut at chance", "偶然との境界"));
        drawing.line("axis", x(farthest), bottom + 12, x(0), bottom + 12);
        for (double height : new double[] {0, farthest}) {
            drawing.text(
                    "small soft",
                    x(height),
                    bottom + 27,
                    height == 0 ? "end" : "start",
                    Say.same(two(OptionalDouble.of(1 - height))));
        }
        drawing.text(
                "small soft",
                LEFT - 30,
                bottom + 42,
                "start",
                new Say("combined similarity where branches meet", "枝の合流点＝総合類似度"));
    }

    /** Over the stems, so that no line crosses them; that all regions are all regions needs no number. */
    private void supports() {
        int leaves = clusters.regions().size();
        for (int i = 0; i < clusters.merges().size(); i++) {
            Finding.Clusters.Merge m = clusters.merges().get(i);
            if (m.size() < leaves) {
                double y = middle(order.row(leaves + i)) - 5;
                drawing.text("small halo", x(m.height()) - 2, y, "end", Say.same(percent(m.support())));
            }
        }
    }

    private void square(int row, int column) {
        Finding.Similarity pair = pairs.get(Set.of(regions.get(row), regions.get(column)));
        double x = matrix() + column * SQUARE;
        double y = TOP + row * SQUARE;
        if (pair == null || pair.combined().isEmpty()) {
            drawing.add(Drawing.group(
                            Drawing.hatched(x + 1, y + 1, SQUARE - 2, SQUARE - 2),
                            Drawing.words("halo", x + SQUARE / 2.0, middle(row) + 4, "middle", Say.same("?")))
                    .telling(told(row, column, Optional.ofNullable(pair))));
            return;
        }
        double alike = Math.clamp(pair.combined().getAsDouble(), 0, 1);
        drawing.add(Drawing.group(
                        Shape.of(
                                "rect",
                                "class",
                                "cell",
                                "x",
                                x + 1,
                                "y",
                                y + 1,
                                "width",
                                SQUARE - 2,
                                "height",
                                SQUARE - 2,
                                "fill-opacity",
                                0.04 + 0.96 * alike * alike),
                        Drawing.words(
                                alike > DARK ? "pale" : "",
                                x + SQUARE / 2.0,
                                middle(row) + 4,
                                "middle",
                                Say.same(two(pair.combined()))))
                .telling(told(row, column, Optional.of(pair))));
    }

    private Say told(int row, int column, Optional<Finding.Similarity> pair) {
        Say both = Names.of(regions.get(row)).and(" – ").and(Names.of(regions.get(column)));
        if (pair.isEmpty()) {
            return both.and(new Say(": not compared", "：比較していない"));
        }
        Finding.Similarity s = pair.get();
        Say parts = both.and(new Say(": combined ", "：総合 "))
                .and(two(s.combined()))
                .and(new Say("; who ", "、攻撃者 "))
                .and(two(s.who()))
                .and(new Say(" times the expected overlap (95 %: ", " 倍の重なり（95 %："))
                .and(two(s.low()) + " – " + two(s.high()))
                .and(new Say("); what ", "）、構成 "))
                .and(two(s.mix()))
                .and(new Say("; when ", "、時間変化 "))
                .and(two(s.when()))
                .and(new Say(", lag " + two(s.lagHours()) + " h", "（ずれ " + two(s.lagHours()) + " 時間）"));
        for (String missing : s.missing()) {
            parts = parts.and(new Say("; ", "。")).and(words.apply(missing));
        }
        return parts;
    }

    /** A frame around the squares of each group that holds more than one region. */
    private void groups() {
        for (List<Region> group : clusters.groups()) {
            if (group.size() > 1) {
                int first = group.stream().mapToInt(regions::indexOf).min().orElse(0);
                double side = group.size() * SQUARE;
                drawing.add(Drawing.box("group", matrix() + first * SQUARE, TOP + first * SQUARE, side, side));
            }
        }
    }

    private Say answer() {
        Say out = new Say("", "");
        List<Region> alone = new ArrayList<>();
        for (List<Region> group : clusters.groups()) {
            if (group.size() == 1) {
                alone.addAll(group);
                continue;
            }
            out = out.and(new Say("Group: ", "グループ："))
                    .and(Names.of(group))
                    .and(support(group))
                    .and(new Say(". ", "。"));
        }
        if (!alone.isEmpty()) {
            out = out.and(new Say("In no group: ", "どのグループにも属さない："))
                    .and(Names.of(alone))
                    .and(new Say(". ", "。"));
        }
        if (clusters.stability().isPresent()) {
            out = out.and(new Say("Stability of the whole division: ", "分け方全体の安定性："))
                    .and(two(clusters.stability()))
                    .and(new Say(" (1 = the same in every redraw, 0 = chance).", "（1 は毎回同じ、0 は偶然）。"));
        }
        return out;
    }

    private Say support(List<Region> group) {
        TreeSet<Region> wanted = new TreeSet<>(group);
        for (int i = 0; i < clusters.merges().size(); i++) {
            if (order.below(clusters.regions().size() + i).equals(wanted)) {
                String share = percent(clusters.merges().get(i).support());
                return new Say(" (just these in " + share + " of redraws)", "（引き直しの " + share + " で同じ）");
            }
        }
        return new Say("", "");
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(
                        Drawing.sample(
                                Shape.of("rect", "class", "cell", "width", 13, "height", 16, "fill-opacity", 0.1),
                                Shape.of("rect", "class", "cell", "x", 13, "width", 13, "height", 16)),
                        new Say("pale to dark: less to more alike (the number says how much)", "淡→濃：似ていない→似ている（値は数字）")),
                new Picture.Entry(
                        Drawing.sample(Drawing.box("group", 2, 2, 22, 12)),
                        new Say("a group beyond chance", "偶然を超えるグループ")),
                new Picture.Entry(
                        Drawing.sample(Drawing.stroke("cut", 13, 0, 13, 16)),
                        new Say("branches meeting left of it are apart", "これより左で合う枝は別グループ")),
                new Picture.Entry(Drawing.sample(Drawing.hatched(0, 0, 26, 16)), new Say("cannot be told", "判定できない")));
    }

    private List<Say> missing(Collection<Region> all) {
        List<Say> out = new ArrayList<>();
        List<Region> silent = all.stream()
                .filter(r -> !clusters.regions().contains(r))
                .sorted()
                .toList();
        if (!silent.isEmpty()) {
            out.add(new Say("Not compared, nothing measured in the window: ", "期間内に計測がなく、比べていない地域：")
                    .and(Names.of(silent)));
        }
        clusters.missing().forEach(m -> out.add(words.apply(m)));
        Map<String, Integer> of = new TreeMap<>();
        pairs.values().forEach(s -> s.missing().forEach(m -> of.merge(m, 1, Integer::sum)));
        of.forEach((m, n) -> out.add(words.apply(m)
                .and(new Say(" (" + n + " of " + pairs.size() + " pairs)", "（" + pairs.size() + " 組中 " + n + " 組）"))));
        return out;
    }

    private Picture.Table table() {
        return new Picture.Table(
                List.of(
                        Picture.Column.text("a", "Region", "地域"),
                        Picture.Column.text("b", "and", "相手"),
                        Picture.Column.number("combined", "Combined", "総合"),
                        Picture.Column.number("who", "Who: seen at both / expected", "攻撃者：共通／期待"),
                        Picture.Column.number("low", "low (95 %)", "下限（95 %）"),
                        Picture.Column.number("high", "high", "上限"),
                        Picture.Column.number("mix", "What: likeness of the mix", "構成の類似度"),
                        Picture.Column.number("qValue", "q of equal mixes", "構成が同じとの q 値"),
                        Picture.Column.number("when", "When: likeness of the course", "時間変化の類似度"),
                        Picture.Column.number("lagHours", "Lag, hours", "ずれ（時間）"),
                        Picture.Column.number("nA", "Sources at the first", "前者の発信元"),
                        Picture.Column.number("nB", "at the second", "後者の発信元")),
                pairs.values().stream()
                        .sorted(Comparator.comparingInt(Finding.Similarity::rank)
                                .thenComparing(Finding.Similarity::a)
                                .thenComparing(Finding.Similarity::b))
                        .map(AlikePicture::row)
                        .toList());
    }

    private static List<String> row(Finding.Similarity s) {
        return List.of(
                s.a().name(),
                s.b().name(),
                Figures.cell(s.combined()),
                Figures.cell(s.who()),
                Figures.cell(s.low()),
                Figures.cell(s.high()),
                Figures.cell(s.mix()),
                Figures.cell(s.qValue()),
                Figures.cell(s.when()),
                Figures.cell(s.lagHours()),
                Long.toString(s.nA()),
                Long.toString(s.nB()));
    }
}
