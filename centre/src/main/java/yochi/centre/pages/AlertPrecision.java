package yochi.centre.pages;

/**
 * How often alerts of one kind were right.
 *
 * @param kind {@code order}, {@code event} or {@code surge}
 * @param raised all of them
 * @param answered of these, those that people answered
 * @param byData as what was observed alone judged them
 * @param withAnswers as people judged them where they said something, else as what was observed
 */
public record AlertPrecision(String kind, int raised, int answered, Judged byData, Judged withAnswers) {
    /** How many were right and wrong; the others nobody has judged. */
    public record Judged(long right, long wrong) {}
}
