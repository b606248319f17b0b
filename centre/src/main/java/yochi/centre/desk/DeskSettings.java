package yochi.centre.desk;

import java.time.Instant;
import yochi.analysis.cube.Grouping;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.centre.round.Round;
import yochi.core.model.Country;

/**
 * What the desk is told.
 *
 * @param name of the centre, as readers of its STIX objects know it
 * @param home the country it serves
 * @param since when the centre began: its STIX identity stays the same object for ever
 * @param grouping what a region is
 * @param situation when alerts are raised
 * @param round bounds of a round
 * @param forecast how far and how finely counts are forecast
 */
public record DeskSettings(
        String name,
        Country home,
        Instant since,
        Grouping grouping,
        yochi.centre.situation.Settings situation,
        Round.Settings round,
        ForecastAnalysis.Settings forecast) {
    public static DeskSettings of(String name, Country home, Instant since, Grouping grouping) {
        return new DeskSettings(
                name,
                home,
                since,
                grouping,
                yochi.centre.situation.Settings.of(home),
                Round.Settings.DEFAULTS,
                ForecastAnalysis.Settings.DEFAULTS);
    }

    /** The same with other bounds of the forecasts of counts. */
    public DeskSettings withForecast(ForecastAnalysis.Settings other) {
        return new DeskSettings(name, home, since, grouping, situation, round, other);
    }
}
