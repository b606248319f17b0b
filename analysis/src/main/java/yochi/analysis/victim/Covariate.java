package yochi.analysis.victim;

import java.util.OptionalDouble;

/**
 * Something that is known of a region beside the orders themselves, for its hazard: one value a region and day.
 *
 * <p>To add one, implement this and hand it to {@link Features#Features(AttackDays, AttackDays, java.util.List)}: it is
 * then learnt in every fit and asked in every answer, and {@link HazardModel.Answer#moved} tells what it did. Values
 * should lie between about -3 and 3 (take logarithms of counts), since one ridge holds all coefficients; it draws this
 * one to no effect. Without covariates every answer is what it was.
 */
public interface Covariate {
    /** Under which name it is told; no two of one model share it. */
    String name();

    /**
     * The value as it was known at the end of a day, or empty where it was not known then: no day's silence is taken
     * for zero. A value must not change with what came to be known later.
     *
     * @param region a country or a network, as in {@link AttackDays#regions}
     * @param lastDay the last day that is known, since 1970-01-01
     * @param horizonDays the hazard is asked for so many days behind it
     */
    OptionalDouble at(String region, long lastDay, int horizonDays);
}
