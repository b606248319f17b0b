package yochi.member.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import yochi.core.model.Prefix;

/**
 * The member's detector: watches every service of its protected networks in its own flow records. Not thread-safe: one
 * thread adds flows and closes bins.
 */
public final class Detector implements FlowSink {
    /** Services watched at once; further ones are counted as {@link #unwatched}. */
    private static final int MAX_WATCHES = 65_536;

    private record Target(int destination, int protocol, int port) {}

    private final List<Prefix> protectedNetworks;
    private final Thresholds thresholds;
    private final Map<Target, Watch> watches = new HashMap<>();
    private long unwatched;
    /** Bins in which flows came in: without any the exporter may be silent, which says nothing of a service. */
    private int seen;

    private boolean alive;

    public Detector(List<Prefix> protectedNetworks, Thresholds thresholds) {
        this.protectedNetworks = List.copyOf(protectedNetworks);
        this.thresholds = thresholds;
    }

    @Override
    public void accept(FlowRecord flow) {
        alive = true;
        Target target = new Target(flow.destination(), flow.protocol(), flow.destinationPort());
        Watch watch = watches.get(target);
        if (watch == null) {
            if (!protects(flow.destination()) || watches.size() >= MAX_WATCHES) {
                unwatched++;
                return;
            }
            watch = new Watch(target.destination(), target.protocol(), target.port(), thresholds, seen);
            watches.put(target, watch);
        }
        watch.add(flow);
    }

    private boolean protects(int destination) {
        return protectedNetworks.stream().anyMatch(p -> contains(p, destination));
    }

    private static boolean contains(Prefix prefix, int address) {
        if (prefix.isIpv6()) {
            return false;
        }
        int network = 0;
        for (String part : prefix.network().split("\\.", -1)) {
            network = network << 8 | Integer.parseInt(part);
        }
        return prefix.length() == 0 || (network ^ address) >>> (32 - prefix.length()) == 0;
    }

    /** Ends the running bin of every watch; call once per {@link Thresholds#bin}. */
    public List<Onslaught> close() {
        List<Onslaught> out = new ArrayList<>();
        seen = Math.min(seen + (alive ? 1 : 0), thresholds.memory());
        alive = false;
        for (Watch watch : watches.values()) {
            watch.close().ifPresent(out::add);
        }
        return out;
    }

    /** Flow records to networks that are not protected, or beyond the bound of watches. */
    public long unwatched() {
        return unwatched;
    }
}
