package yochi.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Which sources of unforgeable origin came to a node, service by service, as tokens under a key of one day that the
 * nodes share and the centre lacks; let out only by the policy rule {@code sources}. Told before a day, it holds the
 * days before; told after it by a node of the home country, who came on it.
 *
 * @param node who saw them
 * @param sequence 1, 2, 3 … per node
 * @param country of the node
 * @param day whose key the tokens are under, UTC: the day to be forecast, or the one that is over
 * @param kind before or after that day
 * @param until how far observation time had come
 * @param policy name of the policy that let it out
 * @param keyId names the key without telling it
 * @param watched on which days the node observed anything, as {@link Seen#days}; of a day that is over bit 0 alone
 * @param services what came to each
 * @param leftOut sources of services that had too few to be told, to the next multiple of the policy's rounding
 * @param closed the addresses behind the tokens, each box for one node of the home country alone
 */
public record SourceReport(
        NodeId node,
        long sequence,
        Country country,
        LocalDate day,
        Kind kind,
        Instant until,
        String policy,
        String keyId,
        long watched,
        List<OfService> services,
        long leftOut,
        List<Closed> closed) {
    /** Days before {@link #day} that a report can speak of. */
    public static final int MOST_DAYS = 63;

    /** What a report says of its day. */
    public enum Kind {
        /** Who came on the days before it. */
        AHEAD,
        /** Who came on it. */
        CAME
    }

    /**
     * One source at one service.
     *
     * @param token stands for address and service under the key of the day
     * @param days bit 0: the day before (of {@link Kind#CAME} the day itself), bit 1: the one before that, and so on
     */
    public record Seen(long token, long days) {
        public Seen {
            if (days <= 0) {
                throw new IllegalArgumentException("a source that came on no day, or beyond " + MOST_DAYS);
            }
        }
    }

    /** The sources of one service, by token. */
    public record OfService(Service service, List<Seen> seen) {
        public OfService {
            seen = List.copyOf(seen);
        }
    }

    /**
     * Addresses that one node alone can read.
     *
     * @param recipient its name on the signed roster
     * @param box version, fresh public key, ciphertext with tag; base64
     */
    public record Closed(String recipient, String box) {}

    public SourceReport {
        services = List.copyOf(services);
        closed = List.copyOf(closed);
        if (leftOut < 0 || watched < 0) {
            throw new IllegalArgumentException("left out " + leftOut + ", watched " + watched);
        }
    }

    /** Sources told, of all services. */
    public long size() {
        return services.stream().mapToLong(s -> s.seen.size()).sum();
    }
}
