package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Party;

/**
 * All that the pages can see of the centre: a read model, filled by the centre's program from its rooms.
 *
 * <p>Calls come on virtual threads, many at once: an implementation that reads DuckDB, SQLite or files hands that work
 * to the bounded pool of {@code link.table} and waits. What is not known is absent ({@link Optional}, a gap, a
 * {@code missing} sentence), never zero. AS numbers and addresses are handed over as they are; the pages mask them
 * where the settings say so.
 */
public interface Board {
    /** Whose centre this is, its clocks, and what the data rest on. */
    About about();

    /**
     * What is new, to be done, and to be left alone.
     *
     * @param since when the reader last looked (wall clock); empty on a first visit
     */
    Start start(Optional<Instant> since);

    /**
     * Where attacks were seen; neither the three sides nor the two parties are ever mixed.
     *
     * @param party whose address the sensors counted; the other two sides have their own
     */
    Sightings sightings(Sightings.Side side, Party party);

    /** How alike the regions are, what is peculiar to each, and where their series are heading. */
    Regions regions();

    /** The pictures that answer one question, by the album's id; empty where there is no such album. */
    Optional<Album> album(String id);

    /** The series that can be asked for, the most important first. */
    List<Series.Key> seriesKeys();

    /** One series with its forecasts; empty where the id is unknown. */
    Optional<Series> series(String id);

    /** Alerts, the newest first, closed ones of the last days included. */
    List<AlertCard> alerts();

    /** What is forecast now. */
    ForecastBoard forecasts();

    /** One forecast in full; empty where the id is unknown. */
    Optional<ForecastSheet> forecast(String id);

    /** The protected sites and how ready they are. */
    SiteBoard sites();

    /** How often alerts were right, by kind. */
    List<AlertPrecision> precision();

    /** How past forecasts did. */
    ForecastRecord record();

    /** Whom the centre has told, how long it took, and who has answered. */
    Notices notices();

    /** Machines at home that attack abroad, by month. */
    Machines machines();

    /** The response loop's events and times. */
    Loop loop();

    /** Attacks that nodes told, and floods that only all of them together tell. */
    Attacks attacks();

    /** Nodes and their policies. */
    Fleet fleet();
}
