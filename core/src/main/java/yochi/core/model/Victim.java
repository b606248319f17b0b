package yochi.core.model;

import java.util.List;

/**
 * One attacked target that a node of the victim's own country may be told of: never with more of its address than the
 * policy lets out.
 *
 * @param pseudonym stable name of the target without its address or host name
 * @param country the victim's country
 * @param countrySource how the country is known: {@code tld} or {@code geo}
 * @param asn the victim's autonomous system
 * @param vectors kind of flood and method, such as {@code http/get}
 * @param services attacked services
 * @param orders attack orders in the list that named it
 * @param hosting country in which its server stands; unknown where the list does not say
 */
public record Victim(
        String pseudonym,
        Country country,
        String countrySource,
        Asn asn,
        List<String> vectors,
        List<Service> services,
        long orders,
        Country hosting) {
    public Victim {
        vectors = List.copyOf(vectors);
        services = List.copyOf(services);
    }

    /** A victim whose server stands nobody says where. */
    public Victim(
            String pseudonym,
            Country country,
            String countrySource,
            Asn asn,
            List<String> vectors,
            List<Service> services,
            long orders) {
        this(pseudonym, country, countrySource, asn, vectors, services, orders, Country.UNKNOWN);
    }
}
