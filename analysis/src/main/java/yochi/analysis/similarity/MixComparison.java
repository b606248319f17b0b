package yochi.analysis.similarity;

import java.util.List;
import org.hipparchus.special.Beta;

/**
 * How different two mixes of counts are: Jensen-Shannon divergence with its test (algorithms §3.2; Lin 1991, Grosse and
 * others 2002). Two samples of one mix differ by chance, the more the less independent their sources are; that
 * expectation is subtracted.
 *
 * @param divergence with equal weights, bits, as measured
 * @param debiased the same with rare classes pooled, less what chance alone makes; below 0 where it is even less
 * @param g2 twice the sum of both counts times the weighted divergence in nats, with Williams's correction
 * @param freedom degrees of freedom
 * @param dispersion how much more the counts vary than those of independent sources would, from block to block; NaN
 *     where there are too few blocks to tell
 * @param residual degrees of freedom of the dispersion
 * @param cosine of the two mixes, the plain rival
 * @param sources the smaller number of sources of both
 */
public record MixComparison(
        double divergence,
        double debiased,
        double g2,
        int freedom,
        double dispersion,
        int residual,
        double cosine,
        double sources) {
    /** 1 minus the Jensen-Shannon distance, 0 nothing in common, 1 no more different than chance allows. */
    public double similarity() {
        return 1 - Math.sqrt(Math.clamp(debiased, 0, 1));
    }

    /** Both hold counts of the same classes in the same blocks of time; a source counts in one block only. */
    public static MixComparison of(double[][] a, double[][] b) {
        return new MixTables(a, b).compare();
    }

    /** Of the hypothesis that the mixes are equal: quasi-likelihood F test (McCullagh, Nelder 1989); NaN untested. */
    public double pValue() {
        if (!(dispersion > 0)) {
            return Double.NaN;
        }
        if (freedom == 0) {
            return 1;
        }
        double f = g2 / freedom / dispersion;
        return Beta.regularizedBeta(residual / (residual + freedom * f), residual / 2.0, freedom / 2.0);
    }

    /** Several vantages of one pair: each weighs as much as the smaller of its two samples. */
    static MixComparison together(List<MixComparison> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        double all = 0;
        double divergence = 0;
        double debiased = 0;
        double cosine = 0;
        double g2 = 0;
        double spread = 0;
        int freedom = 0;
        int residual = 0;
        for (MixComparison part : parts) {
            all += part.sources;
            divergence += part.sources * part.divergence;
            debiased += part.sources * part.debiased;
            cosine += part.sources * part.cosine;
            g2 += part.g2;
            freedom += part.freedom;
            if (part.dispersion > 0) {
                spread += part.residual * part.dispersion;
                residual += part.residual;
            }
        }
        return new MixComparison(
                divergence / all,
                debiased / all,
                g2,
                freedom,
                residual == 0 ? Double.NaN : spread / residual,
                residual,
                cosine / all,
                all);
    }
}
