package yochi.centre.desk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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
 * @param decisions file of the decision table; without it one of the centre's own folder, or the built-in table
 * @param sites file of the register of sites; without it one of the centre's own folder
 * @param events file of the calendar of public events; without it the one shipped
 * @param round bounds of a round
 * @param forecast how far and how finely counts are forecast
 */
public record DeskSettings(
        String name,
        Country home,
        Instant since,
        Grouping grouping,
        yochi.centre.situation.Settings situation,
        Optional<Path> decisions,
        Optional<Path> sites,
        Optional<Path> events,
        Round.Settings round,
        ForecastAnalysis.Settings forecast) {
    public static DeskSettings of(String name, Country home, Instant since, Grouping grouping) {
        return new DeskSettings(
                name,
                home,
                since,
                grouping,
                yochi.centre.situation.Settings.of(home),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Round.Settings.DEFAULTS,
                ForecastAnalysis.Settings.DEFAULTS);
    }

    /** The same with other bounds of the forecasts of counts. */
    public DeskSettings withForecast(ForecastAnalysis.Settings other) {
        return new DeskSettings(name, home, since, grouping, situation, decisions, sites, events, round, other);
    }

    /** The same with other bounds, table and register of the situation room. */
    public DeskSettings withSituation(
            yochi.centre.situation.Settings other, Optional<Path> table, Optional<Path> register) {
        return new DeskSettings(name, home, since, grouping, other, table, register, events, round, forecast);
    }

    /** The same with another calendar of public events than the one shipped. */
    public DeskSettings withEvents(Optional<Path> calendar) {
        return new DeskSettings(name, home, since, grouping, situation, decisions, sites, calendar, round, forecast);
    }
}
