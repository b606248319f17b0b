package yochi.node.summary;

/** A metric that costs time or memory per packet, and so is kept only where somebody asks for it. */
public enum Detail {
    /** Distinct monitored addresses touched. */
    TARGETS,
    /** Quantiles of packet sizes. */
    SIZES,
    /** Quantiles of the time between a cell's packets. */
    GAPS,
    /** Classes of the time to live. */
    TTL,
    /** Spread of source ports. */
    SOURCE_PORTS,
    /** Packets per victim and ten seconds. */
    VICTIMS,
    /** Addresses not seen for seven days. */
    NEW_SOURCES,
    /** Entropy of the counted addresses and of the services. */
    ENTROPY
}
