package yochi.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one node lets out for one release window: statistics per epoch, how well its sensors watched, and what was held
 * back. Made only by the node's border.
 *
 * @param node identity of the node
 * @param nodeName its display name
 * @param country where it stands
 * @param boot random number of the node's run; with {@code sequence} it unmasks clones and restored backups
 * @param sequence 1, 2, 3 … within the node's life
 * @param window the release window, whose statistics are released once
 * @param revision 0 for the release, 1 … for signed corrections of the whole window
 * @param late whether it holds data that came after the release
 * @param policy name of the privacy policy
 * @param policyDigest SHA-256 of the policy, hexadecimal
 * @param keyId which key the sketches were made under; empty where none
 * @param rulesVersion version of the classification rules
 * @param cells statistics, sorted by key
 * @param uptime sensors' uptime, sorted
 * @param suppressed what the policy kept back
 * @param operators who runs each sensor or sensor group; one that is not there has an operator that is not known
 */
public record EpochReport(
        NodeId node,
        String nodeName,
        Country country,
        long boot,
        long sequence,
        Epoch window,
        int revision,
        boolean late,
        String policy,
        String policyDigest,
        String keyId,
        String rulesVersion,
        List<Statistic> cells,
        List<Uptime> uptime,
        Suppressed suppressed,
        Map<String, String> operators) {
    public EpochReport {
        cells = List.copyOf(cells);
        uptime = List.copyOf(uptime);
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
    }

    /** A report that names no operator. */
    public EpochReport(
            NodeId node,
            String nodeName,
            Country country,
            long boot,
            long sequence,
            Epoch window,
            int revision,
            boolean late,
            String policy,
            String policyDigest,
            String keyId,
            String rulesVersion,
            List<Statistic> cells,
            List<Uptime> uptime,
            Suppressed suppressed) {
        this(
                node,
                nodeName,
                country,
                boot,
                sequence,
                window,
                revision,
                late,
                policy,
                policyDigest,
                keyId,
                rulesVersion,
                cells,
                uptime,
                suppressed,
                Map.of());
    }

    /** The same report with that content. */
    public EpochReport with(List<Statistic> otherCells, List<Uptime> otherUptime, Map<String, String> otherOperators) {
        return new EpochReport(
                node,
                nodeName,
                country,
                boot,
                sequence,
                window,
                revision,
                late,
                policy,
                policyDigest,
                keyId,
                rulesVersion,
                otherCells,
                otherUptime,
                suppressed,
                otherOperators);
    }
}
