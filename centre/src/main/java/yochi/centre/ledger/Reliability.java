package yochi.centre.ledger;

import java.util.List;

/**
 * How probabilities compare with what came, and the Brier score taken apart (Murphy 1973): {@code brier = reliability
 * - resolution + uncertainty + withinBins}, to the last digit.
 *
 * @param n statements
 * @param brier mean squared error
 * @param reliability mean squared distance of what was said from what came, bin by bin; less is better
 * @param resolution how far the bins' frequencies lie from the base rate; more is better
 * @param uncertainty of the base rate alone
 * @param withinBins what is left because statements of one bin differ (Stephenson, Coelho and Jolliffe 2008)
 * @param bins of the reliability diagram; those without a statement are left out
 */
public record Reliability(
        long n,
        double brier,
        double reliability,
        double resolution,
        double uncertainty,
        double withinBins,
        List<Bin> bins) {
    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Statements of about the same probability.
     *
     * @param low least probability of the bin
     * @param high its greatest
     * @param said mean probability said
     * @param observed share of them that came
     * @param n statements
     */
    public record Bin(double low, double high, double said, double observed, long n) {}
}
