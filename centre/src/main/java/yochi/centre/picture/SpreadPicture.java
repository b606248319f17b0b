package yochi.centre.picture;

import static yochi.centre.picture.Figures.cell;
import static yochi.centre.picture.Figures.chance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;
import yochi.core.model.Country;
import yochi.core.model.Finding;
import yochi.core.model.Measure;
import yochi.core.model.Region;

/** When one kind of attack reached which region: a map with the order of arrival, and the same as a timeline. */
public final class SpreadPicture {
    private static final int MOST = 6;
    /** The timeline shows eight weeks; what came before stands at its edge. */
    private static final Duration SHOWN = Duration.ofDays(56);

    /** A region watched less than that is named. */
    private static final double WHOLE = 0.99;

    private static final int NAMES = 190;
    private static final int RIGHT = 200;
    private static final int WIDTH = 940;
    private static final int ROW = 30;
    private static final int LINES = WorldMap.HEIGHT + 54;
    private static final int MARK = 10;
    private static final int BESIDE = 24;

    private final Finding.Spread spread;
    private final Cube cube;
    private final List<Row> rows = new ArrayList<>();
    private final Instant from;
    private final Instant until;

    /** How a region stands to the kind of attack. */
    private enum State {
        REACHED,
        ALWAYS,
        NOT_REACHED,
        NOT_OBSERVED
    }

    private record Row(Region region, State state, int place, Optional<Finding.Spread.Arrival> arrival) {}

    private SpreadPicture(Finding.Spread spread, Cube cube) {
        this.spread = spread;
        this.cube = cube;
        until = Instant.ofEpochSecond(spread.window().endSecond());
        Map<Region, Finding.Spread.Arrival> came = new HashMap<>();
        spread.arrivals().forEach(a -> came.put(a.region(), a));
        int place = 0;
        for (Finding.Spread.Arrival a : spread.arrivals().stream()
                .filter(a -> !a.always())
                .sorted(Comparator.comparing(Finding.Spread.Arrival::latest)
                        .thenComparing(Finding.Spread.Arrival::region))
                .toList()) {
            place++;
            rows.add(new Row(a.region(), State.REACHED, place, Optional.of(a)));
        }
        for (State state : List.of(State.ALWAYS, State.NOT_REACHED, State.NOT_OBSERVED)) {
            cube.regions().stream()
                    .filter(r -> came.get(r) == null
                            || Optional.ofNullable(came.get(r)).orElseThrow().always())
                    .filter(r -> state(r, Optional.ofNullable(came.get(r))) == state)
                    .forEach(r -> rows.add(new Row(r, state, 0, Optional.ofNullable(came.get(r)))));
        }
        Instant least = until.minus(SHOWN);
        from = rows.stream()
                .filter(r -> r.state() == State.REACHED)
                .flatMap(r -> r.arrival().stream())
                .map(Finding.Spread.Arrival::earliest)
                .map(e -> e.isBefore(least) ? least : e)
                .min(Comparator.naturalOrder())
                .orElse(Instant.ofEpochSecond(spread.window().startSecond()));
    }

    private State state(Region region, Optional<Finding.Spread.Arrival> arrival) {
        if (arrival.isPresent()) {
            return State.ALWAYS;
        }
        Cell kind = new Cell(spread.attackType(), spread.service());
        boolean blind = cube.sources(region, kind, spread.window()) instanceof Measure.Missing
                || !(cube.watched(region, kind, spread.window())[0] > 0)
                || cube.uptime(region, spread.window()) < Cube.LEAST_UPTIME;
        return blind ? State.NOT_OBSERVED : State.NOT_REACHED;
    }

    /** One picture for each of the kinds that came or rose in the window, those that moved first. */
    public static Album of(List<Finding.Spread> found, Optional<Cube> cube, Function<String, Say> words) {
        List<Picture> pictures = cube.stream()
                .flatMap(c -> found.stream()
                        .sorted(Comparator.comparing((Finding.Spread s) -> moved(s) == 0))
                        .limit(MOST)
                        .map(s -> new SpreadPicture(s, c).picture(words)))
                .toList();
        return new Album(
                "spread",
                new Say("When did one kind of attack reach which region?", "ある攻撃は、いつ、どの地域に達したか"),
                new Say(
                        "Numbers: order of arrival, on the map and in the timeline below (UTC). A bar runs"
                                + " from the earliest"
                                + " moment it can have been there, given how seldom the region sees it, to the"
                                + " release in"
                                + " which it was first seen. Hatched: could not be observed there.",
                        "数字は到達の順（地図と下の時系列、UTC）。帯は、その地域の見え方から到達しえた最も早い時刻から、初めて観測された公開区間の終わりまで。" + "斜線は観測できない地域。"),
                pictures,
                new Say("No kind of attack came or rose anywhere in the window.", "期間内に新しく現れた攻撃、増えた攻撃はありません。"));
    }

    private static long moved(Finding.Spread spread) {
        return spread.arrivals().stream().filter(a -> !a.always()).count();
    }

