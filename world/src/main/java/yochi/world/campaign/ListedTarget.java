package yochi.world.campaign;

import java.util.List;
import yochi.core.model.Asn;
import yochi.core.model.Country;

/**
 * One simulated target on a list.
 *
 * @param pseudonym twelve hexadecimal digits, the same in every wave that hits the site again
 * @param country whose it is
 * @param asn its network, of RFC 5398
 * @param vectors how to flood it
 * @param port attacked port; 0: none
 */
public record ListedTarget(String pseudonym, Country country, Asn asn, List<String> vectors, int port) {
    public ListedTarget {
        vectors = List.copyOf(vectors);
    }
}
