package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.List;

/** Mixes of regions for those who hold the counts themselves, nothing folded away, such as checks of the method. */
public final class MixTable {
    private final double dispersion;

    /** Counts of all regions by block and class: they say how much counts vary. */
    public MixTable(List<double[][]> regions) {
        List<MixComparison> pairs = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            for (int j = i + 1; j < regions.size(); j++) {
                pairs.add(MixComparison.of(regions.get(i), regions.get(j)));
            }
        }
        this.dispersion = MixComparison.dispersion(pairs);
    }

    /** Jensen-Shannon divergence of two mixes, bits, less what chance makes. */
    public double divergence(double[][] a, double[][] b) {
        return MixComparison.of(a, b).debiased(dispersion);
    }

    /** Jensen-Shannon divergence of two mixes as they are, bits: of what is known and not sampled. */
    public static double plain(double[][] a, double[][] b) {
        return MixComparison.of(a, b).divergence();
    }
}
