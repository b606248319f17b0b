package yochi.evaluation.world;

import java.util.Arrays;

/** One step of an attack, all of it by one vector: how large it is, and what each node's sensors got of it. */
public final class VictimStep {
    private final int vector;
    private final double bitsPerSecond;
    private final double packetsPerSecond;
    private final long[] requests;
    private final int[] listed;
    private final long[] backscatter;

    VictimStep(
            int vector,
            double bitsPerSecond,
            double packetsPerSecond,
            long[] requests,
            int[] listed,
            long[] backscatter) {
        this.vector = vector;
        this.bitsPerSecond = bitsPerSecond;
        this.packetsPerSecond = packetsPerSecond;
        this.requests = requests.clone();
        this.listed = listed.clone();
        this.backscatter = backscatter.clone();
    }

    /** Place in the parameters' list. */
    public int vector() {
        return vector;
    }

    public double bitsPerSecond() {
        return bitsPerSecond;
    }

    public double packetsPerSecond() {
        return packetsPerSecond;
    }

    /** Requests that the node's honeypots got. */
    public long requests(int node) {
        return requests[node];
    }

    /** Honeypots of the node that got any. */
    public int listed(int node) {
        return listed[node];
    }

    /** Packets that the node's darknet got. */
    public long backscatter(int node) {
        return backscatter[node];
    }

    public long requests() {
        return Arrays.stream(requests).sum();
    }

    public int listed() {
        return Arrays.stream(listed).sum();
    }

    public long backscatter() {
        return Arrays.stream(backscatter).sum();
    }
}
