package yochi.centre.situation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import yochi.core.model.Country;

/**
 * One wave: alerts of one kind against one country that share a list or a vector and lie close in time.
 *
 * @param id country, first day and number of that day, so that it can be said on the telephone
 * @param kind {@code order}, {@code event} or {@code surge}
 * @param country whom it is against
 * @param began observation time of its first sign
 * @param last observation time of its latest
 * @param traits lists and kinds of vectors that its alerts share
 * @param alerts ids, the oldest first
 */
public record Campaign(
        String id, String kind, Country country, Instant began, Instant last, Set<String> traits, List<String> alerts) {
    public Campaign {
        traits = Set.copyOf(traits);
        alerts = List.copyOf(alerts);
    }
}
