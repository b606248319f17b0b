package yochi.analysis.onset;

/**
 * Whether sources act together in more places than chance explains, from the p-values that nodes told of one span: the
 * number of nodes below 0.01 against a binomial law, and the Cauchy combination of all (algorithms §2.7). Nodes that
 * told nothing are in neither.
 *
 * @param nodes that told a p-value
 * @param low of them below {@value #LEVEL}
 * @param pBinomial chance of at least so many
 * @param pCauchy of all of them together
 */
public record Widespread(int nodes, int low, double pBinomial, double pCauchy) {
    static final double LEVEL = 0.01;

    /** From each node's p-value of the same span. */
    public static Widespread of(double... pValues) {
        int low = 0;
        for (double p : pValues) {
            low += p < LEVEL ? 1 : 0;
        }
        int n = pValues.length;
        return new Widespread(n, low, BinomialTail.atLeast(low, n, LEVEL), CauchyCombination.of(pValues));
    }
}
