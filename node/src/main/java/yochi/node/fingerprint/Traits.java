package yochi.node.fingerprint;

import java.util.Map;

/**
 * How the sources of one fingerprint behave, as features that a specimen's own scans can be held against (M-2): all are
 * counts over the headers that were kept, so that parts add up.
 *
 * @param probes headers that were kept
 * @param ports of them by service, most first, at most {@value #MOST_NAMED}
 * @param windows of them by TCP window, most first, at most {@value #MOST_NAMED}
 * @param compared sources of which at least two were kept
 * @param oneSourcePort of these, the sources whose source port never changed
 * @param ordered sources of which at least {@value #LEAST_ORDERED} were kept
 * @param ascending of these, the sources that walk up through their targets (Kendall's tau of order and address of
 *     {@value #TAU} or more: three standard errors of a random order of ten)
 * @param descending the same downwards; all others jump
 * @param gaps of them by the microseconds since the same source's probe before, by lower ends of bins: 0, 1, 2, 4 …
 */
public record Traits(
        long probes,
        Map<String, Long> ports,
        Map<String, Long> windows,
        long compared,
        long oneSourcePort,
        long ordered,
        long ascending,
        long descending,
        Map<Long, Long> gaps) {
    static final int MOST_NAMED = 5;
    static final int LEAST_ORDERED = 10;
    static final double TAU = 0.75;
}
