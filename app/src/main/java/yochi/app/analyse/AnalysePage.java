package yochi.app.analyse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.centre.desk.Japanese;
import yochi.centre.pages.Say;
import yochi.centre.picture.AlikePicture;
import yochi.centre.picture.Figures;
import yochi.centre.picture.GrowthPicture;
import yochi.centre.picture.Names;
import yochi.centre.picture.OnsetPicture;
import yochi.centre.picture.PeculiarPicture;
import yochi.centre.picture.PropagationPicture;
import yochi.centre.picture.RipplePicture;
import yochi.centre.picture.SpreadPicture;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/** The round as one page that needs nothing from outside: pictures, both languages, dark and light. */
public final class AnalysePage {
    private static final int PECULIARITIES = 25;
    /** A reading below one in twenty is not shown beside the verdict. */
    private static final double LEAST_PROBABILITY = 0.05;

    private static final int SERIES = 6;
    /** Days of history in a picture: eight weeks. */
    private static final int SHOWN_DAYS = 56;

    private static final String PICTURES = "/yochi/centre/picture/picture.css";

    private final Markup html = new Markup();
    private final AlbumMarkup albums = new AlbumMarkup(html);
    private final Japanese words = new Japanese();
    private final AnalyseDocument document;
    private final AnalyseRound.Findings findings;
    private final Cube cube;

    private final OnsetTold told;

    private AnalysePage(AnalyseDocument document, AnalyseRound.Findings findings, Cube cube, OnsetTold told) {
        this.told = told;
        this.document = document;
        this.findings = findings;
        this.cube = cube;
    }

    public static String of(
            AnalyseDocument document, AnalyseRound.Findings findings, Cube cube, OnsetTold told) {
        return new AnalysePage(document, findings, cube, told).draw();
    }

    private String draw() {
        String until = document.until().substring(0, "2013-01-01".length());
        String english = "Analysis for " + document.home() + " until " + until + " - Yochi";
        String japanese = document.home() + " のための分析（" + until + " まで） - Yochi";
        html.raw("<!DOCTYPE html>\n<html lang=\"en\" data-title-en=\"%s\" data-title-ja=\"%s\">", english, japanese)
                .raw("<head><meta charset=\"utf-8\"><title>%s</title>", english)
                .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .raw(
                        "<link rel=\"icon\" href=\"data:,\"><style>%s%s</style></head>",
                        resource("page.css"),
                        resource(PICTURES))
                .raw("<body>");
        html.raw("<header><h1>")
                .both("Analysis for " + document.home() + " until " + until, japanese.replace(" - Yochi", ""))
                .raw("</h1><div><button id=\"language\" type=\"button\">")
                .both("日本語で読む", "Read in English")
                .raw("</button> <button id=\"theme\" type=\"button\">")
                .both("Dark or light", "明暗を切替")
                .raw("</button></div></header><main>");
        origin();
        forecasts();
        rates();
        similarity();
        albums.write(PeculiarPicture.of(findings.locality(), words::both));
        locality();
        albums.write(SpreadPicture.of(findings.spread(), Optional.of(cube), words::both));
        albums.write(PropagationPicture.of(findings.propagation(), cube.regions(), words::both));
        albums.write(GrowthPicture.of(findings.trends(), findings.changes(), Optional.of(cube), words::both));
        albums.write(RipplePicture.of(findings.ripples(), words::both));
        albums.write(OnsetPicture.of(told.together(), told.tellers()));
        missing();
        html.raw("</main><footer><p>")
                .both(
                        "Yochi. Every figure follows from the reports by docs/statistics.md.",
                        "Yochi。各数値の式は docs/statistics.md に示す。")
                .raw("</p></footer><script>%s</script></body></html>\n", resource("page.js"));
        return html.toString();
    }

    private void origin() {
        html.raw("<p>")
                .both(
                        String.format(
                                Locale.ROOT,
                                "From %d reports of %d regions, released under the privacy policy %s. Times are UTC."
                                        + " Counts are distinct sources, never packets, unless said otherwise.",
                                document.reports().read(),
                                document.regions().size(),
                                document.policy()),
                        String.format(
                                Locale.ROOT,
                                "%d 地域からの報告 %d 件（プライバシー方針 %s の下で公開）による。時刻は UTC。特記しない限り、数は異なる送信元の数であり、パケット数ではない。",
                                document.regions().size(),
                                document.reports().read(),
                                document.policy()))
                .raw("</p>");
    }

