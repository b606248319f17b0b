package yochi.app.analyse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import yochi.analysis.cube.Cube;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.locality.LocalityAnalysis;
import yochi.analysis.propagation.PropagationAnalysis;
import yochi.analysis.similarity.SimilarityAnalysis;
import yochi.analysis.spread.SpreadAnalysis;
import yochi.analysis.trend.ChangeAnalysis;
import yochi.analysis.trend.Ripple;
import yochi.analysis.trend.RippleAnalysis;
import yochi.analysis.trend.TrendAnalysis;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Ticker;

/** Runs every analysis once over a cube, with the time that each took. */
public final class AnalyseRound {
    /** Days of the window in which peculiarities are looked for. */
    private static final int LOCALITY_DAYS = 7;

    private final Ticker ticker;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /**
     * What was found.
     *
     * @param similarity per full week, and over all days, best first in each window
     * @param clusters which regions group, for each of these windows
     * @param spread how far kinds of attack have spread in the last seven days
     * @param ripples new kinds of attack, day by day
     */
    public record Findings(
            List<Finding.Similarity> similarity,
            List<Finding.Clusters> clusters,
            List<Finding.Spread> spread,
            List<Finding.Locality> locality,
            List<Finding.Trend> trends,
            List<Finding.Change> changes,
            List<Ripple> ripples,
            List<Finding.Propagation> propagation,
            List<Finding.Reach> reach,
            List<Forecast> forecasts) {}

    public AnalyseRound(Ticker ticker) {
        this.ticker = ticker;
    }

    public Findings analyse(Cube cube, Country home) {
        if (cube.days().isEmpty()) {
            return new Findings(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        List<Finding> propagation =
                timed("propagation", () -> new PropagationAnalysis(PropagationAnalysis.Settings.DEFAULTS)
                        .analyse(cube, cube.regionsOf(home)));
        List<SimilarityAnalysis.Alike> alike = timed("similarity", () -> similarity(cube));
        return new Findings(
                alike.stream().flatMap(a -> a.pairs().stream()).toList(),
                alike.stream().map(SimilarityAnalysis.Alike::clusters).toList(),
                timed("spread", () -> new SpreadAnalysis().analyse(cube, cube.lastDays(LOCALITY_DAYS))),
                timed("locality", () -> new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS)
                        .analyse(cube, cube.lastDays(LOCALITY_DAYS))),
                timed("trends", () -> new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS).analyse(cube)),
                timed("changes", () -> new ChangeAnalysis(ChangeAnalysis.Settings.DEFAULTS).analyse(cube)),
                timed("ripples", () -> new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS).analyse(cube)),
                only(propagation, Finding.Propagation.class),
                only(propagation, Finding.Reach.class),
                timed("forecasts", () -> new ForecastAnalysis(ForecastAnalysis.Settings.DEFAULTS)
                        .analyse(cube, cube.regionsOf(home))));
    }

    private static <T> List<T> only(List<Finding> found, Class<T> kind) {
        return found.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Seconds per step so far, in order. */
    public Map<String, Double> seconds() {
        return seconds;
    }

    /** Runs a step and keeps how long it took. */
    public <T> T timed(String step, Supplier<T> work) {
        long start = ticker.nanos();
        T result = work.get();
        seconds.merge(step, (ticker.nanos() - start) / 1e9, Double::sum);
        return result;
    }

    private static List<SimilarityAnalysis.Alike> similarity(Cube cube) {
        TreeSet<Epoch> windows = new TreeSet<>(cube.fullWeeks());
        windows.add(cube.lastDays(cube.days().size()));
        return new SimilarityAnalysis().analyse(cube, List.copyOf(windows));
    }
}
