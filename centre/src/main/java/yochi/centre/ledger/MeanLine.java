package yochi.centre.ledger;

/**
 * Our mean loss over all statements of a group, also of those for which a rival has none.
 *
 * @param measure {@code brier}, {@code log}, {@code crps} or {@code interval90}
 * @param ours mean loss
 * @param n statements
 * @param independent independent outcomes among them
 */
public record MeanLine(Group group, String measure, double ours, long n, long independent) {}