    private void heading(String id, String english, String japanese, String englishNote, String japaneseNote) {
        html.raw("<section aria-labelledby=\"%s\"><h2 id=\"%s\">", id, id)
                .both(english, japanese)
                .raw("</h2><p class=\"soft\">")
                .both(englishNote, japaneseNote)
                .raw("</p>");
    }

    private void forecasts() {
        heading(
                "forecasts",
                "What will come to " + home().en(),
                home().ja() + "に来るもの（予測）",
                "Distinct sources per day: the thin line came, the band is the forecast (median, 50 % and 90 %"
                        + " interval), dashed the naive rival (7-day mean), grey the days not measured.",
                "1 日あたりの異なる送信元数。細い線は実測、帯は予測（中央値、50 % と 90 % の区間）、破線は素朴な比較対象（7 日平均）、灰色は観測のない日。");
        Map<String, List<Forecast>> series = new LinkedHashMap<>();
        List<Forecast> drawn =
                findings.forecasts().stream().filter(this::daysOfARegion).toList();
        for (Forecast f : drawn) {
            series.computeIfAbsent(
                            f.question().region() + " / " + f.question().attackType() + " / "
                                    + f.question().service(),
                            k -> new ArrayList<>())
                    .add(f);
        }
        series.entrySet().stream()
                .sorted(Comparator.comparing(e -> !e.getKey().contains("/ ALL_")))
                .limit(SERIES)
                .forEach(e -> series(e.getValue()));
        if (series.isEmpty()) {
            html.raw("<p>").both("No forecast: see below what is missing.", "予測なし。理由は下記の欠損を参照。").raw("</p>");
        }
        html.raw("</section>");
    }

    /** Hours, and the sum of several regions, stand in the document; what is drawn are a region's days. */
    private boolean daysOfARegion(Forecast forecast) {
        Prediction.Question asked = forecast.question();
        return cube.regions().contains(asked.region())
                && Duration.between(asked.from(), asked.to()).toDays() >= 1;
    }

    private Say home() {
        return Names.of(new Region(document.home()));
    }

    private void series(List<Forecast> forecasts) {
        Forecast first = forecasts.get(0);
        Cell cell = new Cell(first.question().attackType(), first.question().service());
        List<Epoch> days = cube.days();
        int from = Math.max(0, days.size() - SHOWN_DAYS);
        double[] values = cube.dailySources(first.question().region(), cell);
        Say title = Names.of(first.question().region())
                .and(", ")
                .and(Names.of(first.question().attackType(), first.question().service()));
        html.raw("<h3>")
                .both(title.en(), title.ja().replace(", ", "、"))
                .raw("</h3>")
                .raw(SeriesPicture.of(
                        title.en() + ": daily distinct sources and forecast / 日ごとの送信元数と予測",
                        days.subList(from, days.size()),
                        Arrays.copyOfRange(values, from, values.length),
                        forecasts));
    }

