package yochi.app.analyse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code yochi analyse --json} prints (docs/formats.md, docs/schemas/analyse-1.json); a {@code null} always has
 * its reason in {@code unknown}.
 *
 * @param version {@value #VERSION}
 * @param home ISO 3166-1 code of the country asked for
 * @param until end of the observation time looked at
 * @param by what a region is: {@code sensor} or {@code country}
 * @param policy names of the privacy policies behind the reports
 * @param reports what was read
 * @param timing seconds per step, by the monotonic clock
 * @param unknown reasons of every null
 */
public record AnalyseDocument(
        String version,
        String home,
        String until,
        String by,
        String policy,
        Reports reports,
        List<RegionLine> regions,
        List<SimilarityLine> similarity,
        List<ClustersLine> clusters,
        List<SpreadLine> spread,
        List<LocalityLine> locality,
        List<TrendLine> trends,
        List<ChangeLine> changes,
        List<RippleLine> ripples,
        List<PropagationLine> propagation,
        List<ReachLine> reach,
        List<ForecastLine> forecasts,
        Map<String, Double> timing,
        List<Unknown> unknown) {
    public static final String VERSION = "yochi.analyse/1";

    /**
     * Report files.
     *
     * @param read those that could be read
     * @param duplicates those met before, by node, window and sequence
     * @param unknownNames names in them that this side does not know, counted under rest
     */
    public record Reports(int read, int duplicates, int unknownNames, List<RejectedFile> rejected) {}

    /** A file that is no readable report. */
    public record RejectedFile(String file, String reason) {}

    /**
     * One region.
     *
     * @param from first day reported
     * @param uptime share of the time since then that its sensors watched
     * @param rate of the last seven days, by what was watched: what regions of different size are compared by
     * @param packets in all, whatever was watched: not for comparison
     * @param sourcesPerDay mean of the daily distinct sources over the days measured
     * @param attackTypes frequency of each kind
     */
    public record RegionLine(
            String name,
            String country,
            String from,
            double uptime,
            RateLine rate,
            long packets,
            @Nullable Double sourcesPerDay,
            Map<String, Frequency> attackTypes,
            List<String> missing) {}

    /**
     * Distinct origins of a region for what it watched (K-9); of all regions in one unit.
     *
     * @param window the days looked at
     * @param unit {@code sources per address and day}, or {@code per sensor and day} where a size is not known
     * @param sources distinct sources in the unit
     * @param low lower 95 % limit, where it is by address
     * @param high upper limit
     * @param packets packets in the same unit
     * @param items services that the region senses
     * @param perItem sources per sensor, day and sensed service
     * @param baseline the region's own usual sources per sensor and day
     * @param againstBaseline beside it: 1 is as usual
     * @param spread usual deviation of a day, as share of the baseline
     */
    public record RateLine(
            String window,
            String unit,
            @Nullable Double sources,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double packets,
            int items,
            @Nullable Double perItem,
            @Nullable Double baseline,
            @Nullable Double againstBaseline,
            @Nullable Double spread) {}

    /**
     * How often a kind came.
     *
     * @param party whose address is counted: {@code origin} or {@code victim}
     * @param spoofable whether that address can be forged
     * @param rate distinct addresses of the last seven days in the unit of the region's rate
     * @param againstBaseline beside the region's own usual rate of the kind
     */
    public record Frequency(
            String party,
            boolean spoofable,
            long packets,
            @Nullable Double sourcesPerDay,
            @Nullable Double rate,
            @Nullable Double againstBaseline) {}

    /** {@link yochi.core.model.Finding.Similarity}; {@code tests} is the number of pairs tested in the window. */
    public record SimilarityLine(
            String window,
            String a,
            String b,
            long nA,
            long nB,
            @Nullable Double mix,
            @Nullable Double who,
            @Nullable Double observedOverlap,
            @Nullable Double expectedOverlap,
            @Nullable Double when,
            @Nullable Double lagHours,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double combined,
            @Nullable Double combinedP,
            int rank,
            int tests,
            @Nullable Double qValue,
            @Nullable Double divergence,
            @Nullable Double dispersion,
            @Nullable Double cosine,
            @Nullable Double containment,
            @Nullable Double jaccard,
            @Nullable Double correlation,
            List<KindLine> kinds,
            List<String> missing) {}

    /** {@link yochi.core.model.Finding.Similarity.Kind}. */
    public record KindLine(
            String attackType, double observed, double expected, double who, double low, double high) {}

    /** {@link yochi.core.model.Finding.Clusters}. */
    public record ClustersLine(
            String window,
            List<String> regions,
            List<MergeLine> merges,
            List<List<String>> groups,
            double threshold,
            @Nullable Double stability,
            @Nullable Double againstBefore,
            List<String> missing) {}

    /** {@link yochi.core.model.Finding.Clusters.Merge}. */
    public record MergeLine(int a, int b, double height, int size, double support) {}

    /** {@link yochi.core.model.Finding.Spread}; {@code prevalence} is how many regions are raised. */
    public record SpreadLine(
            String attackType,
            String service,
            String window,
            int prevalence,
            List<String> raised,
            int judged,
            int present,
            int observing,
            double effectiveRegions,
            List<ArrivalLine> arrivals,
            List<String> missing) {}

    /** {@link yochi.core.model.Finding.Spread.Arrival}. */
    public record ArrivalLine(
            String region, String earliest, String latest, boolean always, @Nullable Double probability) {}

    /** {@link yochi.core.model.Finding.Locality}. */
    public record LocalityLine(
            String region,
            String attackType,
            String service,
            String window,
            double observed,
            double expected,
            double lower5,
            String verdict,
            List<ReadingLine> readings,
            StrengthLine strength,
            String why,
            List<String> missing) {}

    /** {@link yochi.core.model.Finding.Reading}. */
    public record ReadingLine(String verdict, double probability) {}

    /** {@link yochi.core.model.Finding.Strength}. */
    public record StrengthLine(
            double lift,
            double pmi,
            int days,
            @Nullable Double counted,
            @Nullable Double past,
            @Nullable Double pastLower5,
            @Nullable Double both,
            @Nullable Double bothLower5,
            @Nullable Double surprise,
            List<String> together,
            @Nullable Double qValue,
            @Nullable Double growthPerDay,
            @Nullable Double growthLow,
            @Nullable Double growthHigh) {}

    /** {@link yochi.core.model.Finding.Trend}. */
    public record TrendLine(
            String region,
            String attackType,
            String service,
            String window,
            @Nullable Double slopePerDay,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double pValue,
            @Nullable Double perWeek,
            @Nullable Double perWeekLow,
            @Nullable Double perWeekHigh,
            @Nullable Double doublingDays,
            String label,
            List<String> missing) {}

    /** {@link yochi.core.model.Finding.Change}. */
    public record ChangeLine(
            String region,
            String attackType,
            String service,
            String window,
            String at,
            double before,
            double after,
            double probability,
            List<String> missing) {}

    /** {@link yochi.core.model.Forecast}. */
    public record ForecastLine(
            String region,
            String attackType,
            String service,
            String measure,
            String issued,
            String informationUntil,
            String from,
            String to,
            Map<String, Double> quantiles,
            List<RivalLine> rivals,
            String method,
            List<String> missing) {}

    /** A naive answer to the same question. */
    public record RivalLine(String name, Map<String, Double> quantiles) {}

    /** Why something is null or left out. */
    public record Unknown(String path, String reason) {}
}
