package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Country;

/**
 * Whose centre this is and what its pages rest on.
 *
 * @param version Yochi's version
 * @param home the country the centre forecasts for
 * @param now wall clock
 * @param observation what the statistics cover; empty before the first report
 * @param simulated whether any traffic behind the pages is simulated; each such item is marked too
 * @param maskAsn whether AS numbers and addresses are shown as documentation ones; set by the pages, not the board
 * @param policies names of the privacy policies under which the statistics left their countries
 * @param sources whose data and tables the pages show, with licence
 */
public record About(
        String version,
        Country home,
        Instant now,
        Optional<ObservationClock> observation,
        boolean simulated,
        boolean maskAsn,
        List<String> policies,
        List<Source> sources) {
    public About {
        policies = List.copyOf(policies);
        sources = List.copyOf(sources);
    }

    About masked(boolean mask) {
        return new About(version, home, now, observation, simulated, mask, policies, sources);
    }

    /**
     * The clock of the data, which may be replayed faster than it passed.
     *
     * @param from start of the data kept
     * @param until end of the data known now
     * @param replayed whether recorded observations are being replayed
     */
    public record ObservationClock(Instant from, Instant until, boolean replayed) {}

    /**
     * Whose data are shown.
     *
     * @param name what it is
     * @param address a link for people; the pages never request it
     * @param licence its licence
     */
    public record Source(String name, String address, String licence) {}
}
