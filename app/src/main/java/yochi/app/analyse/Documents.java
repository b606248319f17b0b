package yochi.app.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.Grouping;
import yochi.analysis.cube.Rate;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Findings as the lines of {@link AnalyseDocument}; writes down the reason of every null as it goes. */
public final class Documents {
    private static final String NO_DAY = "the reports cover no whole day";
    private static final String NO_HOME = "no report comes from ";
    private static final String FEW_DAYS = "fewer than 14 days were measured in ";

    /** Days whose rates are told: a week, so that each day of it counts once. */
    private static final int RATE_DAYS = 7;

    private final Cube cube;
    private final boolean byAddress;
    private final List<AnalyseDocument.Unknown> unknown = new ArrayList<>();

    private Documents(Cube cube) {
        this.cube = cube;
        this.byAddress = byAddress(cube);
    }

    public static AnalyseDocument of(
            Cube cube,
            Country home,
            AnalyseDocument.Reports reports,
            AnalyseRound.Findings findings,
            Map<String, Double> timing) {
        Documents to = new Documents(cube);
        List<AnalyseDocument.RegionLine> regions =
                cube.regions().stream().map(to::region).toList();
        if (cube.days().isEmpty()) {
            for (String part :
                    List.of("similarity", "clusters", "spread", "locality", "trends", "changes", "propagation")) {
                to.unknown.add(new AnalyseDocument.Unknown(part, NO_DAY));
            }
        }
        AlikeLines alike = new AlikeLines(to.unknown);
        List<AnalyseDocument.SimilarityLine> similarity = alike.similarity(findings.similarity());
        List<AnalyseDocument.ClustersLine> clusters = alike.clusters(findings.clusters());
        List<AnalyseDocument.SpreadLine> spread = alike.spread(findings.spread());
        List<AnalyseDocument.LocalityLine> localities = to.localities(findings.locality());
        List<AnalyseDocument.TrendLine> trends = to.trends(findings.trends());
        if (findings.forecasts().isEmpty()) {
            String why = cube.regionsOf(home).isEmpty()
                    ? NO_HOME + home
                    : FEW_DAYS + home;
            to.unknown.add(new AnalyseDocument.Unknown("forecasts", why));
        }
        return new AnalyseDocument(
                AnalyseDocument.VERSION,
                home.code(),
                cube.until().toString(),
                cube.grouping() == Grouping.SENSOR ? "sensor" : "country",
                String.join(", ", cube.policies()),
                reports,
                regions,
                similarity,
                clusters,
                spread,
                localities,
                trends,
                findings.changes().stream().map(Documents::change).toList(),
                RippleLine.of(findings.ripples(), to.unknown),
                new PropagationDocuments(to.unknown).propagation(findings.propagation()),
                findings.reach().stream().map(PropagationDocuments::reach).toList(),
                findings.forecasts().stream().map(Documents::forecast).toList(),
                new LinkedHashMap<>(timing),
                List.copyOf(to.unknown));
    }

    /** One unit for all regions: a rate by address beside one by sensor would compare nothing. */
    private static boolean byAddress(Cube cube) {
        return cube.days().isEmpty()
                || cube.regions().stream()
                        .map(r -> cube.sourceRate(r, Cell.ALL_ORIGIN, cube.lastDays(RATE_DAYS)))
                        .filter(Rate::measured)
                        .noneMatch(r -> Double.isNaN(r.addressDays()));
    }

