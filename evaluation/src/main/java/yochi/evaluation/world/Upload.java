package yochi.evaluation.world;

import java.time.Instant;
import yochi.core.model.EpochReport;

/**
 * A report and when the centre has it.
 *
 * @param report simulated
 * @param at ten minutes after its window at the earliest
 */
public record Upload(EpochReport report, Instant at) {}
