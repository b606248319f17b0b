package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Party;

/**
 * Where attacks were seen, from one side only.
 *
 * @param side which side
 * @param party which end of the attack the figures speak of
 * @param from start of the window, observation time
 * @param until its end
 * @param unit what {@code count} counts, such as {@code sources} or {@code orders}
 * @param rateUnit what {@code rate} of the places is; empty where no rate can be told
 * @param places countries, the highest rate first
 * @param unknown count whose country is not known; empty where that cannot be told
 * @param spoofable whether the addresses behind it can be forged, so that nobody may be accused
 * @param geolocated whether countries come from the address tables, which must then be named on the page
 * @param missing what was missing, one sentence each
 */
public record Sightings(
        Side side,
        Party party,
        Instant from,
        Instant until,
        String unit,
        Optional<String> rateUnit,
        List<Place> places,
        OptionalLong unknown,
        boolean spoofable,
        boolean geolocated,
        List<Phrase> missing) {
    public Sightings {
        places = List.copyOf(places);
        missing = List.copyOf(missing);
    }

    /** What a mark on the map stands for. */
    public enum Side {
        /** The country whose sensors saw attacks. */
        SENSOR,
        /** The country that an attacking address belongs to. */
        ORIGIN,
        /** The country that an attacked address belongs to. */
        VICTIM
    }

    /**
     * One country.
     *
     * @param country where
     * @param regions regions or sensors there; for {@link Side#SENSOR} only
     * @param count in the unit of the page; empty where nothing was measured
     * @param previous the same in the window before; the rates say whether it can be compared
     * @param rate count by what was watched (K-9), in the unit of the page's rates; empty where that is not known
     * @param low lower 95 % limit of the rate, where it can be told
     * @param high upper limit
     * @param previousRate the rate in the window before
     * @param againstBaseline rate by the place's own usual one: 1 is as usual
     * @param watched share of the window in which it was watched, 0..1; for {@link Side#SENSOR} only
     * @param topTypes all attack types by count, the largest first
     * @param topAsns the largest autonomous systems by count
     */
    public record Place(
            Country country,
            List<String> regions,
            OptionalLong count,
            OptionalLong previous,
            OptionalDouble rate,
            OptionalDouble low,
            OptionalDouble high,
            OptionalDouble previousRate,
            OptionalDouble againstBaseline,
            OptionalDouble watched,
            List<Share> topTypes,
            List<AsnShare> topAsns,
            boolean simulated) {
        public Place {
            regions = List.copyOf(regions);
            topTypes = List.copyOf(topTypes);
            topAsns = List.copyOf(topAsns);
        }
    }

    /** A part of a count by name. */
    public record Share(String name, long count) {}

    /** A part of a count by autonomous system. */
    public record AsnShare(Asn asn, long count) {}

    static Optional<Side> side(String path) {
        for (Side side : Side.values()) {
            if (side.name().equalsIgnoreCase(path)) {
                return Optional.of(side);
            }
        }
        return Optional.empty();
    }
}
