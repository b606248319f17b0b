package yochi.node.fingerprint;

import java.util.List;

/**
 * One mark that a program leaves in its SYNs, and how sure that is.
 *
 * @param relation what holds, such as {@code id==54321} or {@code sourcePort^sequenceLow==const}
 * @param tool the tool known for it; empty: unknown, a candidate for a campaign
 * @param packets SYNs of its sources
 * @param sources how many sources
 * @param services ports they asked for, most sources first, at most {@value #MOST_SERVICES}
 * @param evidence the weakest of its sources
 * @param traits how its sources behave
 */
public record Fingerprint(
        String relation,
        String tool,
        long packets,
        long sources,
        List<String> services,
        Evidence evidence,
        Traits traits) {
    static final int MOST_SERVICES = 5;

    public Fingerprint {
        services = List.copyOf(services);
    }

    /**
     * Why the relation is believed of a source.
     *
     * @param matches packets tested in which it holds
     * @param tested packets tested
     * @param chance with which it would hold for one packet without a cause
     * @param pValue binomial tail of that many matches by chance
     * @param qValue p-value after Benjamini and Hochberg over all sources and relations tested
     */
    public record Evidence(long matches, long tested, double chance, double pValue, double qValue) {}
}