    private AnalyseDocument.RateLine rate(Region region) {
        String unit = byAddress ? "sources per address and day" : "sources per sensor and day";
        String at = "regions[" + region + "].rate.";
        if (cube.days().isEmpty()) {
            for (String part : List.of("sources", "packets", "perItem", "againstBaseline")) {
                unknown.add(new AnalyseDocument.Unknown(at + part, NO_DAY));
            }
            return new AnalyseDocument.RateLine(
                    cube.span().toString(), unit, null, null, null, null, 0, null, null, null, null);
        }
        Epoch window = cube.lastDays(RATE_DAYS);
        Rate sources = cube.sourceRate(region, Cell.ALL_ORIGIN, window);
        Rate packets = cube.packetRate(region, Cell.ALL_ORIGIN, window);
        String why = String.join("; ", sources.missing());
        return new AnalyseDocument.RateLine(
                window.toString(),
                unit,
                number(byAddress ? sources.perAddressDay() : sources.perSensorDay(), at + "sources", why),
                number(byAddress ? sources.low() : Double.NaN, at + "low", why.isEmpty() ? "by sensor" : why),
                number(byAddress ? sources.high() : Double.NaN, at + "high", why.isEmpty() ? "by sensor" : why),
                number(
                        byAddress ? packets.perAddressDay() : packets.perSensorDay(),
                        at + "packets",
                        String.join("; ", packets.missing())),
                sources.items(),
                number(sources.perItem(), at + "perItem", why),
                number(sources.baseline(), at + "baseline", why),
                number(sources.againstBaseline(), at + "againstBaseline", why),
                number(sources.spread(), at + "spread", why));
    }

    private AnalyseDocument.Frequency frequency(Region region, AttackType type, Epoch span) {
        Cell cell = new Cell(type, Service.ANY);
        String at = "regions[" + region + "].attackTypes." + type + ".";
        Rate rate = cube.sourceRate(region, cell, cube.days().isEmpty() ? span : cube.lastDays(RATE_DAYS));
        String why = String.join("; ", rate.missing());
        return new AnalyseDocument.Frequency(
                type.party().name().toLowerCase(Locale.ROOT),
                type.spoofable(),
                (long) Cube.number(cube.packets(region, cell, span)),
                perDay(region, cell, at + "sourcesPerDay"),
                number(byAddress ? rate.perAddressDay() : rate.perSensorDay(), at + "rate", why),
                number(rate.againstBaseline(), at + "againstBaseline", why));
    }

    private @Nullable Double number(double value, String path, String reason) {
        return orNull(OptionalDouble.of(value), path, reason.isEmpty() ? "not measured" : reason);
    }

    private AnalyseDocument.RegionLine region(Region region) {
        Epoch span = cube.span();
        Map<String, AnalyseDocument.Frequency> kinds = new TreeMap<>();
        for (AttackType type : AttackType.values()) {
            Cell cell = new Cell(type, Service.ANY);
            if (cube.cells(region).contains(cell) && !type.isTotal()) {
                kinds.put(type.name(), frequency(region, type, span));
            }
        }
        return new AnalyseDocument.RegionLine(
                region.name(),
                cube.country(region).code(),
                cube.firstDay(region).start().toString(),
                cube.uptime(region, span),
                rate(region),
                (long) (Cube.number(cube.packets(region, Cell.ALL_ORIGIN, span))
                        + Cube.number(cube.packets(region, Cell.ALL_VICTIM, span))),
                perDay(region, Cell.ALL_ORIGIN, "regions[" + region + "].sourcesPerDay"),
                kinds,
                cube.missing(region, span));
    }

    private @Nullable Double perDay(Region region, Cell cell, String path) {
        OptionalDouble mean = Arrays.stream(cube.dailySources(region, cell))
                .filter(v -> !Double.isNaN(v))
                .average();
        return orNull(mean, path, "the policy lets out no distinct sources of it, or no day was measured");
    }

    private @Nullable Double orNull(OptionalDouble value, String path, String reason) {
        if (value.isPresent() && !Double.isNaN(value.getAsDouble())) {
            return value.getAsDouble();
        }
        unknown.add(new AnalyseDocument.Unknown(path, reason));
        return null;
    }

    private List<AnalyseDocument.LocalityLine> localities(List<Finding.Locality> found) {
        List<AnalyseDocument.LocalityLine> out = new ArrayList<>();
        for (Finding.Locality f : found) {
            out.add(new AnalyseDocument.LocalityLine(
                    f.region().name(),
                    f.attackType().name(),
                    f.service().toString(),
                    f.window().toString(),
                    f.observed(),
                    f.expected(),
                    f.lower5(),
                    Words.of(f.verdict()),
                    f.readings().stream()
                            .map(r -> new AnalyseDocument.ReadingLine(Words.of(r.verdict()), r.probability()))
                            .toList(),
                    strength(f.strength().orElseThrow(), "locality[" + out.size() + "].strength."),
                    f.why(),
                    f.missing()));
        }
        return out;
    }

