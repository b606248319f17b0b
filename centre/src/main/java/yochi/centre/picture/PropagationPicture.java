package yochi.centre.picture;

import static yochi.centre.picture.Figures.cell;
import static yochi.centre.picture.Figures.figure;
import static yochi.centre.picture.Figures.percent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.core.model.Finding.Propagation;
import yochi.core.model.Region;

/** Who sees attacks first and where they go next: arrows only where the analysis draws them. */
public final class PropagationPicture {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 456;
    private static final int CENTRE_X = 315;
    private static final int CENTRE_Y = 205;
    private static final int ACROSS = 165;
    private static final int DOWN = 150;
    private static final int NODE = 9;
    private static final int LIST = 690;
    private static final int BAR = 130;
    private static final int MOST_ARROWS = 12;

    private final Propagation found;
    private final List<Region> regions;
    private final Drawing drawing = new Drawing(WIDTH, HEIGHT);

    private PropagationPicture(Propagation found, Collection<Region> all) {
        this.found = found;
        List<Region> order = new ArrayList<>(found.leaders().stream()
                .sorted((a, b) -> Double.compare(share(b), share(a)))
                .map(Propagation.Leader::region)
                .toList());
        all.stream().filter(r -> !order.contains(r)).sorted().forEach(order::add);
        regions = List.copyOf(order);
    }

    private static double share(Propagation.Leader leader) {
        return leader.of() == 0 ? 0 : leader.first() / (double) leader.of();
    }

    /** The newest window's graph. */
    public static Album of(List<Propagation> found, Collection<Region> all, Function<String, Say> words) {
        return new Album(
                "propagation",
                new Say("Who sees attacks first, and where do they go next?", "攻撃はどの地域に先に現れ、次にどこへ向かうか"),
                new Say(
                        "An arrow is drawn only where it foretold later data it was not fitted to; beside it"
                                + " the mean lag in"
                                + " hours. Clockwise from the top: who sees new kinds first. A large telescope"
                                + " leads by its"
                                + " size alone.",
                        "矢印は、当てはめに使っていない後のデータを言い当てたものだけ。脇の数字は平均の遅れ（時間）。上から時計回りに、新しい攻撃を先に見る順。" + "大きな観測網は規模だけでも先になる。"),
                found.stream()
                        .limit(1)
                        .map(p -> new PropagationPicture(p, all).picture(words))
                        .toList(),
                new Say("No round has looked for it yet, or only one region is known.", "解析がまだないか、地域が一つしかありません。"));
    }

    private Picture picture(Function<String, Say> words) {
        List<Propagation.Arrow> arrows =
                found.arrows().stream().limit(MOST_ARROWS).toList();
        arrows.forEach(this::arrow);
        for (int i = 0; i < regions.size(); i++) {
            node(i);
        }
        if (arrows.isEmpty()) {
            drawing.text("strong", CENTRE_X, CENTRE_Y - 4, "middle", conclusion());
            drawing.text("small soft", CENTRE_X, CENTRE_Y + 14, "middle", cascades());
        }
        leaders();
        common();
        return new Picture(
                "window",
                Say.same(found.window().toString()),
                answer(),
                drawing.drawn(),
                legend(),
                missing(words),
                table());
    }

    private double angle(Region region) {
        return 2 * Math.PI * regions.indexOf(region) / Math.max(1, regions.size()) - Math.PI / 2;
    }

    private double x(Region region) {
        return CENTRE_X + ACROSS * Math.cos(angle(region));
    }

    private double y(Region region) {
        return CENTRE_Y + DOWN * Math.sin(angle(region));
    }

