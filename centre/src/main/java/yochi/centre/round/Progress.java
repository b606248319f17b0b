package yochi.centre.round;

/**
 * How far a round is.
 *
 * @param step the cube, or the names of the analyses that still run
 * @param done steps done
 * @param of steps in all
 */
public record Progress(String step, int done, int of) {}
