package yochi.centre.picture;

import static yochi.centre.picture.Figures.figure;
import static yochi.centre.picture.Figures.signed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import yochi.centre.pages.Album;
import yochi.centre.pages.Attacks.Teller;
import yochi.centre.pages.Attacks.Together;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.core.model.Service;
import yochi.core.model.Telling;

/** Groups of sources that act together, as nodes tell of them: when, to which ports, and whether they grow. */
public final class OnsetPicture {
    private static final int MOST = 18;
    private static final int WIDTH = 1040;
    private static final int NAMES = 260;
    private static final int RIGHT = 290;
    private static final int TOP = 52;
    private static final int ROW = 46;
    private static final int LARGEST = 15;
    private static final int SMALLEST = 4;
    private static final int PORTS = 4;
    /** The verdicts' surprise is told as ten times the logarithm. */
    private static final double TENTHS = 10;

    private final List<Group> groups;
    private final List<Teller> tellers;
    private final Instant from;
    private final Instant until;
    private final double most;

    /** Verdicts that a node gives the same number; a service of its own where it gives none. */
    private record Group(String node, long number, List<Together> verdicts) {
        Together newest() {
            return verdicts.stream()
                    .max(Comparator.comparing(Together::from).thenComparing(Together::service))
                    .orElseThrow();
        }

        long sources() {
            return verdicts.stream().mapToLong(Together::sources).max().orElse(0);
        }

        long surprise() {
            return verdicts.stream().mapToLong(Together::surprise).max().orElse(0);
        }

        /** Every service, the one with the most sources first. */
        List<Service> services() {
            return verdicts.stream()
                    .sorted(Comparator.comparingLong((Together t) -> -t.sources())
                            .thenComparing(Together::service))
                    .map(Together::service)
                    .distinct()
                    .toList();
        }
    }

    private OnsetPicture(List<Together> together, List<Teller> tellers) {
        this.tellers = tellers;
        Map<String, List<Together>> by = together.stream()
                .collect(Collectors.groupingBy(
                        t -> t.node() + " " + (t.group() == 0 ? t.service() : "#" + t.group()),
                        TreeMap::new,
                        Collectors.toList()));
        groups = by.values().stream()
                .map(all -> new Group(all.getFirst().node(), all.getFirst().group(), all))
                .sorted(Comparator.comparingLong((Group g) -> -g.surprise())
                        .thenComparing(Group::node)
                        .thenComparingLong(Group::number)
                        .thenComparing(g -> g.newest().service()))
                .toList();
        from = together.stream()
                .map(Together::from)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        until = together.stream()
                .map(Together::until)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        most = groups.stream().mapToLong(Group::sources).max().orElse(1);
    }

    /** Nodes ship verdicts, never addresses. */
    public static Album of(List<Together> together, List<Teller> tellers) {
        Say none = tellers.isEmpty()
                ? new Say("No node has reported yet.", "報告したノードはまだありません。")
                : silent(tellers).isEmpty()
                        ? new Say("No node found sources that came together.", "同時に現れた発信元を見つけたノードはありません。")
                        : new Say("None told. These nodes do not tell of it: ", "知らせなし。次のノードはこれを送りません：")
                                .and(said(silent(tellers)));
        return new Album(
                "together",
                new Say(
                        "Which sources act together, against which ports, and do the groups grow?",
                        "連携して動く発信元はどれか、どのポートを狙い、増えているか"),
                new Say(
                        "One row for each group that a node recognises again, or service. Dots: verdicts, by"
                                + " the start of"
                                + " their window (UTC), larger with more sources in the fullest 50 seconds."
                                + " Right: networks"
                                + " of the group within a day against the day before. Addresses stay at the node.",
                        "1 行はノードが同一と認めたグループ、またはサービス。点は判定（区間の始まり、UTC）で、大きいほど 50 秒間の発信元が多い。"
                                + "右はグループの 1 日のネットワーク数と前日比。アドレスはノードの外に出ません。"),
                together.isEmpty() ? List.of() : List.of(new OnsetPicture(together, tellers).picture()),
                none);
    }