    private void node(int place) {
        Region region = regions.get(place);
        double side = Math.cos(angle(region));
        String anchor = side > 0.3 ? "start" : side < -0.3 ? "end" : "middle";
        double below = Math.abs(side) > 0.3 ? 4 : Math.sin(angle(region)) < 0 ? -16 : 26;
        double beside = side > 0.3 ? 15 : side < -0.3 ? -15 : 0;
        Say name = Names.of(region);
        Say told = found.leaders().stream()
                .filter(l -> l.region().equals(region))
                .findFirst()
                .map(l -> name.and(new Say(
                        ": first in " + l.first() + " of " + l.of() + " comparisons with another region",
                        "：他地域との比較 " + l.of() + " 回中 " + l.first() + " 回で先")))
                .orElseGet(() -> name.and(new Say(": nothing new seen to compare", "：比べられる新しい攻撃なし")));
        boolean silent = found.leaders().stream().noneMatch(l -> l.region().equals(region));
        drawing.add(Drawing.group(
                        Drawing.dot(silent ? "node empty" : "node", x(region), y(region), NODE),
                        Drawing.words("halo", x(region) + beside, y(region) + below, anchor, name))
                .telling(told));
    }

    private void arrow(Propagation.Arrow arrow) {
        double x1 = x(arrow.from());
        double y1 = y(arrow.from());
        double x2 = x(arrow.to());
        double y2 = y(arrow.to());
        double length = Math.max(1, Math.hypot(x2 - x1, y2 - y1));
        double bendX = (x1 + x2) / 2 - (y2 - y1) * 0.14;
        double bendY = (y1 + y2) / 2 + (x2 - x1) * 0.14;
        double toX = x2 - bendX;
        double toY = y2 - bendY;
        double last = Math.max(1, Math.hypot(toX, toY));
        double tipX = x2 - toX / last * (NODE + 3);
        double tipY = y2 - toY / last * (NODE + 3);
        double backX = tipX - toX / last * 12;
        double backY = tipY - toY / last * 12;
        double wideX = -toY / last * 5;
        double wideY = toX / last * 5;
        String kind = arrow.basis() == Propagation.Basis.COUNTS ? "arrow counts" : "arrow";
        String shaft = String.format(
                Locale.ROOT,
                "M%.1f %.1fQ%.1f %.1f %.1f %.1f",
                x1 + (bendX - x1) / length * (NODE + 2),
                y1 + (bendY - y1) / length * (NODE + 2),
                bendX,
                bendY,
                backX,
                backY);
        String head = String.format(
                Locale.ROOT,
                "M%.1f %.1fL%.1f %.1fL%.1f %.1fZ",
                tipX,
                tipY,
                backX + wideX,
                backY + wideY,
                backX - wideX,
                backY - wideY);
        drawing.add(Drawing.group(
                        Drawing.path(kind, shaft),
                        Drawing.path("head", head),
                        Drawing.words(
                                "strong halo",
                                (x1 + x2) / 4 + bendX / 2,
                                (y1 + y2) / 4 + bendY / 2 - 5,
                                "middle",
                                hours(arrow)))
                .telling(told(arrow)));
    }

    private static Say hours(Propagation.Arrow arrow) {
        return new Say(figure(arrow.lagHours()) + " h", figure(arrow.lagHours()) + " 時間");
    }

    private static Say told(Propagation.Arrow a) {
        String numbers = figure(a.strength()) + " (" + figure(a.low()) + " – " + figure(a.high()) + ")";
        return Names.of(a.from())
                .and(" → ")
                .and(Names.of(a.to()))
                .and(new Say(": ", "："))
                .and(hours(a))
                .and(new Say(" later in the mean; from ", "後（平均）。根拠は"))
                .and(
                        a.basis() == Propagation.Basis.COUNTS
                                ? new Say("counts of ", "件数：").and(Names.of(a.attackType()))
                                : new Say("first arrivals", "初めての到達"))
                .and(new Say("; strength ", "、強さ "))
                .and(numbers)
                .and(new Say(
                        ", above zero in " + percent(a.frequency()) + " of redraws; gain " + figure(a.gain())
                                + " nats on later data, q " + figure(a.qValue()),
                        "、引き直しの " + percent(a.frequency()) + " で正、後のデータでの利得 " + figure(a.gain()) + " nat、q "
                                + figure(a.qValue())));
    }