    private Picture picture(Function<String, Say> words) {
        int height = LINES + rows.size() * ROW + 44;
        Drawing drawing = new Drawing(WIDTH, height);
        drawing.add(WorldMap.land());
        marks(drawing);
        axis(drawing);
        for (int i = 0; i < rows.size(); i++) {
            drawing.add(line(rows.get(i), LINES + i * ROW));
        }
        return new Picture(
                spread.attackType() + "-" + spread.service().toString().replace('/', '-'),
                Names.of(spread.attackType(), spread.service()),
                answer(),
                drawing.drawn(),
                legend(),
                missing(words),
                table());
    }

    /** Regions of one country stand side by side. */
    private void marks(Drawing drawing) {
        Map<Country, List<Row>> at = new TreeMap<>(Comparator.comparing(Country::code));
        rows.forEach(r -> at.computeIfAbsent(cube.country(r.region()), c -> new ArrayList<>())
                .add(r));
        Map<Region, Shape> drawn = new HashMap<>();
        at.forEach((country, here) -> WorldMap.of(country).ifPresent(middle -> {
            for (int i = 0; i < here.size(); i++) {
                double x = middle.x() + (i - (here.size() - 1) / 2.0) * BESIDE;
                drawn.put(here.get(i).region(), mark(here.get(i), x, middle.y()).telling(told(here.get(i))));
            }
        }));
        rows.forEach(r -> Optional.ofNullable(drawn.get(r.region())).ifPresent(drawing::add));
    }

    private Shape mark(Row row, double x, double y) {
        boolean raised = spread.raised().contains(row.region());
        Shape form = switch (row.state()) {
            case REACHED ->
                Drawing.group(
                        Drawing.dot("place", x, y, MARK),
                        Drawing.words("pale strong", x, y + 4.5, "middle", Say.same(Integer.toString(row.place()))));
            case ALWAYS -> Drawing.group(Drawing.box("place", x - 7, y - 7, 14, 14));
            case NOT_REACHED -> Drawing.group(Drawing.dot("place empty", x, y, 7));
            case NOT_OBSERVED -> Drawing.hatched(x - 8, y - 8, 16, 16);
        };
        return raised ? Drawing.group(form, Drawing.dot("raised", x, y, MARK + 4)) : form;
    }

    private double x(Instant at) {
        double span = Math.max(1, Duration.between(from, until).toSeconds());
        double share = Math.clamp(Duration.between(from, at).toSeconds() / span, 0, 1);
        return NAMES + share * (WIDTH - NAMES - RIGHT);
    }

    private void axis(Drawing drawing) {
        double y = LINES - 14;
        drawing.line("axis", NAMES, y, WIDTH - RIGHT, y);
        for (int i = 0; i <= 4; i++) {
            Instant at = from.plus(Duration.between(from, until).multipliedBy(i).dividedBy(4));
            drawing.line("axis", x(at), y, x(at), LINES + rows.size() * ROW);
            drawing.text("small soft", x(at), y - 5, "middle", Say.same(Days.of(at)));
        }
    }

    private Shape line(Row row, double top) {
        double y = top + ROW / 2.0;
        List<Shape> out = new ArrayList<>();
        out.add(mark(row, 18, y));
        out.add(Drawing.words("", 40, y + 4, "start", Names.of(row.region())));
        row.arrival().filter(a -> row.state() == State.REACHED).ifPresent(a -> {
            double begin = x(a.earliest());
            if (a.latest().isBefore(from)) {
                out.add(Drawing.words("small", NAMES - 4, y + 4, "end", Say.same("◀")));
                return;
            }
            out.add(Drawing.box("range", begin, y - 6, Math.max(2, x(a.latest()) - begin), 12));
            out.add(Drawing.dot("place", x(a.latest()), y, 5));
        });
        if (row.state() == State.ALWAYS) {
            out.add(Drawing.box("range", NAMES, y - 6, WIDTH - NAMES - RIGHT, 12));
        }
        if (row.state() == State.NOT_OBSERVED) {
            out.add(Drawing.hatched(NAMES, y - 6, WIDTH - NAMES - RIGHT, 12));
        }
        out.add(Drawing.words("small", WIDTH - RIGHT + 10, y + 4, "start", when(row)));
        return Shape.of("g").with(out).telling(told(row));
    }

    private static Say when(Row row) {
        return switch (row.state()) {
            case REACHED -> {
                Finding.Spread.Arrival a = row.arrival().orElseThrow();
                String early = Days.of(a.earliest());
                String late = Days.of(a.latest());
                yield Say.same(early.equals(late) ? late : early + " – " + late);
            }
            case ALWAYS -> new Say("since its first day", "観測開始時から");
            case NOT_REACHED -> new Say("not reached", "未到達");
            case NOT_OBSERVED -> new Say("not observable", "観測できない");
        };
    }

