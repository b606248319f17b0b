package yochi.node.summary;

import yochi.core.model.Epoch;

/**
 * All that is kept of one epoch's observations. {@code counted} holds the cells that may go through the border: whose
 * address is counted, origin or victim, and the attacked service. {@code written} holds those records once more, with
 * source and destination as the packet names them, whose two readings differ; it serves the node's own people only.
 */
public final class EpochSummary {
    private final Epoch epoch;
    private final Dictionary dictionary;
    private final CellCounts counted;
    private final CellCounts written;
    private final CellCounts furtherTools;

    EpochSummary(Epoch epoch, Dictionary dictionary, int expectedPairs, int mostPairs) {
        this.epoch = epoch;
        this.dictionary = dictionary;
        this.counted = new CellCounts(expectedPairs, mostPairs);
        this.written = new CellCounts(0, mostPairs);
        this.furtherTools = new CellCounts(0, mostPairs);
    }

    public Epoch epoch() {
        return epoch;
    }

    /** What sensor and place numbers and address codes mean. */
    public Dictionary dictionary() {
        return dictionary;
    }

    public CellCounts counted() {
        return counted;
    }

    CellCounts written() {
        return written;
    }

    CellCounts furtherTools() {
        return furtherTools;
    }

    /** Adds all of another summary of the same epoch, from whatever summariser it comes. */
    public void merge(EpochSummary other) {
        if (!epoch.equals(other.epoch)) {
            throw new IllegalArgumentException("different epochs: " + epoch + ", " + other.epoch);
        }
        Dictionary there = other.dictionary;
        counted.merge(other.counted, dictionary.addresses(), there.addresses(), c -> dictionary.adopt(there, c));
        written.merge(other.written, dictionary.addresses(), there.addresses(), c -> dictionary.adopt(there, c));
        furtherTools.merge(
                other.furtherTools, dictionary.addresses(), there.addresses(), c -> dictionary.adopt(there, c));
    }
}