    private static List<Teller> silent(List<Teller> tellers) {
        return tellers.stream()
                .filter(t -> t.telling().onset() != Telling.State.TOLD)
                .toList();
    }

    private static Say said(List<Teller> tellers) {
        Say out = Say.same("");
        for (Teller t : tellers) {
            out = out.and(out.en().isEmpty() ? Say.same("") : new Say(", ", "、"))
                    .and(t.node())
                    .and(
                            switch (t.telling().onset()) {
                                case TOLD -> Say.same("");
                                case POLICY -> new Say(" (its policy holds it back)", "（方針により送らない）");
                                case SAMPLING -> new Say(" (only some of its sensors count)", "（一部のセンサーだけが対象）");
                                case UNSOUGHT -> new Say(" (does not look for it)", "（探していない）");
                                case UNKNOWN -> new Say(" (does not say why)", "（理由は不明）");
                            });
        }
        return out;
    }

    private Picture picture() {
        List<Group> shown = groups.stream().limit(MOST).toList();
        Drawing drawing = new Drawing(WIDTH, TOP + shown.size() * ROW + 12);
        for (int i = 0; i <= 3; i++) {
            Instant at = from.plus(Duration.between(from, until).multipliedBy(i).dividedBy(3));
            drawing.line("axis", x(at), TOP - 8, x(at), TOP + shown.size() * ROW);
            drawing.text(
                    "small soft",
                    x(at),
                    TOP - 14,
                    i == 3 ? "end" : "middle",
                    Say.same(at.toString().substring(5, 16).replace('T', ' ')));
        }
        drawing.text(
                "small soft",
                WIDTH - RIGHT + 12,
                TOP - 14,
                "start",
                new Say("networks a day, against the day before", "1 日のネットワーク数（前日比）"));
        for (int i = 0; i < shown.size(); i++) {
            row(drawing, shown.get(i), TOP + i * ROW + ROW / 2.0);
        }
        return new Picture(
                "all",
                new Say("All groups", "全グループ"),
                answer(shown.size()),
                drawing.drawn(),
                legend(),
                missing(),
                table());
    }

    private double x(Instant at) {
        double span = Math.max(1, Duration.between(from, until).toSeconds());
        return NAMES + 20 + Duration.between(from, at).toSeconds() / span * (WIDTH - NAMES - RIGHT - 40);
    }

    private void row(Drawing drawing, Group group, double y) {
        drawing.text("strong", 4, y - 3, "start", Say.same(ports(group)));
        drawing.text("small", 4, y + 13, "start", name(group));
        drawing.line("axis", NAMES, y, WIDTH - RIGHT, y);
        for (Together t : group.verdicts().stream()
                .sorted(Comparator.comparing(Together::from))
                .toList()) {
            double r = Math.max(SMALLEST, LARGEST * Math.sqrt(t.sources() / most));
            drawing.add(Drawing.dot("place", x(t.from()), y, r).telling(told(t)));
        }
        drawing.text("small", WIDTH - RIGHT + 12, y + 4, "start", growth(group));
    }

    private static String ports(Group group) {
        List<Service> all = group.services();
        String first = all.stream().limit(PORTS).map(Service::toString).collect(Collectors.joining(", "));
        return all.size() > PORTS ? first + " +" + (all.size() - PORTS) : first;
    }

    private static Say name(Group group) {
        return Say.same(group.node())
                .and(
                        group.number() == 0
                                ? new Say(", no group number", "、グループ番号なし")
                                : new Say(", group no. " + group.number(), "、グループ 第 " + group.number() + " 号"));
    }

    /** Only where the node tells networks: a group without a number has none. */
    private static Say growth(Group group) {
        Together t = group.newest();
        if (group.number() == 0 || t.networks() == 0) {
            return new Say("growth not told", "増減は不明");
        }
        if (t.networksBefore() == 0) {
            return new Say("▲ " + t.networks() + " (new: none the day before)", "▲ " + t.networks() + "（前日なし、新規）");
        }
        String mark = t.networks() > t.networksBefore() ? "▲ " : t.networks() < t.networksBefore() ? "▼ " : "▬ ";
        return Say.same(mark + t.networksBefore() + " → " + t.networks() + " ("
                + signed(t.networks() / (double) t.networksBefore() - 1) + ")");
    }

