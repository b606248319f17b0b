package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Finding;

/**
 * What the last analysis round found about the regions.
 *
 * @param from start of the window compared, observation time
 * @param until its end
 * @param round when the round was done, wall clock; empty before the first round
 * @param regions names, in the order to draw them
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
        List<Finding.Similarity> similarities,
        List<Finding.Locality> localities,
        List<Finding.Trend> trends,
        List<Phrase> missing,
        List<Phrase> sentences) {
    public Regions {
        regions = List.copyOf(regions);
        similarities = List.copyOf(similarities);
        localities = List.copyOf(localities);
        trends = List.copyOf(trends);
        missing = List.copyOf(missing);
        sentences = List.copyOf(sentences);
    }
}
