package yochi.analysis.locality;

/**
 * The weights of the verdicts: what {@code yochi evaluate locality --worlds 30 --dump FILE} writes (619 events of 30
 * training worlds from seed 4,400,000). Columns in the order of {@link Signs#NAMES}.
 */
final class VerdictWeights {
    // New here, seen before elsewhere, omen of a spread, local only, one-source burst, event or filter.
    private static final double[][] WEIGHTS = {
        {
            -0.300, -0.300, 0.000, 0.000, 0.000, -1.305, -1.163, 0.000, 0.000,
            0.309, 0.000, 1.650, -0.202, 0.179, 0.000, 0.235, -0.300
        },
        {
            0.847, 0.847, 0.000, 0.000, -0.948, -2.218, 0.464, 0.000, 0.000,
            0.061, 0.000, 1.576, 0.378, -0.230, 0.378, 0.001, 0.847
        },
        {
            0.830, 0.830, 0.000, 0.000, 0.000, 1.328, 1.184, 0.000, 0.000,
            0.034, 0.000, -1.013, 0.205, 0.196, 0.198, -0.202, 0.830
        },
        {
            -0.562, -1.538, 0.000, 0.976, -0.796, 0.351, -0.051, 0.100, 0.846,
            -0.607, -0.156, -0.362, -0.058, 0.118, -0.136, -0.033, -0.407
        },
        {
            0.286, 0.000, 0.000, 0.286, 0.004, 0.281, 0.000, -0.002, 0.010,
            0.005, 0.000, -0.036, 0.293, 0.078, 0.112, 0.014, 0.286
        },
        {
            -1.100, 0.161, 0.000, -1.261, 1.740, 1.563, -0.434, -0.098, -0.856,
            0.197, 0.156, -1.815, -0.616, -0.342, -0.552, -0.015, -1.256
        }
    };

    private VerdictWeights() {}

    static VerdictModel fitted() {
        return new VerdictModel(WEIGHTS);
    }
}
