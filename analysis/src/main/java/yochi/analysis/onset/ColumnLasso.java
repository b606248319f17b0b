package yochi.analysis.onset;

import java.util.Arrays;

/**
 * The lasso of one column of the graphical lasso: ½βᵀWβ - sᵀβ + Σρ_l|β_l| by coordinate descent within an active set
 * that takes in the worst violators until none is left. All work is on small dense blocks of W but one product a round.
 */
final class ColumnLasso {
    private static final int PASSES = 500;
    private static final int ROUNDS = 50;

    private final double[][] w;
    private final double[][] s;
    private final double[] root;
    private final double rho;
    private final boolean[] in;
    private final double[] fit;
    private int[] index = new int[16];
    private double[] beta = new double[16];
    private double[] rest = new double[16];
    private double[][] gram = new double[16][16];
    private int size;

    /**
     * @param w covariance as it is fitted so far
     * @param s covariance observed
     * @param root the penalty of entry (k, l) is rho root[k] root[l]
     */
    ColumnLasso(double[][] w, double[][] s, double[] root, double rho) {
        this.w = w;
        this.s = s;
        this.root = root;
        this.rho = rho;
        this.in = new boolean[root.length];
        this.fit = new double[root.length];
    }

    /**
     * Solves column k, starting from where it stood.
     *
     * @param precision a step of a coordinate, and an optimality condition missed, by less than this is none
     */
    void solve(int k, int[] start, double[] from, double precision) {
        size = 0;
        in[k] = true;
        for (int i = 0; i < start.length; i++) {
            admit(start[i]);
            beta[i] = from[i];
        }
        for (int i = 0; i < size; i++) {
            rest[i] = s[k][index[i]];
        }
        for (int i = 0; i < size; i++) {
            subtract(beta[i], gram[i]);
        }
        int round = 0;
        do {
            descend(k, precision);
            multiply();
        } while (violators(k, precision) && ++round < ROUNDS);
        in[k] = false;
        for (int i = 0; i < size; i++) {
            in[index[i]] = false;
        }
    }

    private void admit(int l) {
        if (size == index.length) {
            index = Arrays.copyOf(index, 2 * size);
            beta = Arrays.copyOf(beta, 2 * size);
            rest = Arrays.copyOf(rest, 2 * size);
            gram = Arrays.copyOf(gram, 2 * size);
            for (int i = 0; i < gram.length; i++) {
                gram[i] = i < size ? Arrays.copyOf(gram[i], 2 * size) : new double[2 * size];
            }
        }
        double[] row = w[l];
        double[] own = gram[size];
        for (int i = 0; i < size; i++) {
            double value = row[index[i]];
            own[i] = value;
            gram[i][size] = value;
        }
        own[size] = row[l];
        index[size] = l;
        beta[size] = 0;
        in[l] = true;
        size++;
    }

    private void subtract(double times, double[] row) {
        for (int i = 0; i < size; i++) {
            rest[i] -= times * row[i];
        }
    }

    private void descend(int k, double precision) {
        double penalty = rho * root[k];
        for (int pass = 0; pass < PASSES; pass++) {
            double largest = 0;
            for (int i = 0; i < size; i++) {
                double scale = gram[i][i];
                double old = beta[i];
                double pull = rest[i] + scale * old;
                double least = penalty * root[index[i]];
                double now = pull > least ? (pull - least) / scale : pull < -least ? (pull + least) / scale : 0;
                if (now != old) {
                    beta[i] = now;
                    subtract(now - old, gram[i]);
                    largest = Math.max(largest, Math.abs(now - old) * scale);
                }
            }
            if (largest <= precision) {
                return;
            }
        }
    }

    /** fit = W β, four rows at a time. */
    private void multiply() {
        Arrays.fill(fit, 0);
        int n = 0;
        int[] at = new int[size];
        for (int i = 0; i < size; i++) {
            if (beta[i] != 0) {
                at[n++] = i;
            }
        }
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            add(
                    beta[at[i]],
                    w[index[at[i]]],
                    beta[at[i + 1]],
                    w[index[at[i + 1]]],
                    beta[at[i + 2]],
                    w[index[at[i + 2]]],
                    beta[at[i + 3]],
                    w[index[at[i + 3]]]);
        }
        for (; i < n; i++) {
            double b = beta[at[i]];
            double[] row = w[index[at[i]]];
            for (int l = 0; l < fit.length; l++) {
                fit[l] += b * row[l];
            }
        }
    }

    private void add(
            double b0, double[] r0, double b1, double[] r1, double b2, double[] r2, double b3, double[] r3) {
        for (int l = 0; l < fit.length; l++) {
            fit[l] += b0 * r0[l] + b1 * r1[l] + b2 * r2[l] + b3 * r3[l];
        }
    }

    /** Takes in those beyond half of the worst violation. */
    private boolean violators(int k, double precision) {
        double[] row = s[k];
        double penalty = rho * root[k];
        double worst = 0;
        for (int l = 0; l < fit.length; l++) {
            double over = Math.abs(row[l] - fit[l]) - penalty * root[l];
            if (over > worst && !in[l]) {
                worst = over;
            }
        }
        if (worst <= precision) {
            return false;
        }
        double bar = worst / 2;
        for (int l = 0; l < fit.length; l++) {
            if (Math.abs(row[l] - fit[l]) - penalty * root[l] >= bar && !in[l]) {
                admit(l);
                rest[size - 1] = row[l] - fit[l];
            }
        }
        return true;
    }

    /** W β of the solution; entry k says nothing. */
    double[] fit() {
        return fit;
    }

    /** Coordinates that are not 0, ascending. */
    int[] support() {
        int[] out = new int[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (beta[i] != 0) {
                out[n++] = index[i];
            }
        }
        out = Arrays.copyOf(out, n);
        Arrays.sort(out);
        return out;
    }

    /** Their values. */
    double[] coefficients(int[] support) {
        double[] out = new double[support.length];
        for (int i = 0; i < size; i++) {
            if (beta[i] != 0) {
                out[Arrays.binarySearch(support, index[i])] = beta[i];
            }
        }
        return out;
    }
}
