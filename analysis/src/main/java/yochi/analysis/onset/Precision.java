package yochi.analysis.onset;

import java.util.Arrays;

/**
 * A sparse inverse covariance: two variables without an entry are independent, given all others. Twins share a row.
 */
public final class Precision {
    private final Twins twins;
    private final double[] diagonal;
    private final double[] within;
    private final int[][] neighbours;
    private final double[][] values;
    private final double objective;
    private final double gap;
    private final boolean converged;

    /**
     * Puts together what the components gave.
     *
     * @param diagonal of each group of twins
     * @param within entry between two twins of a group
     * @param neighbours other groups with an entry, ascending, by group
     * @param values their entries
     */
    Precision(
            Twins twins,
            double[] diagonal,
            double[] within,
            int[][] neighbours,
            double[][] values,
            double objective,
            double gap,
            boolean converged) {
        this.twins = twins;
        this.diagonal = diagonal;
        this.within = within;
        this.neighbours = neighbours;
        this.values = values;
        this.objective = objective;
        this.gap = gap;
        this.converged = converged;
    }

    /** The entry of two variables, 0 for none. */
    public double at(int i, int j) {
        int a = twins.group(i);
        int b = twins.group(j);
        if (a == b) {
            return i == j ? diagonal[a] : within[a];
        }
        int found = Arrays.binarySearch(neighbours[a], b);
        return found < 0 ? 0 : values[a][found];
    }

    /** Pairs of different variables with an entry. */
    public long edges() {
        long twice = 0;
        for (int a = 0; a < diagonal.length; a++) {
            long size = twins.size(a);
            twice += within[a] == 0 ? 0 : size * (size - 1);
            for (int b : neighbours[a]) {
                twice += size * twins.size(b);
            }
        }
        return twice / 2;
    }

    public int size() {
        return twins.size();
    }

    /** Different rows. */
    public int groups() {
        return twins.groups();
    }

    /** log det Θ - tr SΘ - ρ Σ|Θ|, the diagonal penalised; greater is better. */
    public double objective() {
        return objective;
    }

    /** By how much the objective can be below the best at most: that of the dual problem less this one. */
    public double gap() {
        return gap;
    }

    /** Whether the gap is as small as was asked for. */
    public boolean converged() {
        return converged;
    }
}
