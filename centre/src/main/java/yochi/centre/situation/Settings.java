package yochi.centre.situation;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import yochi.centre.decision.Stake;
import yochi.centre.ledger.Surge;
import yochi.core.model.Country;

/**
 * When the situation room speaks up, and what it weighs.
 *
 * @param home the country it speaks for
 * @param alertProbability an event forecast at least this probable raises an alert whoever it concerns: the cost of
 *     being prepared divided by the loss it avoids (cost-loss rule, algorithms §4.6); a recipient with a lower ratio of
 *     its own is alerted above that
 * @param surgeFactor a forecast of counts raises one if it says with at least even odds that so many times the mean of
 *     the last seven days will come
 * @param networkTable date of the table by which order lists name networks and hosting countries; absent where nobody
 *     has said
 * @param stakes what acting costs a member and what it loses without, by its name
 */
public record Settings(
        Country home,
        double alertProbability,
        double surgeFactor,
        Optional<LocalDate> networkTable,
        Map<String, Stake> stakes) {
    public static Settings of(Country home) {
        return new Settings(home, 0.25, Surge.FACTOR, Optional.empty(), Map.of());
    }

    public Settings {
        stakes = Map.copyOf(stakes);
        if (!(alertProbability > 0 && alertProbability <= 1) || surgeFactor <= 1) {
            throw new IllegalArgumentException("alertProbability " + alertProbability + ", surgeFactor " + surgeFactor);
        }
    }

    /** The same with a table of networks and members' stakes. */
    public Settings with(Optional<LocalDate> table, Map<String, Stake> members) {
        return new Settings(home, alertProbability, surgeFactor, table, members);
    }
}
