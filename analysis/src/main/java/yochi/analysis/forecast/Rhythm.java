package yochi.analysis.forecast;

/** A regular course as waves, reckoned once for all steps of a turn. */
final class Rhythm {
    private final int waves;
    /** Sine and cosine of every wave, by the step of the turn. */
    private final double[][] at;

    /**
     * Of one turn.
     *
     * @param period steps of one turn
     * @param waves how many, the first as long as the period, each shorter than the one before
     */
    Rhythm(int period, int waves) {
        this.waves = waves;
        this.at = new double[period][2 * waves];
        for (int step = 0; step < period; step++) {
            for (int k = 1; k <= waves; k++) {
                double angle = 2 * Math.PI * k * step / period;
                at[step][2 * k - 2] = Math.sin(angle);
                at[step][2 * k - 1] = Math.cos(angle);
            }
        }
    }

    int waves() {
        return waves;
    }

    /** Writes sine and cosine of every wave at a step behind {@code into}; gives the next free place. */
    int write(int step, double[] row, int into) {
        double[] now = at[step % at.length];
        System.arraycopy(now, 0, row, into, now.length);
        return into + now.length;
    }
}
