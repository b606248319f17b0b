package yochi.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.score.Crps;
import yochi.analysis.score.Scores;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/**
 * How good the daily forecasts are: every day from the 29th on is an origin, whatever was known then is used, and what
 * came later is the outcome (algorithms §4.4). CRPS is scaled by each series' own seasonal step, skill is against the
 * naive rivals, which are told as distributions too.
 */
public final class ForecastSuite {
    private static final Skill CRPS = new Skill("CRPS", "share of the rival's scaled CRPS saved", "the ");
    private static final int WARM_UP_DAYS = 28;
    /** A day watched less is not scored, as at the centre: its count is too low. */
    private static final double LEAST_UPTIME = 0.95;

    private static final int WEEK = 7;
    private static final String MEAN = "7-day mean";
    private static final String SEASONAL = "seasonal naive";

    private final ForecastAnalysis.Settings settings;
    private final Consumer<DumpLine> dump;
    private final List<Scored> scored = new ArrayList<>();

    /**
     * One forecast with its outcome, as {@code --dump} writes it.
     *
     * @param key region, kind and service
     */
    public record DumpLine(
            String id,
            String issued,
            String informationUntil,
            String from,
            String to,
            String unit,
            String key,
            String measure,
            Map<Double, Double> quantiles,
            Map<String, Map<Double, Double>> rivals,
            double outcome,
            String outcomeKnownAt,
            List<String> missing,
            String modelVersion) {}

    public ForecastSuite(ForecastAnalysis.Settings settings, Consumer<DumpLine> dump) {
        this.settings = settings;
        this.dump = dump;
    }

    /**
     * Scores the forecasts of all regions, or of those given.
     *
     * @param builder has taken all reports
     */
    public Evaluation evaluate(CubeBuilder builder, List<Region> only, String data) {
        Cube all = builder.build(Instant.EPOCH);
        List<Epoch> days = all.days();
        ForecastAnalysis analysis = new ForecastAnalysis(settings);
        for (int origin = WARM_UP_DAYS; origin < days.size(); origin++) {
            Cube known = builder.build(days.get(origin - 1).end(), Instant.EPOCH);
            for (Region region : only.isEmpty() ? known.regions() : only) {
                for (Cell cell : analysis.cells(known, region)) {
                    score(all, known, analysis, region, cell, origin);
                }
            }
        }
        Epoch span = all.lastDays(days.size());
        return new Evaluation(
                Evaluation.VERSION,
                "forecast",
                data,
                span.start().toString(),
                span.end().toString(),
                String.join(", ", all.policies()),
                settings.seed(),
                measures());
    }

    private void score(Cube all, Cube known, ForecastAnalysis analysis, Region region, Cell cell, int origin) {
        double[] outcomes = all.dailySources(region, cell);
        double scale = Scores.maseScale(java.util.Arrays.copyOf(outcomes, origin), WEEK);
        if (!(scale > 0)) {
            return;
        }
        List<Forecast> forecasts = analysis.analyse(known, region, cell);
        for (int h = 1; h <= forecasts.size() && origin + h - 1 < outcomes.length; h++) {
            double outcome = outcomes[origin + h - 1];
            Forecast forecast = forecasts.get(h - 1);
            boolean whole = all.uptime(region, all.days().get(origin + h - 1)) >= LEAST_UPTIME;
            if (Double.isNaN(outcome) || !whole || forecast.rivals().size() < 2) {
                continue;
            }
            Map<Double, Double> ours = quantiles(forecast.prediction());
            Map<String, Double> losses = new LinkedHashMap<>();
            losses.put(Scored.OURS, Crps.quantiles(ours, outcome) / scale);
            for (Prediction.Rival rival : forecast.rivals()) {
                losses.put(rival.name(), Crps.quantiles(quantiles(rival.prediction()), outcome) / scale);
            }
            scored.add(new Scored(
                    origin,
                    h,
                    losses,
                    Math.abs(level(ours, .5) - outcome) / scale,
                    outcome >= level(ours, .25) && outcome <= level(ours, .75),
                    outcome >= level(ours, .05) && outcome <= level(ours, .95)));
            dump.accept(line(forecast, region, cell, ours, outcome));
        }
    }

    private static double level(Map<Double, Double> quantiles, double level) {
        return quantiles.getOrDefault(level, Double.NaN);
    }

    private static Map<Double, Double> quantiles(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Quantiles q -> q.quantiles();
            case Prediction.Probability p -> Map.of(.5, p.value());
        };
    }

    private DumpLine line(Forecast f, Region region, Cell cell, Map<Double, Double> ours, double outcome) {
        Map<String, Map<Double, Double>> rivals = new LinkedHashMap<>();
        f.rivals().forEach(r -> rivals.put(r.name(), quantiles(r.prediction())));
        String key = region + "/" + cell.attackType() + "/" + cell.service();
        return new DumpLine(
                key + "@" + f.issued() + ">" + f.question().from(),
                f.issued().toString(),
                f.informationUntil().toString(),
                f.question().from().toString(),
                f.question().to().toString(),
                "distinct sources per day",
                key,
                f.question().metric().id(),
                ours,
                rivals,
                outcome,
                f.question().to().toString(),
                f.missing(),
                f.method());
    }

    private List<Evaluation.Measured> measures() {
        List<Evaluation.Measured> out = new ArrayList<>();
        for (int h : new int[] {1, 3, 7}) {
            List<Scored> own = scored.stream().filter(s -> s.horizon() == h).toList();
            if (own.isEmpty()) {
                continue;
            }
            BlockBootstrap weeks = new BlockBootstrap(own, settings.seed());
            String group = h + (h == 1 ? " day ahead" : " days ahead");
            out.add(CRPS.against(SEASONAL, own, weeks, group));
            out.add(CRPS.against(MEAN, own, weeks, group));
            out.add(plain(own, weeks, group, "MASE of the median", Evaluation.Better.LOWER, Optional.empty(), l -> l
                    .stream()
                    .mapToDouble(Scored::error)
                    .average()
                    .orElse(Double.NaN)));
            out.add(plain(own, weeks, group, "coverage of the 90 % interval", Evaluation.Better.TARGET, Optional.of(.9),
                    l -> share(l, Scored::in90)));
            out.add(plain(own, weeks, group, "coverage of the 50 % interval", Evaluation.Better.TARGET, Optional.of(.5),
                    l -> share(l, Scored::in50)));
        }
        return out;
    }

    private static double share(List<Scored> list, java.util.function.Predicate<Scored> held) {
        return list.stream().filter(held).count() / (double) list.size();
    }

    private static Evaluation.Measured plain(
            List<Scored> own,
            BlockBootstrap weeks,
            String group,
            String name,
            Evaluation.Better better,
            Optional<Double> target,
            ToDoubleFunction<List<Scored>> figure) {
        double[] interval = weeks.interval(figure);
        boolean holds = target.map(t -> t >= interval[0] && t <= interval[1]).orElse(true);
        return new Evaluation.Measured(
                name,
                group,
                name.startsWith("MASE") ? "mean step over seven days" : "share",
                better.word(),
                target,
                figure.applyAsDouble(own),
                interval[0],
                interval[1],
                own.size(),
                weeks.blocks(),
                List.of(),
                Optional.empty(),
                target.isEmpty() ? "" : holds ? "as told" : "not as told");
    }
}
