package yochi.member.detection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.Prefix;

/**
 * The watch over one protected service: counts packets per source network in short bins, keeps a baseline of quiet
 * bins, and says when an onslaught has begun and which source networks it comes from.
 */
final class Watch {
    /** Source networks are told apart at this length: coarse enough for one rule to hold a botnet's neighbourhood. */
    static final int SOURCE_LENGTH = 27;
    /** Most networks one rule may name (routers bound the size of a FlowSpec rule set). */
    static final int MAX_SOURCES = 16;
    /**
     * A network is named when it carries more than this share of the excess, and has itself grown as much as the whole
     * must: else a busy visitors' network could be named for a chance of a few packets.
     */
    private static final double MIN_EXCESS_SHARE = 0.01;

    private final int destination;
    private final int protocol;
    private final int port;
    private final Thresholds thresholds;
    private final Deque<Map<Integer, Long>> quiet = new ArrayDeque<>();
    private Map<Integer, Long> bin = new HashMap<>();
    private int hot;

    /**
     * A watch that begins with the service's first flow.
     *
     * @param silent bins before it in which the detector looked and the service had no traffic: quiet bins of nothing,
     *     without which a flood on an unused port would become its own baseline
     */
    Watch(int destination, int protocol, int port, Thresholds thresholds, int silent) {
        this.destination = destination;
        this.protocol = protocol;
        this.port = port;
        this.thresholds = thresholds;
        for (int i = 0; i < Math.min(silent, thresholds.memory()); i++) {
            quiet.addLast(Map.of());
        }
    }

    void add(FlowRecord flow) {
        bin.merge(flow.source() >>> (32 - SOURCE_LENGTH), flow.packets(), Long::sum);
    }

    /** Ends the running bin and judges it. */
    Optional<Onslaught> close() {
        Map<Integer, Long> ended = bin;
        bin = new HashMap<>();
        double seconds = thresholds.bin().toNanos() / 1e9;
        double rate = total(ended) / seconds;
        double baseline = median() / seconds;
        boolean over = quiet.size() >= Math.min(3, thresholds.memory())
                && rate >= thresholds.floorPacketsPerSecond()
                && rate > baseline * thresholds.factor();
        if (!over) {
            hot = 0;
            quiet.addLast(ended);
            if (quiet.size() > thresholds.memory()) {
                quiet.removeFirst();
            }
            return Optional.empty();
        }
        hot++;
        return hot == thresholds.sustainedBins() ? Optional.of(onslaught(ended, rate, baseline)) : Optional.empty();
    }

    private static long total(Map<Integer, Long> bin) {
        return bin.values().stream().mapToLong(Long::longValue).sum();
    }

    private double median() {
        if (quiet.isEmpty()) {
            return 0;
        }
        long[] totals = quiet.stream().mapToLong(Watch::total).sorted().toArray();
        return (totals[(totals.length - 1) / 2] + totals[totals.length / 2]) / 2.0;
    }

    /**
     * Packets of an ordinary bin by source network. The bin right before the first hot one may already hold the onset,
     * too small to be hot, and is left out: it would make attackers look like ordinary visitors.
     */
    private Map<Integer, Double> ordinary() {
        Map<Integer, Double> out = new HashMap<>();
        int bins = Math.max(1, quiet.size() - 1);
        quiet.stream()
                .limit(bins)
                .forEach(b -> b.forEach((network, n) -> out.merge(network, (double) n / bins, Double::sum)));
        return out;
    }

    private Onslaught onslaught(Map<Integer, Long> now, double rate, double baseline) {
        Map<Integer, Double> before = ordinary();
        Map<Integer, Double> excess = new HashMap<>();
        now.forEach((network, n) -> excess.put(network, Math.max(0, n - before.getOrDefault(network, 0.0))));
        double whole = excess.values().stream().mapToDouble(Double::doubleValue).sum();
        List<Integer> chosen = excess.entrySet().stream()
                .filter(e -> e.getValue() > MIN_EXCESS_SHARE * whole)
                .filter(e -> grown(now.getOrDefault(e.getKey(), 0L), before.getOrDefault(e.getKey(), 0.0)))
                .sorted(Comparator.comparingDouble((Map.Entry<Integer, Double> e) -> -e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MAX_SOURCES)
                .map(Map.Entry::getKey)
                .toList();
        double covered =
                chosen.stream().mapToDouble(n -> excess.getOrDefault(n, 0.0)).sum();
        double ordinary =
                before.values().stream().mapToDouble(Double::doubleValue).sum();
        double hit =
                chosen.stream().mapToDouble(n -> before.getOrDefault(n, 0.0)).sum();
        List<Prefix> sources = new ArrayList<>();
        for (int network : chosen) {
            sources.add(prefix(network << (32 - SOURCE_LENGTH), SOURCE_LENGTH));
        }
        return new Onslaught(
                prefix(destination, 32),
                protocol,
                port,
                rate,
                baseline,
                sources,
                whole == 0 ? 0 : covered / whole,
                ordinary == 0 ? 0 : hit / ordinary);
    }

    private boolean grown(double now, double before) {
        return now > thresholds.factor() * before;
    }

    private static Prefix prefix(int address, int length) {
        int[] parts = {address >>> 24, address >>> 16 & 0xFF, address >>> 8 & 0xFF, address & 0xFF};
        String text = String.join(
                ".", Arrays.stream(parts).mapToObj(Integer::toString).toList());
        return new Prefix(text, length);
    }
}
