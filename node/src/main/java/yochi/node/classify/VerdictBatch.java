package yochi.node.classify;

import yochi.node.observation.PacketBatch;

/** What the classifier says of the packets of a batch, as columns; filled again for the next batch. */
public final class VerdictBatch {
    private final int[] codes = new int[PacketBatch.MOST];
    private final int[] counted = new int[PacketBatch.MOST];
    private final int[] relations = new int[PacketBatch.MOST];
    private final Verdict view = new Verdict();

    void set(int i, int code, int countedAddress, int itsRelations) {
        codes[i] = code;
        counted[i] = countedAddress;
        relations[i] = itsRelations;
    }

    /** Each verdict as {@link VerdictCode}. */
    public int[] codes() {
        return codes;
    }

    /** The counted IPv4 addresses; 0 where none is. */
    public int[] counted() {
        return counted;
    }

    /** Bits of the tools whose relation holds, see {@link Verdict#relations}. */
    public int[] relations() {
        return relations;
    }

    /** The verdict as a view, which the next call fills again. */
    public Verdict verdict(int i) {
        view.unpack(codes[i], counted[i], relations[i]);
        return view;
    }
}
