package yochi.node.fingerprint;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts {@link Traits} source by source. */
final class TraitCounts {
    private static final int SOURCE_PORT = 1;
    private static final int PORT = 2;
    private static final int WINDOW = 7;

    private final Map<Integer, Long> ports = new TreeMap<>();
    private final Map<Integer, Long> windows = new TreeMap<>();
    private final Map<Long, Long> gaps = new TreeMap<>();
    private long probes;
    private long compared;
    private long oneSourcePort;
    private long ordered;
    private long ascending;
    private long descending;

    void add(Samples samples, int source) {
        int kept = samples.kept(source);
        probes += kept;
        boolean same = true;
        for (int i = 0; i < kept; i++) {
            ports.merge(samples.field(source, i, PORT), 1L, Long::sum);
            windows.merge(samples.field(source, i, WINDOW), 1L, Long::sum);
            if (i > 0) {
                gaps.merge(samples.gap(source, i), 1L, Long::sum);
            }
            same &= samples.field(source, i, SOURCE_PORT) == samples.field(source, 0, SOURCE_PORT);
        }
        if (kept >= 2) {
            compared++;
            oneSourcePort += same ? 1 : 0;
        }
        if (kept >= Traits.LEAST_ORDERED) {
            ordered++;
            double tau = tau(samples, source, kept);
            ascending += tau >= Traits.TAU ? 1 : 0;
            descending += tau <= -Traits.TAU ? 1 : 0;
        }
    }

    /** Kendall's tau of the order of the probes and their targets' addresses; equal targets speak for neither. */
    private static double tau(Samples samples, int source, int kept) {
        int sum = 0;
        for (int i = 0; i < kept; i++) {
            for (int j = i + 1; j < kept; j++) {
                sum += Integer.compareUnsigned(samples.destination(source, j), samples.destination(source, i));
            }
        }
        return sum / (kept * (kept - 1) / 2.0);
    }

    Traits traits() {
        return new Traits(
                probes,
                most("tcp/", ports),
                most("", windows),
                compared,
                oneSourcePort,
                ordered,
                ascending,
                descending,
                gaps);
    }

    private static Map<String, Long> most(String prefix, Map<Integer, Long> counts) {
        Map<String, Long> out = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Integer, Long> e) -> -e.getValue()))
                .limit(Traits.MOST_NAMED)
                .forEach(e -> out.put(prefix + e.getKey(), e.getValue()));
        return out;
    }
}