    private Say told(Row row) {
        Say out = Names.of(row.region()).and(new Say(": ", "："));
        if (row.state() == State.REACHED) {
            Finding.Spread.Arrival a = row.arrival().orElseThrow();
            out = out.and(new Say(
                    "number " + row.place() + ", reached between " + a.earliest() + " and " + a.latest(),
                    row.place() + " 番目、" + a.earliest() + " から " + a.latest() + " の間に到達"));
        } else {
            out = out.and(when(row));
        }
        if (row.arrival().isPresent() && row.arrival().get().probability().isPresent()) {
            String p = chance(row.arrival().get().probability().getAsDouble());
            out = out.and(new Say("; more than twice its usual with probability " + p, "。平常の 2 倍を超える確率 " + p));
        }
        return out;
    }

    private Say answer() {
        String span = Days.of(spread.window()) + " – " + Days.of(until.minusSeconds(1));
        Say out = Names.of(spread.attackType(), spread.service())
                .and(new Say(
                        " from " + span + ": seen in " + spread.present() + " of " + spread.observing()
                                + " observing regions, as if in "
                                + String.format(Locale.ROOT, "%.1f", spread.effectiveRegions())
                                + " equally hit ones; ",
                        "（" + span + "）：観測できる " + spread.observing() + " 地域中 " + spread.present() + " 地域で観測（均等なら "
                                + String.format(Locale.ROOT, "%.1f", spread.effectiveRegions()) + " 地域分）。"));
        out = out.and(
                spread.raised().isEmpty()
                        ? new Say("nowhere more than twice the usual. ", "平常の 2 倍を超える地域なし。")
                        : new Say("more than twice the usual in ", "平常の 2 倍超：")
                                .and(Names.of(spread.raised()))
                                .and(new Say(". ", "。")));
        List<Row> reached =
                rows.stream().filter(r -> r.state() == State.REACHED).toList();
        if (reached.isEmpty()) {
            return out.and(new Say(
                    "Where it is, it has been since the region's first day: no order of arrival can be told.",
                    "現れた地域では観測開始時からあり、到達の順は分かりません。"));
        }
        Row first = reached.getFirst();
        return out.and(new Say("First to be reached while watched: ", "観測中に最初に到達："))
                .and(Names.of(first.region()))
                .and(new Say(" (", "（"))
                .and(when(first))
                .and(new Say(").", "）。"));
    }

    private static List<Picture.Entry> legend() {
        return List.of(
                new Picture.Entry(
                        Drawing.sample(
                                Drawing.dot("place", 13, 8, 8),
                                Drawing.words("pale small strong", 13, 12, "middle", Say.same("1"))),
                        new Say("reached, in this order", "到達（順番）")),
                new Picture.Entry(
                        Drawing.sample(Drawing.box("place", 6, 1, 14, 14)),
                        new Say("seen since the region's first day", "観測開始時からあり")),
                new Picture.Entry(Drawing.sample(Drawing.dot("place empty", 13, 8, 6)), new Say("not reached", "未到達")),
                new Picture.Entry(Drawing.sample(Drawing.hatched(2, 1, 22, 14)), new Say("not observable", "観測できない")),
                new Picture.Entry(
                        Drawing.sample(Drawing.dot("raised", 13, 8, 7)),
                        new Say("more than twice its usual", "平常の 2 倍超")));
    }

    private List<Say> missing(Function<String, Say> words) {
        List<Say> out = new ArrayList<>(spread.missing().stream().map(words).toList());
        List<Region> blind = rows.stream()
                .filter(r -> r.state() == State.NOT_OBSERVED)
                .map(Row::region)
                .toList();
        if (!blind.isEmpty()) {
            out.add(new Say("Could not be observed at: ", "観測できなかった地域：").and(Names.of(blind)));
        }
        rows.stream().map(Row::region).filter(r -> !blind.contains(r)).sorted().forEach(r -> {
            double watched = cube.uptime(r, spread.window());
            if (watched < WHOLE) {
                out.add(words.apply(
                        r + ": watched " + String.format(Locale.ROOT, "%.1f", 100 * watched) + " % of the window"));
            }
        });
        List<Region> nowhere = rows.stream()
                .map(Row::region)
                .filter(r -> WorldMap.of(cube.country(r)).isEmpty())
                .toList();
        if (!nowhere.isEmpty()) {
            out.add(new Say("Without a place on the map: ", "地図上に位置のない地域：").and(Names.of(nowhere)));
        }
        return out;
    }

    private Picture.Table table() {
        return new Picture.Table(
                List.of(
                        Picture.Column.text("region", "Region", "地域"),
                        Picture.Column.text("state", "State", "状態"),
                        Picture.Column.number("order", "Order", "順"),
                        Picture.Column.text("earliest", "Earliest", "最も早い時刻"),
                        Picture.Column.text("latest", "Latest", "最も遅い時刻"),
                        Picture.Column.number("probability", "P(more than twice the usual)", "平常の 2 倍超の確率")),
                rows.stream().map(SpreadPicture::row).toList());
    }

    private static List<String> row(Row r) {
        return List.of(
                r.region().name(),
                r.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                r.place() == 0 ? "" : Integer.toString(r.place()),
                r.arrival().map(a -> a.earliest().toString()).orElse(""),
                r.arrival().map(a -> a.latest().toString()).orElse(""),
                r.arrival().map(a -> cell(a.probability())).orElse(""));
    }
}
