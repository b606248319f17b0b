package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.core.model.Finding;

/**
 * What the last analysis round found about the regions.
 *
 * @param from start of the window compared, observation time
 * @param until its end
 * @param round when the round was done, wall clock; empty before the first round
 * @param regions names, in the order to draw them
 * @param rateUnit what the rates are; the same for all regions
 * @param rates how often each region is attacked, for what it watched; the highest first, unknown ones last
 * @param similarities one per pair
 * @param localities what is peculiar, the surest first
 * @param trends where the series are heading
 * @param missing what was missing from all of it
 * @param sentences each sentence of the findings, which carry the English only, by its code
 */
public record Regions(
        Instant from,
        Instant until,
        Optional<Instant> round,
        List<String> regions,
        String rateUnit,
        List<Rating> rates,
        List<Finding.Similarity> similarities,
        List<Finding.Locality> localities,
        List<Finding.Trend> trends,
        List<Phrase> missing,
        List<Phrase> sentences) {
    public Regions {
        regions = List.copyOf(regions);
        rates = List.copyOf(rates);
        similarities = List.copyOf(similarities);
        localities = List.copyOf(localities);
        trends = List.copyOf(trends);
        missing = List.copyOf(missing);
        sentences = List.copyOf(sentences);
    }

    /**
     * Distinct sources of one region by what it watched (K-9).
     *
     * @param rate in the unit of the page; empty where it cannot be told
     * @param low lower 95 % limit, where it is by address
     * @param high upper limit
     * @param againstBaseline beside the region's own usual rate: 1 is as usual
     * @param watched share of the window, 0..1
     * @param items services that the region senses
     */
    public record Rating(
            String region,
            OptionalDouble rate,
            OptionalDouble low,
            OptionalDouble high,
            OptionalDouble againstBaseline,
            double watched,
            int items) {}
}
