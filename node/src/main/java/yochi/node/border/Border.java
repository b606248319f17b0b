package yochi.node.border;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import yochi.core.model.EpochReport;
import yochi.core.model.Suppressed;
import yochi.node.summary.ClosedWindow;

/**
 * The border of one node: makes a report of a closed window, letting out nothing that the policy does not allow. The
 * policy is swapped whole by making a new border.
 */
public final class Border {
    private final NodeCard node;
    private final PrivacyPolicy policy;
    private final String policyDigest;
    private final SketchKeys keys;
    private final Standing standing;
    private final Sieve sieve;

    /** A border that draws sensors, where the policy wants it, under the keys that it has. */
    public Border(NodeCard node, PrivacyPolicy policy, SketchKeys keys) {
        this(node, policy, keys, keys.draw());
    }

    /** A border that draws sensors under a secret of its own node. */
    public Border(NodeCard node, PrivacyPolicy policy, SketchKeys keys, SensorDraw draw) {
        this(node, policy, policy.digest(), keys, draw);
    }

    /**
     * The same for who makes many borders of one policy.
     *
     * @param policyDigest the policy's own, which takes as long to make as the report of a quiet window
     */
    public Border(NodeCard node, PrivacyPolicy policy, String policyDigest, SketchKeys keys, SensorDraw draw) {
        this.sieve = new Sieve(policy, draw);
        this.node = node;
        this.policy = policy;
        this.policyDigest = policyDigest;
        this.keys = keys;
        this.standing = new Standing(policy, node.name());
    }

    public PrivacyPolicy policy() {
        return policy;
    }

    /**
     * One window's report.
     *
     * @param sequence the node's next report number
     */
    public Release release(ClosedWindow window, long sequence) {
        return release(window, Finds.NONE, sequence);
    }

    /** The same with what was found in the window, as far as it may leave. */
    public Release release(ClosedWindow closed, Finds finds, long sequence) {
        Sieve.Rest rest = sieve.of(closed);
        ClosedWindow window = rest.window();
        WindowCells cells = new WindowCells(policy, node.name(), window.epochs());
        Judgement judgement = new Judgement(policy, cells);
        ReleasedCells released = new ReleasedCells(policy, cells, judgement);
        released.epochs(window.epochs());
        released.details(window.window(), window.epochs());
        released.extrapolated(rest);
        released.beside(standing.unwatched(window));
        released.beside(standing.exposures(window));
        released.presence(window.window());
        Map<Removal, Long> removed = judgement.removed();
        rest.removed().forEach((rule, n) -> removed.merge(rule, n, Long::sum));
        FoundCells found = new FoundCells(policy, node.name(), cells, judgement);
        String keyId = "";
        if (policy.sketches().isPresent()) {
            PrivacyPolicy.Sketches rule = policy.sketches().get();
            SketchKeys.Key key = keys.at(window.window(), rule.keyLife());
            long tooSmall = released.sketches(window.window(), key, rule);
            if (tooSmall > 0) {
                removed.put(Removal.SKETCH, tooSmall);
            }
            keyId = key.id();
            released.victims(window.epochs(), key, rule.atLeast());
            found.keyed(key);
        }
        released.beside( // finds do not tell the sensor: with a draw they would tell of sensors that do not count
                rest.whole()
                        ? found.of(window.window(), finds, rest.probed())
                        : found.none(window.window(), finds));
        Suppressed exactly = judgement.suppressed();
        EpochReport report = new EpochReport(
                node.id(),
                node.name(),
                node.country(),
                node.boot(),
                sequence,
                window.window(),
                0,
                window.late(),
                policy.name(),
                policyDigest,
                keyId,
                node.rulesVersion(),
                released.cells(),
                window.uptime(),
                new Suppressed(
                        rounded(judgement.foldedCells()),
                        rounded(exactly.packets() - judgement.withheldPackets()),
                        rounded(exactly.totalPackets() - judgement.withheldPackets())),
                standing.operators(window));
        return new Release(report, cells.size(), exactly, judgement.withheldPackets(), removed, rest.price());
    }

    /** To the next multiple of five: a difference must not reveal a group too small to be released (§6.2). */
    static long rounded(long packets) {
        return (packets + 4) / 5 * 5;
    }

    /**
     * A report, and what only the node may know of it.
     *
     * @param report what leaves
     * @param cells cells of the window before the policy
     * @param suppressed cells and packets that lost their own cell, exactly
     * @param withheldPackets packets that are in no total either
     * @param removed cells that each rule took away, and sketches that were too small
     * @param probes what was withheld as suspected probes
     */
    public record Release(
            EpochReport report,
            long cells,
            Suppressed suppressed,
            long withheldPackets,
            Map<Removal, Long> removed,
            WithheldProbes probes) {
        public Release {
            removed = Collections.unmodifiableMap(removed);
        }
    }

    /** The reports of several windows, numbered from {@code firstSequence} on. */
    public List<Release> release(List<ClosedWindow> windows, long firstSequence) {
        List<Release> out = new ArrayList<>();
        for (ClosedWindow window : windows) {
            out.add(release(window, firstSequence + out.size()));
        }
        return out;
    }
}
