package yochi.evaluation.world;

import java.time.Instant;

/**
 * A count series and the truth about it.
 *
 * @param kind what was planted
 * @param start of the first step
 * @param stepSeconds length of a step
 * @param counts NaN where it was not measured
 * @param from first step of what was planted; 0 for what goes on all along
 * @param until first step after it
 * @param means of the counts, given everything but the last chance: the level that an analysis should find
 */
@SuppressWarnings("ArrayRecordComponent") // counts as they were drawn, never compared
public record PlantedSeries(
        SeriesKind kind, Instant start, int stepSeconds, double[] counts, int from, int until, double[] means) {}
