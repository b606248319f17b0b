package yochi.member.detection;

import java.util.List;
import yochi.core.model.Prefix;

/**
 * An attack that has begun, as the member's own flow records show it.
 *
 * @param destination attacked address as a prefix
 * @param protocol IP protocol number
 * @param destinationPort attacked port
 * @param packetsPerSecond rate in the bin that decided
 * @param baselinePacketsPerSecond median of the quiet bins before
 * @param sources source networks with more traffic than before, the largest excess first
 * @param coveredShare part of the excess that those networks make up, 0..1
 * @param collateralShare part of the ordinary traffic to the same service that those networks carried, 0..1
 */
public record Onslaught(
        Prefix destination,
        int protocol,
        int destinationPort,
        double packetsPerSecond,
        double baselinePacketsPerSecond,
        List<Prefix> sources,
        double coveredShare,
        double collateralShare) {
    public Onslaught {
        sources = List.copyOf(sources);
    }
}
