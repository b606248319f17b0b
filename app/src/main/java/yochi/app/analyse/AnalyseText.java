package yochi.app.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import yochi.analysis.forecast.ForecastAnalysis;

/** The document as text for people at a terminal. */
public final class AnalyseText {
    private static final int PAIRS = 5;
    private static final int PECULIARITIES = 10;
    private static final int TRENDS = 10;
    private static final int MOST_REGIONS = 20;

    private final List<String> lines = new ArrayList<>();

    private AnalyseText() {}

    public static List<String> of(AnalyseDocument document) {
        AnalyseText text = new AnalyseText();
        text.write(document);
        return text.lines;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for one word
    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    private void write(AnalyseDocument d) {
        add(
                "Analysis for %s until %s, by %s, policy %s: %d reports, %d regions",
                d.home(),
                d.until(),
                d.by(),
                d.policy(),
                d.reports().read(),
                d.regions().size());
        d.reports().rejected().forEach(r -> add("  rejected %s: %s", r.file(), r.reason()));
        rates(d);
        similarity(d);
        clusters(d);
        spread(d);
        add("");
        add("Peculiar to one region in the last seven days (distinct sources, both readings told):");
        d.locality().stream()
                .limit(PECULIARITIES)
                .forEach(l -> add(
                        "  %-18s %s (%.0f %%)%n    %s",
                        l.region(),
                        l.verdict(),
                        100 * l.readings().getFirst().probability(),
                        l.why()));
        if (d.locality().isEmpty()) {
            add("  nothing");
        }
        add("");
        add("Trends of daily distinct sources (growth per week, 95 %% interval):");
        d.trends().stream()
                .filter(t -> t.label().equals("growing") || t.label().equals("shrinking"))
                .limit(TRENDS)
                .forEach(this::trend);
        add(
                "  %d of %d series are flat or cannot be told",
                d.trends().stream()
                        .filter(t -> !t.label().equals("growing") && !t.label().equals("shrinking"))
                        .count(),
                d.trends().size());
        changes(d);
        PropagationText.of(d).forEach(lines::add);
        forecasts(d);
        add("");
        add("Time: %s", d.timing().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.1f s", e.getKey(), e.getValue()))
                .toList());
        d.unknown().stream()
                .filter(u -> !u.path().contains("["))
                .forEach(u -> add("Not known: %s: %s", u.path(), u.reason()));
    }

    /** By rate; regions without one come last, and their counts are not shown in its place. */
    private void rates(AnalyseDocument d) {
        if (d.regions().isEmpty()) {
            return;
        }
        AnalyseDocument.RateLine first = d.regions().getFirst().rate();
        add("");
        add("Regions by %s in %s (95 %%), beside their own usual:", first.unit(), first.window());
        d.regions().stream()
                .sorted(Comparator.comparingDouble((AnalyseDocument.RegionLine r) ->
                        r.rate().sources() == null ? 1 : -Objects.requireNonNull(r.rate().sources())))
                .limit(MOST_REGIONS)
                .forEach(r -> add(
                        "  %-18s %s (%s to %s)  %s packets  usual x %s  watched %.1f %%",
                        r.name(),
                        number(r.rate().sources()),
                        number(r.rate().low()),
                        number(r.rate().high()),
                        number(r.rate().packets()),
                        number(r.rate().againstBaseline()),
                        100 * r.uptime()));
        if (d.regions().size() > MOST_REGIONS) {
            add("  and %d more in the JSON document", d.regions().size() - MOST_REGIONS);
        }
    }

    private void changes(AnalyseDocument d) {
        if (d.changes().isEmpty()) {
            return;
        }
        add("");
        add("When the hourly level changed (its rhythm taken out, the newest first):");
        d.changes().stream()
                .sorted(Comparator.comparing(AnalyseDocument.ChangeLine::at).reversed())
                .limit(TRENDS)
                .forEach(c -> add(
                        "  %-18s %-18s %s  %.1f times as much (%.3g, then %.3g an hour)",
                        c.region(),
                        c.attackType(),
                        c.at(),
                        c.after() / c.before(),
                        c.before(),
                        c.after()));
    }

    private void similarity(AnalyseDocument d) {
        List<String> windows = d.similarity().stream()
                .map(AnalyseDocument.SimilarityLine::window)
                .distinct()
                .toList();
        if (windows.isEmpty()) {
            return;
        }
        String last = windows.get(windows.size() - 1);
        add("");
        add("Most alike in %s, by sources seen at both over sources expected at both:", last);
        d.similarity().stream()
                .filter(s -> s.window().equals(last))
                .limit(PAIRS)
                .forEach(s -> add(
                        "  %d. %s - %s  who %s (95 %%: %s to %s)  mix %s  when %s at %s h  combined %s",
                        s.rank(),
                        s.a(),
                        s.b(),
                        number(s.who()),
                        number(s.low()),
                        number(s.high()),
                        number(s.mix()),
                        number(s.when()),
                        number(s.lagHours()),
                        number(s.combined())));
        add("  (%d windows of %d pairs in the JSON document)", windows.size(), d.similarity().stream()
                .filter(s -> s.window().equals(last))
                .count());
    }

    private void clusters(AnalyseDocument d) {
        if (d.clusters().isEmpty()) {
            return;
        }
        AnalyseDocument.ClustersLine last = d.clusters().getLast();
        List<List<String>> groups =
                last.groups().stream().filter(g -> g.size() > 1).toList();
        add(
                "  groups: %s; stability %s (adjusted Rand over redrawn days and services)",
                groups.isEmpty() ? "none beyond chance" : groups,
                number(last.stability()));
    }

    private void spread(AnalyseDocument d) {
        if (d.spread().isEmpty()) {
            return;
        }
        add("");
        add("Spread in %s: regions at more than twice their usual, and effective number of regions:", d.spread()
                .getFirst()
                .window());
        d.spread().stream()
                .limit(PECULIARITIES)
                .forEach(s -> add(
                        "  %-18s %-9s raised in %d of %d judged  seen in %d of %d, effectively %s  first: %s",
                        s.attackType(),
                        s.service(),
                        s.prevalence(),
                        s.judged(),
                        s.present(),
                        s.observing(),
                        number(s.effectiveRegions()),
                        s.arrivals().stream()
                                .filter(a -> !a.always())
                                .findFirst()
                                .map(a -> a.region() + " by " + a.latest().substring(0, "2013-01-01".length()))
                                .orElse("there since the first days")));
        if (d.spread().size() > PECULIARITIES) {
            add("  and %d more in the JSON document", d.spread().size() - PECULIARITIES);
        }
    }

    private void trend(AnalyseDocument.TrendLine t) {
        add(
                "  %-18s %-18s %-9s %s  %s (%s to %s), %s in %s days",
                t.region(),
                t.attackType(),
                t.service(),
                t.label(),
                weekly(t.perWeek()),
                weekly(t.perWeekLow()),
                weekly(t.perWeekHigh()),
                t.label().equals("growing") ? "twice" : "half",
                number(t.doublingDays()));
    }

    private void forecasts(AnalyseDocument d) {
        add("");
        add("Distinct sources expected per day (5 %% to 95 %%; in brackets the 7-day mean):");
        d.forecasts().stream()
                .filter(f -> f.service().equals("any") && f.attackType().startsWith("ALL_"))
                .filter(f -> f.method().equals(ForecastAnalysis.METHOD))
                .forEach(f -> add(
                        "  %-18s %-11s %s  %s (%s to %s)  [%s]",
                        f.region(),
                        f.attackType(),
                        f.from().substring(0, "2013-01-01".length()),
                        number(f.quantiles().get("0.5")),
                        number(f.quantiles().get("0.05")),
                        number(f.quantiles().get("0.95")),
                        f.rivals().isEmpty()
                                ? "none"
                                : number(f.rivals().get(0).quantiles().get("0.5"))));
    }

    private static String number(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? "?" : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
    }

    private static String weekly(@org.jspecify.annotations.Nullable Double growth) {
        return growth == null ? "?" : String.format(Locale.ROOT, "%+.0f %%", 100 * growth);
    }
}
