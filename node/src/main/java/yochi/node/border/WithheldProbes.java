package yochi.node.border;

/**
 * What the rule on suspected probes took out of windows: its price, known to the node only.
 *
 * @param cells cells of single sensors that lost something
 * @param packets packets taken
 * @param sources addresses taken, each once per window and attack type
 * @param ofSources addresses looked at, likewise
 */
public record WithheldProbes(long cells, long packets, long sources, long ofSources) {
    public static final WithheldProbes NONE = new WithheldProbes(0, 0, 0, 0);

    /** Of both together. */
    public WithheldProbes plus(WithheldProbes other) {
        return new WithheldProbes(
                cells + other.cells,
                packets + other.packets,
                sources + other.sources,
                ofSources + other.ofSources);
    }
}
