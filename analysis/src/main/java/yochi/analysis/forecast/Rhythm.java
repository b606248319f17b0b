package yochi.analysis.forecast;

/**
 * A regular course as waves.
 *
 * @param period steps of one turn
 * @param waves how many, the first as long as the period, each shorter than the one before
 */
record Rhythm(int period, int waves) {

    /** Writes sine and cosine of every wave at a step behind {@code at}; gives the next free place. */
    int write(int step, double[] row, int at) {
        int next = at;
        for (int k = 1; k <= waves; k++) {
            double angle = 2 * Math.PI * k * (step % period) / period;
            row[next++] = Math.sin(angle);
            row[next++] = Math.cos(angle);
        }
        return next;
    }
}
