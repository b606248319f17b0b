package yochi.analysis.similarity;

import java.util.List;
import java.util.stream.IntStream;
import yochi.analysis.number.Median;

/**
 * How different two mixes of counts are: Jensen-Shannon divergence (Lin 1991) and its test. Two samples of one mix
 * differ by chance; that expectation is subtracted (Grosse and others 2002), times the dispersion that the pairs of a
 * window have in common. A dispersion of each pair's own, told from a week's days, would be so unsure that it and not
 * the mixes would order the pairs; how sure a single pair is, is a matter of its test ({@link MixDifference}).
 *
 * @param divergence with equal weights, bits, of all classes as measured
 * @param compared the same of the classes compared
 * @param chance what two samples of one mix give where sources are independent
 * @param test of the hypothesis that the mixes are equal
 * @param cosine of all classes as measured, the plain rival
 * @param sources the smaller number of sources of both
 */
record MixComparison(
        double divergence, double compared, double chance, MixDifference test, double cosine, double sources) {
    /** The divergence less what chance makes at that dispersion; below 0 where it is even less. */
    double debiased(double dispersion) {
        return compared - dispersion * chance;
    }

    /** 1 minus the Jensen-Shannon distance, 0 nothing in common, 1 no more different than chance allows. */
    double similarity(double dispersion) {
        return 1 - Math.sqrt(Math.clamp(debiased(dispersion), 0, 1));
    }

    /** Of all pairs of a window together: the median of those told, and no less than that of independent sources. */
    static double dispersion(List<MixComparison> pairs) {
        double median = Median.of(pairs.stream()
                .filter(p -> p.test.told())
                .mapToDouble(p -> p.test.dispersion())
                .toArray());
        return median > 1 ? median : 1;
    }

    /** Both hold counts of the same classes in the same blocks of time; a source counts in one block only. */
    static MixComparison of(double[][] a, double[][] b) {
        int[] to = IntStream.range(0, a[0].length).toArray();
        return new MixTables(a, b, to, to).compare();
    }

    /** Several vantages of one pair: each weighs as much as the smaller of its two samples. */
    static MixComparison together(List<MixComparison> parts) {
        double all = 0;
        double divergence = 0;
        double compared = 0;
        double chance = 0;
        double cosine = 0;
        for (MixComparison part : parts) {
            all += part.sources;
            divergence += part.sources * part.divergence;
            compared += part.sources * part.compared;
            chance += part.sources * part.chance;
            cosine += part.sources * part.cosine;
        }
        MixDifference test = parts.stream().map(MixComparison::test).reduce(MixDifference::plus).orElseThrow();
        return new MixComparison(divergence / all, compared / all, chance / all, test, cosine / all, all);
    }
}