    /** Who comes first, as bars with their fractions. */
    private void leaders() {
        drawing.text("strong", LIST, 20, "start", new Say("First to see new kinds", "新しい攻撃を先に見た割合"));
        drawing.text(
                "small soft",
                LIST,
                36,
                "start",
                new Say("share of comparisons with another region", "他地域との比較のうち先だった割合"));
        int row = 0;
        for (Region region : regions) {
            for (Propagation.Leader l : found.leaders()) {
                if (l.region().equals(region) && row < 14) {
                    double y = 48 + row * 22;
                    drawing.add(Drawing.box("full", LIST, y, Math.max(1, BAR * share(l)), 14));
                    drawing.add(Drawing.box("frame", LIST, y, BAR, 14));
                    drawing.text("small", LIST + BAR + 8, y + 12, "start", Say.same(l.first() + "/" + l.of()));
                    drawing.text("small", LIST + BAR + 48, y + 12, "start", Names.of(region));
                    row++;
                }
            }
        }
        if (row == 0) {
            drawing.text("soft", LIST, 62, "start", new Say("Nothing new was seen at two regions.", "二地域で見られた新しい攻撃なし"));
        }
    }

    /** What reaches all at once: the part of the course that no arrow may explain. */
    private void common() {
        double y = HEIGHT - 34;
        OptionalDouble shared = found.common().shared();
        drawing.text(
                "small",
                40,
                y - 6,
                "start",
                new Say(
                        "Common cause: share of the hourly ups and downs that all regions have in the same hour",
                        "共通の原因：毎時の増減のうち全地域に同時に現れる割合"));
        if (shared.isPresent()) {
            double width = 460 * Math.clamp(shared.getAsDouble(), 0, 1);
            drawing.add(Drawing.box("warm", 40, y, width, 14));
            drawing.add(Drawing.box("frame", 40, y, 460, 14));
            drawing.text("strong", 510, y + 12, "start", Say.same(percent(shared.getAsDouble())));
        } else {
            drawing.add(Drawing.hatched(40, y, 460, 14));
            drawing.text("", 510, y + 12, "start", Say.same("?"));
        }
    }

    private Say conclusion() {
        return switch (found.conclusion()) {
            case ARROWS -> new Say("Arrows that foretold later data", "後のデータを言い当てた矢印あり");
            case COMMON_CAUSE -> new Say("Common cause: all at once, no propagation", "共通の原因（同時）で、伝搬ではない");
            case NO_ARROW -> new Say("No arrow foretold later data", "後のデータを言い当てた矢印はない");
            case NOT_ENOUGH -> new Say("Not enough data for arrows", "矢印を引くにはデータが足りない");
        };
    }

    private Say cascades() {
        return new Say(
                found.cascades() + " new kinds seen at several regions; first arrivals need " + found.needed(),
                "複数地域で見られた新しい攻撃 " + found.cascades() + " 種（初到達の矢印には " + found.needed() + " 種必要）");
    }

    private Say answer() {
        Say out = conclusion().and(new Say(". ", "。"));
        for (Propagation.Arrow a : found.arrows().stream().limit(3).toList()) {
            out = out.and(Names.of(a.from()))
                    .and(" → ")
                    .and(Names.of(a.to()))
                    .and(new Say(", ", "："))
                    .and(hours(a))
                    .and(new Say(" later. ", "後。"));
        }
        if (found.arrows().size() > MOST_ARROWS) {
            out = out.and(new Say(
                    "The " + MOST_ARROWS + " strongest of " + found.arrows().size() + " are drawn. ",
                    found.arrows().size() + " 本のうち強い " + MOST_ARROWS + " 本を描く。"));
        }
        if (found.common().shared().isPresent()) {
            String share = percent(found.common().shared().getAsDouble());
            out = out.and(new Say(
                    share + " of the hourly ups and downs are shared by all regions at once (common cause). ",
                    "毎時の増減の " + share + " は全地域に同時に現れる（共通の原因）。"));
        }
        return out.and(cascades()).and(new Say(".", "。"));
    }

