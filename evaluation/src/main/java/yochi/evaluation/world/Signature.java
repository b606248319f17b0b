package yochi.evaluation.world;

import yochi.analysis.cube.Cell;

/**
 * What sources do.
 *
 * @param cell kind and service
 * @param base distinct sources a day at the sensor of middle size
 * @param known whether it is always there; otherwise an event brings it
 */
public record Signature(Cell cell, double base, boolean known) {}
