package yochi.centre.round;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import yochi.analysis.cube.Cube;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.locality.LocalityAnalysis;
import yochi.analysis.propagation.PropagationAnalysis;
import yochi.analysis.similarity.SimilarityAnalysis;
import yochi.analysis.spread.SpreadAnalysis;
import yochi.analysis.spread.SpreadForecast;
import yochi.analysis.trend.ChangeAnalysis;
import yochi.analysis.trend.TrendAnalysis;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * What an ordinary round looks for: similarity, spread and locality of the last full week, trends, changes, who leads
 * whom, what new attacks will reach home, what will come.
 */
public final class StandardParts {
    private static final int WEEK = 7;
    /** Peculiar cells that a round keeps, the surest first: more than anybody reads (own choice). */
    private static final int MOST_PECULIAR = 2_000;

    private StandardParts() {}

    public static List<Part> of(Country home, ForecastAnalysis.Settings forecast) {
        TrendAnalysis trend = new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS);
        ChangeAnalysis change = new ChangeAnalysis(ChangeAnalysis.Settings.DEFAULTS);
        LocalityAnalysis locality = new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS);
        PropagationAnalysis propagation = new PropagationAnalysis(PropagationAnalysis.Settings.DEFAULTS);
        return List.of(
                new Part("similarity", Fitted.byWeek(StandardParts::similarity)),
                new Part("spread", Fitted.byDay(StandardParts::spread)),
                new Part("locality", Fitted.byDay(cube -> locality(locality, cube))),
                new Part("trend", Fitted.byDay(cube -> Part.Found.findings(trend.analyse(cube)))),
                new Part("change", Fitted.byDay(cube -> Part.Found.findings(change.analyse(cube)))),
                new Part(
                        "propagation",
                        Fitted.byWeek(
                                cube -> Part.Found.findings(propagation.analyse(cube, cube.regionsOf(home))))),
                new Part(
                        "arrival",
                        Fitted.byDay(cube -> Part.Found.forecasts(
                                SpreadForecast.analyse(cube, cube.regionsOf(home))))),
                forecast(cube -> cube.regionsOf(home), forecast));
    }

    /** What will come to some regions, said once a day. */
    public static Part forecast(Function<Cube, List<Region>> regions, ForecastAnalysis.Settings settings) {
        ForecastAnalysis analysis = new ForecastAnalysis(settings);
        return new Part(
                "forecast", Fitted.byDay(cube -> Part.Found.forecasts(analysis.analyse(cube, regions.apply(cube)))));
    }

    private static Part.Found similarity(Cube cube) {
        List<Epoch> weeks = cube.fullWeeks();
        List<Epoch> last = weeks.isEmpty()
                ? window(cube).stream().toList()
                : weeks.subList(Math.max(0, weeks.size() - 2), weeks.size());
        List<SimilarityAnalysis.Alike> found = new SimilarityAnalysis().analyse(cube, last);
        return Part.Found.findings(
                found.isEmpty() ? List.of() : found.getLast().findings());
    }

    private static Part.Found spread(Cube cube) {
        List<Finding> out = window(cube).stream()
                .<Finding>flatMap(w -> new SpreadAnalysis().analyse(cube, w).stream())
                .toList();
        return Part.Found.findings(out);
    }

    private static Part.Found locality(LocalityAnalysis analysis, Cube cube) {
        return window(cube)
                .map(w -> Part.Found.first(analysis.analyse(cube, w), MOST_PECULIAR))
                .orElse(Part.Found.findings(List.of()));
    }

    /** The last full week, whose sources are under one key; before the first one, the last days. */
    private static Optional<Epoch> window(Cube cube) {
        if (cube.days().isEmpty()) {
            return Optional.empty();
        }
        List<Epoch> weeks = cube.fullWeeks();
        return Optional.of(weeks.isEmpty() ? cube.lastDays(WEEK) : weeks.getLast());
    }
}
