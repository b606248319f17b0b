package yochi.analysis.onset;

import java.util.Arrays;

/**
 * The graphical lasso of one component. A group of m twins with variance v is one variable here: its row is scaled
 * by √m, as is its penalty, and the covariance b between two twins, which may be anything within ρ of v, is a number
 * of its own: log det W = Σ (m-1) log(v + ρ - b) + log det of the scaled matrix, whose diagonal is v + ρ + (m-1) b.
 * Given the other columns the best b is wᵀβ/m, kept within ρ of v (our derivation); with m = 1 all this is the
 * published method.
 */
final class ComponentLasso {
    /** Mean change of W in a sweep, beside the mean covariance, at which the gap is looked at first. */
    private static final double FIRST_LOOK = 0.02;

    private static final double NEXT_LOOK = 0.4;
    /** Precision of a column beside the mean change of the sweep before. */
    private static final double INNER = 0.1;

    private final int[] members;
    private final int[] sizes;
    private final double[] root;
    private final double rho;
    private final double[][] s;
    private final double[][] w;
    private final double[] between;
    private final int[][] support;
    private final double[][] beta;
    private final double[] diagonal;
    private final double[] within;
    private final int[][] neighbours;
    private final double[][] values;
    private long variables;
    private double objective = Double.NaN;
    private double gap = Double.POSITIVE_INFINITY;

    ComponentLasso(double[][] covariance, Twins twins, int[] members, double rho) {
        int q = members.length;
        this.members = members;
        this.rho = rho;
        sizes = new int[q];
        root = new double[q];
        s = new double[q][q];
        w = new double[q][];
        between = new double[q];
        support = new int[q][0];
        beta = new double[q][0];
        diagonal = new double[q];
        within = new double[q];
        neighbours = new int[q][];
        values = new double[q][];
        for (int k = 0; k < q; k++) {
            sizes[k] = twins.size(members[k]);
            root[k] = Math.sqrt(sizes[k]);
            variables += sizes[k];
        }
        for (int k = 0; k < q; k++) {
            double[] row = covariance[twins.first(members[k])];
            for (int l = 0; l < q; l++) {
                s[k][l] = root[k] * root[l] * row[twins.first(members[l])];
            }
            s[k][k] = sizes[k] * row[twins.first(members[k])];
            between[k] = s[k][k] / sizes[k];
            w[k] = s[k].clone();
            w[k][k] += rho;
        }
    }

