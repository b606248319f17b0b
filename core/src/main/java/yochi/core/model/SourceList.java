package yochi.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Who is likely to come to the home country on a day: ranked lists as the centre hands them to one of its own country's
 * nodes. Tokens stand for addresses; whom they name only nodes can find out.
 *
 * @param day UTC, for which it is; it ends with it
 * @param issued when it was sealed
 * @param method name and version
 * @param keyId names the day's key
 * @param sealed id of the statement in the ledger
 * @param salt under which the ledger's digests of the lists are made
 * @param services the likeliest first
 * @param boxes what other nodes closed for this one
 * @param missing what the lists were made without
 */
public record SourceList(
        LocalDate day,
        Instant issued,
        String method,
        String keyId,
        String sealed,
        String salt,
        List<OfService> services,
        List<Box> boxes,
        List<String> missing) {
    public SourceList {
        services = List.copyOf(services);
        boxes = List.copyOf(boxes);
        missing = List.copyOf(missing);
    }

    /**
     * One place on a list.
     *
     * @param token 0 where no policy lets the reader know whom it stands for
     * @param chance that it comes, 0..1
     * @param homeDays of the last 28 days, on how many home saw it
     * @param nodesAbroad nodes abroad that saw it in that time
     * @param daysAgo since anybody saw it last, at least 1
     */
    public record Place(long token, double chance, int homeDays, int nodesAbroad, int daysAgo) {
        public Place {
            if (!(chance >= 0 && chance <= 1) || homeDays < 0 || nodesAbroad < 0 || daysAgo < 1) {
                throw new IllegalArgumentException("no place on a list: chance " + chance);
            }
        }
    }

    /** The list of one service. */
    public record OfService(Service service, List<Place> places) {
        public OfService {
            places = List.copyOf(places);
        }
    }

    /**
     * Addresses that a node abroad closed for the reader.
     *
     * @param node its name on the signed roster
     * @param country of that node
     * @param box as in its report
     */
    public record Box(String node, Country country, String box) {}
}
