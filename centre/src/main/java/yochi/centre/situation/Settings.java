package yochi.centre.situation;

import yochi.core.model.Country;

/**
 * When the situation room speaks up.
 *
 * @param home the country it speaks for
 * @param alertProbability an event forecast at least this probable raises an alert: the cost of being prepared divided
 *     by the loss it avoids (cost-loss rule, algorithms §4.6)
 * @param surgeFactor a forecast of counts raises one if it says with at least even odds that so many times the mean of
 *     the last seven days will come
 */
public record Settings(Country home, double alertProbability, double surgeFactor) {
    public static Settings of(Country home) {
        return new Settings(home, 0.25, 2);
    }

    public Settings {
        if (!(alertProbability > 0 && alertProbability <= 1) || surgeFactor <= 1) {
            throw new IllegalArgumentException("alertProbability " + alertProbability + ", surgeFactor " + surgeFactor);
        }
    }
}
