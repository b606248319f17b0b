package yochi.node.classify;

import yochi.core.model.Tool;

/**
 * Whether a source is declared to use a tool (algorithms §1.3): of its n SYNs in one hour m fit the tool's relation,
 * which a random header fits with chance c. Declared if m ≥ 2, m/n ≥ 0.5 and the binomial tail P(X ≥ m) is below 10⁻⁶;
 * a single fit of a relation of chance 2⁻³² is probable, not declared.
 */
public final class SourceRule {
    private static final int LEAST_MATCHES = 2;
    private static final double LEAST_SHARE = 0.5;
    private static final double LOG_LARGEST_TAIL = Math.log(1e-6);
    private static final double LOG_2 = Math.log(2);
    /** Terms of the tail that still change a double, seen from the largest. */
    private static final double LOG_NEGLIGIBLE = -40;

    private SourceRule() {}

    public static boolean declares(Tool tool, long matches, long packets) {
        return matches >= LEAST_MATCHES
                && matches >= LEAST_SHARE * packets
                && logTail(matches, packets, logChance(tool)) < LOG_LARGEST_TAIL;
    }

    /** One fit only, but of a relation that chance almost never produces. */
    public static boolean probable(Tool tool, long matches) {
        return tool == Tool.MIRAI && matches == 1;
    }

    /** The chance with which a random header fits the tool's relation. */
    public static double chance(Tool tool) {
        return Math.exp(logChance(tool));
    }

    private static double logChance(Tool tool) {
        return switch (tool) {
            case NONE -> 0;
            case MIRAI -> -32 * LOG_2;
            case MASSCAN, ZMAP -> -16 * LOG_2;
        };
    }

    /**
     * Natural logarithm of P(X ≥ m) for n trials of the chance. Computed from the first term by the ratio of
     * neighbouring terms, in log space: the powers themselves underflow.
     */
    public static double logTail(long m, long n, double logChance) {
        double logOther = Math.log1p(-Math.exp(logChance));
        double term = 0;
        for (long i = 1; i <= m; i++) {
            term += Math.log((double) (n - m + i) / i);
        }
        term += m * logChance + (n - m) * logOther;
        double sum = 0;
        double relative = 0;
        for (long k = m; k <= n && relative > LOG_NEGLIGIBLE; k++) {
            sum += Math.exp(relative);
            relative += Math.log((double) (n - k) / (k + 1)) + logChance - logOther;
        }
        return term + Math.log(sum);
    }
}
