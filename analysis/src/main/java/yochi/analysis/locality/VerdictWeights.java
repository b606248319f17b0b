package yochi.analysis.locality;

/**
 * The weights of the verdicts: what {@code yochi evaluate locality --worlds 30 --table FILE} writes (619 events of 30
 * training worlds from seed 4,400,000). Columns in the order of {@link Signs#NAMES}.
 */
final class VerdictWeights {
    // New here, seen before elsewhere, omen of a spread, local only, one-source burst, event or filter.
    private static final double[][] WEIGHTS = {
        {
            0.145, 0.145, 0.000, 0.000, 0.000, -0.418, -2.019, -0.204, -0.190, 0.000,
            0.000, 0.317, 0.000, 1.281, -0.013, 0.041, 0.515, -0.094, 0.145
        },
        {
            0.785, 0.785, 0.000, 0.000, -1.188, 0.167, 0.785, -2.143, 0.788, 0.000,
            0.000, -0.007, 0.000, 0.493, 0.245, 0.150, -0.006, -0.076, 0.785
        },
        {
            0.158, 0.158, 0.000, 0.000, 0.000, 0.332, 2.006, -0.107, -0.136, 0.000,
            0.000, 0.023, 0.000, 0.630, 0.190, -0.197, -0.470, 0.221, 0.158
        },
        {
            -0.524, -1.297, 0.000, 0.773, -0.625, 0.702, -0.289, 0.302, -0.050, 0.082,
            0.720, -0.534, -0.155, -0.363, -0.057, 0.076, -0.023, -0.027, -0.369
        },
        {
            0.238, 0.000, 0.000, 0.238, 0.009, 0.194, 0.238, 0.234, 0.000, 0.000,
            0.023, -0.001, 0.000, -0.030, 0.250, 0.048, 0.019, 0.010, 0.238
        },
        {
            -0.802, 0.209, 0.000, -1.011, 1.805, -0.977, -0.721, 1.918, -0.412, -0.082,
            -0.744, 0.203, 0.155, -2.012, -0.614, -0.119, -0.035, -0.034, -0.957
        }
    };

    private VerdictWeights() {}

    static VerdictModel fitted() {
        return new VerdictModel(WEIGHTS);
    }
}
