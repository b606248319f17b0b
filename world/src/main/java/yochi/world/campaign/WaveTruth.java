package yochi.world.campaign;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.Country;

/**
 * What is true of one wave in the world, which no party sees.
 *
 * @param name the wave's
 * @param begin when it began for the home country, else at all
 * @param end likewise
 * @param home whether it hit the home country
 * @param sites played by country
 * @param homeTargets pseudonyms of its home targets
 * @param firstNamed those of them that the first list that was read named
 * @param firstOrder when the first watcher read a list that ordered it; empty: none ever did
 * @param assumed whether that moment rests on an assumption
 */
public record WaveTruth(
        String name,
        Instant begin,
        Instant end,
        boolean home,
        Map<Country, Integer> sites,
        Set<String> homeTargets,
        Set<String> firstNamed,
        Optional<Instant> firstOrder,
        boolean assumed) {
    public WaveTruth {
        sites = Map.copyOf(sites);
        homeTargets = Set.copyOf(homeTargets);
        firstNamed = Set.copyOf(firstNamed);
    }
}