    private AnalyseDocument.StrengthLine strength(Finding.Strength s, String at) {
        String past = "its own past is too short to compare with";
        String growth = "too few days or sources to tell its growth";
        return new AnalyseDocument.StrengthLine(
                s.lift(),
                s.pmi(),
                s.days(),
                orNull(s.counted(), at + "counted", past),
                orNull(s.past(), at + "past", past),
                orNull(s.pastLower5(), at + "pastLower5", past),
                orNull(s.both(), at + "both", past),
                orNull(s.bothLower5(), at + "bothLower5", past),
                orNull(s.surprise(), at + "surprise", past),
                s.together().stream().map(Region::name).toList(),
                orNull(s.qValue(), at + "qValue", "it did not rise together with others in a way that chance excludes"),
                orNull(s.growthPerDay(), at + "growthPerDay", growth),
                orNull(s.growthLow(), at + "growthLow", growth),
                orNull(s.growthHigh(), at + "growthHigh", growth));
    }

    private List<AnalyseDocument.TrendLine> trends(List<Finding.Trend> found) {
        List<AnalyseDocument.TrendLine> out = new ArrayList<>();
        for (Finding.Trend f : found) {
            String at = "trends[" + out.size() + "].";
            String reason = f.missing().isEmpty() ? "too short" : f.missing().get(f.missing().size() - 1);
            out.add(new AnalyseDocument.TrendLine(
                    f.region().name(),
                    f.attackType().name(),
                    f.service().toString(),
                    f.window().toString(),
                    orNull(OptionalDouble.of(f.slopePerDay()), at + "slopePerDay", reason),
                    orNull(OptionalDouble.of(f.low()), at + "low", reason),
                    orNull(OptionalDouble.of(f.high()), at + "high", reason),
                    orNull(OptionalDouble.of(f.pValue()), at + "pValue", reason),
                    orNull(OptionalDouble.of(f.perWeek()), at + "perWeek", reason),
                    orNull(OptionalDouble.of(f.perWeekLow()), at + "perWeekLow", reason),
                    orNull(OptionalDouble.of(f.perWeekHigh()), at + "perWeekHigh", reason),
                    orNull(f.doublingDays(), at + "doublingDays", "neither growing nor shrinking"),
                    Words.of(f.label()),
                    f.missing()));
        }
        return out;
    }

    private static AnalyseDocument.ChangeLine change(Finding.Change f) {
        return new AnalyseDocument.ChangeLine(
                f.region().name(),
                f.attackType().name(),
                f.service().toString(),
                f.window().toString(),
                f.at().toString(),
                f.before(),
                f.after(),
                f.probability(),
                f.missing());
    }

    private static AnalyseDocument.ForecastLine forecast(Forecast f) {
        return new AnalyseDocument.ForecastLine(
                f.question().region().name(),
                f.question().attackType().name(),
                f.question().service().toString(),
                f.question().metric().id(),
                f.issued().toString(),
                f.informationUntil().toString(),
                f.question().from().toString(),
                f.question().to().toString(),
                quantiles(f.prediction()),
                f.rivals().stream()
                        .map(r -> new AnalyseDocument.RivalLine(r.name(), quantiles(r.prediction())))
                        .toList(),
                f.method(),
                f.missing());
    }

    static Map<String, Double> quantiles(Prediction prediction) {
        Map<String, Double> out = new LinkedHashMap<>();
        switch (prediction) {
            case Prediction.Quantiles q ->
                q.quantiles().forEach((level, value) -> out.put(Double.toString(level), value));
            case Prediction.Probability p -> out.put("probability", p.value());
        }
        return out;
    }
}