    private static Say told(Together t) {
        String chance = figure(Math.pow(10, -t.surprise() / TENTHS));
        return new Say(
                t.service() + " at " + t.node() + ", " + t.from() + " to " + t.until() + ": " + t.sources()
                        + " sources at once, " + t.expected() + " expected; false-discovery rate about " + chance
                        + t.oddsRatio()
                                .map(o -> "; odds ratio of the port " + figure(o))
                                .orElse(""),
                t.node() + " の " + t.service() + "、" + t.from() + " から " + t.until() + "：同時に " + t.sources()
                        + " 発信元（期待 "
                        + t.expected() + "）、偽発見率 約 " + chance
                        + t.oddsRatio().map(o -> "、ポートのオッズ比 " + figure(o)).orElse(""));
    }

    private Say answer(int shown) {
        Group first = groups.getFirst();
        return new Say(
                        groups.size() + " groups or services at "
                                + groups.stream().map(Group::node).distinct().count() + " nodes; the " + shown
                                + " least likely by chance are drawn. First: ",
                        groups.stream().map(Group::node).distinct().count() + " ノードで " + groups.size()
                                + " 件、偶然では最も起こりにくい " + shown + " 件を示す。最上位：")
                .and(told(first.newest()))
                .and(new Say(". ", "。"))
                .and(growth(first));
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(
                        Drawing.sample(Drawing.dot("place", 6, 8, 4), Drawing.dot("place", 18, 8, 7)),
                        new Say("a verdict; larger with more sources", "判定（大きいほど発信元が多い）")),
                new Picture.Entry(
                        Drawing.sample(Drawing.words("strong", 13, 13, "middle", Say.same("▲▼"))),
                        new Say("the group's networks grow or shrink", "グループのネットワークの増減")));
    }

    private List<Say> missing() {
        List<Say> out = new ArrayList<>();
        if (!silent(tellers).isEmpty()) {
            out.add(new Say("Not told by: ", "次のノードは知らせません：").and(said(silent(tellers))));
        }
        long without = groups.stream().filter(g -> g.number() == 0).count();
        if (without > 0) {
            out.add(new Say(
                    without + " of " + groups.size() + " have no group number: their growth cannot be told",
                    groups.size() + " 件中 " + without + " 件はグループ番号がなく、増減は分かりません"));
        }
        return out;
    }

    private Picture.Table table() {
        return new Picture.Table(
                List.of(
                        Picture.Column.text("node", "Node", "ノード"),
                        Picture.Column.number("group", "Group", "グループ"),
                        Picture.Column.text("service", "Port", "ポート"),
                        Picture.Column.text("from", "From", "から"),
                        Picture.Column.text("until", "Until", "まで"),
                        Picture.Column.number("sources", "Sources", "発信元"),
                        Picture.Column.number("expected", "Expected", "期待"),
                        Picture.Column.number("surprise", "Surprise (-10 log10 q)", "意外さ（-10 log10 q）"),
                        Picture.Column.number("oddsRatio", "Odds ratio", "オッズ比"),
                        Picture.Column.number("networks", "Networks a day", "1 日のネットワーク"),
                        Picture.Column.number("networksBefore", "the day before", "前日")),
                groups.stream()
                        .flatMap(g -> g.verdicts().stream())
                        .map(OnsetPicture::row)
                        .toList());
    }

    private static List<String> row(Together t) {
        boolean group = t.group() != 0;
        return List.of(
                t.node(),
                group ? Long.toString(t.group()) : "",
                t.service().toString(),
                t.from().toString(),
                t.until().toString(),
                Long.toString(t.sources()),
                Long.toString(t.expected()),
                Long.toString(t.surprise()),
                t.oddsRatio().map(Figures::cell).orElse(""),
                group ? Long.toString(t.networks()) : "",
                group ? Long.toString(t.networksBefore()) : "");
    }
}
