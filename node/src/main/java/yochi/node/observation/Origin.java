package yochi.node.observation;

/**
 * Where an observation comes from.
 *
 * @param sensor the sensor that saw it
 * @param input path of the input it stood in, {@code -} for standard input
 */
public record Origin(Sensor sensor, String input) {}