    /** Sweeps until the gap is small enough a variable; whether it is. */
    boolean run(double least, int sweeps) {
        int q = members.length;
        ColumnLasso lasso = new ColumnLasso(w, s, root, rho);
        double mean = meanCovariance();
        double inner = INNER * mean;
        double look = FIRST_LOOK * mean;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            double change = 0;
            for (int k = 0; k < q; k++) {
                change += column(lasso, k, inner);
            }
            change /= Math.max(1.0, (double) q * (q - 1));
            if (change <= look) {
                measure();
                if (gap <= least * variables) {
                    return true;
                }
                look = NEXT_LOOK * change;
            }
            inner = Math.min(inner, INNER * change);
        }
        measure();
        return gap <= least * variables;
    }

    private double meanCovariance() {
        double sum = 0;
        int q = members.length;
        for (int k = 0; k < q; k++) {
            for (int l = 0; l < k; l++) {
                sum += 2 * Math.abs(s[k][l]);
            }
        }
        return sum / Math.max(1.0, (double) q * (q - 1));
    }

    private double column(ColumnLasso lasso, int k, double inner) {
        lasso.solve(k, support[k], beta[k], inner);
        int[] found = lasso.support();
        double[] coefficients = lasso.coefficients(found);
        double[] fit = lasso.fit();
        double[] row = w[k];
        double change = 0;
        for (int l = 0; l < row.length; l++) {
            if (l != k) {
                change += Math.abs(fit[l] - row[l]);
                row[l] = fit[l];
                w[l][k] = fit[l];
            }
        }
        support[k] = found;
        beta[k] = coefficients;
        if (sizes[k] > 1) {
            double variance = s[k][k] / sizes[k];
            between[k] = Math.clamp(explained(k) / sizes[k], variance - rho, variance + rho);
            row[k] = variance + rho + (sizes[k] - 1) * between[k];
        }
        return change;
    }

    private double explained(int k) {
        double sum = 0;
        for (int i = 0; i < support[k].length; i++) {
            sum += beta[k][i] * w[k][support[k][i]];
        }
        return sum;
    }

    /** The precision that W stands for, made symmetric; its objective and how far the dual problem's is above. */
    private void measure() {
        int q = members.length;
        double[] own = new double[q];
        for (int k = 0; k < q; k++) {
            own[k] = 1 / (w[k][k] - explained(k));
        }
        double[][] theta = new double[q][q];
        double cost = 0;
        double logTwins = 0;
        double dual = variables;
        for (int k = 0; k < q; k++) {
            int m = sizes[k];
            double variance = s[k][k] / m;
            boolean apart = m == 1 || between[k] > variance - rho;
            double among = apart ? own[k] : 1 / (variance + rho - between[k]);
            within[k] = apart ? 0 : Math.min(0, (own[k] - among) / m);
            diagonal[k] = apart ? own[k] : own[k] - (m - 1) * within[k];
            among = diagonal[k] - within[k];
            theta[k][k] = own[k];
            logTwins += (m - 1) * Math.log(among);
            dual += m == 1 ? 0 : (m - 1) * Math.log(variance + rho - between[k]);
            cost += s[k][k] * own[k] + rho * (m * diagonal[k] - (double) m * (m - 1) * within[k]);
            link(k, own, theta[k]);
            for (int i = 0; i < neighbours[k].length; i++) {
                int l = neighbours[k][i];
                cost += s[k][l] * values[k][i] + rho * root[k] * root[l] * Math.abs(values[k][i]);
            }
        }
        objective = LogDeterminant.of(theta) + logTwins - cost;
        for (int k = 0; k < q; k++) {
            for (int l = k; l < q; l++) {
                double most = rho * root[k] * root[l];
                theta[k][l] = l == k ? w[k][k] : Math.clamp(w[k][l], s[k][l] - most, s[k][l] + most);
            }
        }
        double above = -objective - dual - LogDeterminant.of(theta);
        gap = Double.isNaN(above) ? Double.POSITIVE_INFINITY : Math.max(0, above);
    }

    /** Entries that both columns of a pair have, as their mean. */
    private void link(int k, double[] own, double[] row) {
        int[] to = new int[support[k].length];
        double[] value = new double[to.length];
        int n = 0;
        for (int i = 0; i < support[k].length; i++) {
            int l = support[k][i];
            int back = Arrays.binarySearch(support[l], k);
            if (back >= 0) {
                to[n] = l;
                value[n] = -(beta[k][i] * own[k] + beta[l][back] * own[l]) / 2;
                row[l] = value[n++];
            }
        }
        neighbours[k] = Arrays.copyOf(to, n);
        values[k] = Arrays.copyOf(value, n);
    }

    /** Writes the entries of this component's groups, unscaled. */
    void put(double[] diagonals, double[] withins, int[][] links, double[][] entries) {
        for (int k = 0; k < members.length; k++) {
            int g = members[k];
            diagonals[g] = diagonal[k];
            withins[g] = within[k];
            links[g] = new int[neighbours[k].length];
            entries[g] = new double[neighbours[k].length];
            for (int i = 0; i < links[g].length; i++) {
                int l = neighbours[k][i];
                links[g][i] = members[l];
                entries[g][i] = values[k][i] / (root[k] * root[l]);
            }
        }
    }

    double objective() {
        return objective;
    }

    /** How far below the best objective at most. */
    double gap() {
        return gap;
    }
}