    private List<Say> missing(Function<String, Say> words) {
        List<Say> out = new ArrayList<>(found.missing().stream().map(words).toList());
        if (found.cascades() < found.needed()) {
            out.add(new Say(
                    "Too few new kinds for arrows of first arrivals: " + found.cascades() + " of " + found.needed()
                            + ".",
                    "新しい攻撃が少なく、初到達からの矢印は判定できません（" + found.cascades() + "／" + found.needed() + "）。"));
        }
        List<Region> silent = regions.stream()
                .filter(r -> found.leaders().stream().noneMatch(l -> l.region().equals(r)))
                .toList();
        if (!silent.isEmpty()) {
            out.add(new Say("Without anything new to compare: ", "比べられる新しい攻撃のない地域：").and(Names.of(silent)));
        }
        return out;
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(
                        Drawing.sample(Drawing.stroke("arrow", 0, 8, 20, 8), Drawing.path("head", "M26 8L16 3L16 13Z")),
                        new Say("arrow from first arrivals", "初到達からの矢印")),
                new Picture.Entry(
                        Drawing.sample(
                                Drawing.stroke("arrow counts", 0, 8, 18, 8), Drawing.path("head", "M26 8L16 3L16 13Z")),
                        new Say("dashed: from hourly counts of one kind", "破線：ある攻撃の毎時の件数から")),
                new Picture.Entry(Drawing.sample(Drawing.dot("node", 13, 8, 7)), new Say("region", "地域")),
                new Picture.Entry(
                        Drawing.sample(Drawing.dot("node empty", 13, 8, 7)),
                        new Say("region without anything to compare", "比べるものがない地域")));
    }

    private Picture.Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (Propagation.Arrow a : found.arrows()) {
            rows.add(List.of(
                    "arrow",
                    a.from().name(),
                    a.to().name(),
                    a.attackType().name(),
                    cell(a.lagHours()),
                    cell(a.strength()),
                    cell(a.low()),
                    cell(a.high()),
                    cell(a.frequency()),
                    cell(a.gain()),
                    cell(a.qValue())));
        }
        for (Propagation.Lead l : found.leads()) {
            rows.add(List.of(
                    "correlation only",
                    l.from().name(),
                    l.to().name(),
                    l.attackType().name(),
                    cell(l.lagHours()),
                    cell(l.correlation()),
                    "",
                    "",
                    "",
                    "",
                    cell(l.qValue())));
        }
        for (Propagation.Leader l : found.leaders()) {
            rows.add(List.of(
                    "first " + l.first() + " of " + l.of(),
                    l.region().name(),
                    "",
                    "",
                    "",
                    cell(l.score()),
                    "",
                    "",
                    "",
                    "",
                    ""));
        }
        return new Picture.Table(
                List.of(
                        Picture.Column.text("kind", "What", "種類"),
                        Picture.Column.text("from", "From", "から"),
                        Picture.Column.text("to", "To", "へ"),
                        Picture.Column.text("attackType", "Attack", "攻撃"),
                        Picture.Column.number("lagHours", "Lag, hours", "遅れ（時間）"),
                        Picture.Column.number("strength", "Strength", "強さ"),
                        Picture.Column.number("low", "low (95 %)", "下限（95 %）"),
                        Picture.Column.number("high", "high", "上限"),
                        Picture.Column.number("frequency", "Share of redraws", "引き直しでの割合"),
                        Picture.Column.number("gain", "Gain, nats", "利得（nat）"),
                        Picture.Column.number("qValue", "q", "q 値")),
                rows);
    }
}