    private void rates() {
        List<AnalyseDocument.RegionLine> regions = document.regions();
        if (regions.isEmpty()) {
            return;
        }
        boolean byAddress = regions.getFirst().rate().unit().contains("address");
        heading(
                "rates",
                "How often each region is attacked",
                "地域ごとの攻撃の頻度",
                "Distinct sources per " + (byAddress ? "monitored address" : "sensor")
                        + " and day in the last seven days, so that regions of different size compare; and beside"
                        + " each region's own usual (median of up to 28 days before). ? where it cannot be told.",
                "直近 7 日間の、" + (byAddress ? "監視アドレス 1 個" : "センサー 1 台")
                        + "・1 日あたりの異なる送信元数（規模の異なる地域を比べるため）と、その地域自身の平常値（直前の最大 28 日の中央値）に対する比。"
                        + "求められないものは ?。");
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Rates / 頻度\">")
                .raw("<table><thead><tr>");
        for (String[] column : new String[][] {
            {"Region", "地域"},
            {"Sources", "送信元"},
            {"95 % interval", "95 % 区間"},
            {"Packets, same unit", "パケット（同じ単位）"},
            {"Against its usual", "平常比"},
            {"Sensed services", "観測対象サービス数"},
            {"Watched", "観測率"}
        }) {
            html.raw("<th scope=\"col\">").both(column[0], column[1]).raw("</th>");
        }
        html.raw("</tr></thead><tbody>");
        regions.stream()
                .sorted(Comparator.comparingDouble((AnalyseDocument.RegionLine r) ->
                        r.rate().sources() == null ? 1 : -Objects.requireNonNull(r.rate().sources())))
                .forEach(this::rate);
        html.raw("</tbody></table></div></section>");
    }

    private void rate(AnalyseDocument.RegionLine region) {
        AnalyseDocument.RateLine r = region.rate();
        html.raw("<tr><th scope=\"row\">%s</th>", Markup.escape(region.name()));
        for (String value : List.of(
                rounded(r.sources()),
                rounded(r.low()) + " – " + rounded(r.high()),
                rounded(r.packets()),
                "× " + rounded(r.againstBaseline()),
                Integer.toString(r.items()),
                String.format(Locale.ROOT, "%.1f %%", 100 * region.uptime()))) {
            html.raw("<td>%s</td>", value);
        }
        html.raw("</tr>");
    }

    private static String rounded(@Nullable Double value) {
        return value == null ? "?" : String.format(Locale.ROOT, "%.3g", value);
    }

    private void similarity() {
        var weeks = cube.fullWeeks();
        Optional<Finding.Clusters> groups = findings.clusters().stream()
                .filter(c -> weeks.isEmpty() || c.window().equals(weeks.getLast()))
                .findFirst();
        albums.write(AlikePicture.of(groups, findings.similarity(), cube.regions(), words::both));
    }

    private void locality() {
        heading(
                "locality",
                "What speaks for each peculiarity, in words",
                "特有と判定した根拠（文章）",
                "In the order of the picture above, with the other readings that are not excluded.",
                "上の図と同じ順。除外できない他の読み方も示す。");
        html.raw("<ol class=\"found\">");
        for (Finding.Locality f : findings.locality().stream().limit(PECULIARITIES).toList()) {
            html.raw("<li><strong>%s</strong> ", Markup.escape(f.region() + " " + f.service()))
                    .raw("<span class=\"verdict\">")
                    .both(
                            Words.of(f.verdict()) + percent(f.probability()),
                            Words.japanese(f.verdict()) + percent(f.probability()))
                    .raw("</span> ")
                    .both(others(f, Words::of), others(f, Words::japanese))
                    .raw("<br>")
                    .both(f.why(), words.of(f.why()))
                    .raw("</li>");
        }
        html.raw("</ol>");
        if (findings.locality().isEmpty()) {
            html.raw("<p>").both("Nothing peculiar.", "特異なものはない。").raw("</p>");
        }
        html.raw("</section>");
    }

    private static String percent(OptionalDouble probability) {
        return probability.isPresent() ? " " + Figures.chance(probability.getAsDouble()) : "";
    }

    /** The other readings that are not all but excluded. */
    private static String others(Finding.Locality f, Function<Finding.Verdict, String> word) {
        return f.readings().stream()
                .filter(r -> r.verdict() != f.verdict() && r.probability() >= LEAST_PROBABILITY)
                .map(r -> word.apply(r.verdict()) + percent(OptionalDouble.of(r.probability())))
                .collect(Collectors.joining(" · "));
    }

    private void missing() {
        heading(
                "missing",
                "What was missing",
                "欠けていたもの",
                "Missing is not zero: none of this was counted as silence.",
                "欠損はゼロではない。以下のいずれも「攻撃なし」とは数えていない。");
        TreeMap<String, String> all = new TreeMap<>();
        document.regions().forEach(r -> r.missing().forEach(m -> all.put(m, words.of(m))));
        document.unknown().stream()
                .filter(u -> !u.path().contains("["))
                .forEach(u -> all.put(
                        u.path() + ": " + u.reason(), u.path() + "：" + words.of(u.reason())));
        document.reports().rejected().forEach(r -> all.put(r.file() + ": " + r.reason(), r.file() + ": " + r.reason()));
        html.raw("<ul>");
        all.forEach((english, japanese) -> html.raw("<li>").both(english, japanese).raw("</li>"));
        if (all.isEmpty()) {
            html.raw("<li>").both("Nothing.", "なし。").raw("</li>");
        }
        html.raw("</ul></section>");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(AnalysePage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
