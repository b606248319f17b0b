package yochi.node.summary;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Tool;

/**
 * The source rule for tools (algorithms §1.3): of the n SYNs of one source in one hour, m fit the tool's relation,
 * which a random header fits with chance c. Declared if m ≥ 2, m/n ≥ 0.5 and the binomial tail P(X ≥ m) is below
 * 10⁻⁶.
 */
final class ToolDeclarations {
    private static final int LEAST_MATCHES = 2;
    private static final double LEAST_SHARE = 0.5;
    private static final double LOG_LARGEST_TAIL = Math.log(1e-6);

    private final Map<Epoch, Hour> hours = new HashMap<>();

    private static final class Hour {
        private final LongCounts syns = new LongCounts(0);
        private final Map<Tool, LongCounts> matches = new EnumMap<>(Tool.class);
    }

    void add(EpochSummary summary, Addresses addresses) {
        Hour hour = hours.computeIfAbsent(Epoch.containing(summary.epoch().startSecond(), Epoch.HOUR), h -> new Hour());
        take(summary, summary.counted(), addresses, hour, true);
        take(summary, summary.furtherTools(), addresses, hour, false);
    }

    private static void take(EpochSummary summary, CellCounts counts, Addresses addresses, Hour hour, boolean syns) {
        counts.forEachPair((slot, code, n) -> {
            long cell = counts.code(slot);
            if (CellCode.type(cell) == AttackType.SCAN_SYN) {
                long address = addresses.adopt(summary.dictionary().addresses(), code);
                if (syns) {
                    hour.syns.add(address, n);
                }
                Tool tool = CellCode.tool(cell);
                if (tool != Tool.NONE) {
                    hour.matches.computeIfAbsent(tool, t -> new LongCounts(0)).add(address, n);
                }
            }
        });
    }

    long declared(Tool tool) {
        LongCounts declared = new LongCounts(0);
        for (Hour hour : hours.values()) {
            LongCounts matches = hour.matches.get(tool);
            if (matches != null) {
                matches.forEach((address, m) -> {
                    if (declares(tool, m, hour.syns.get(address))) {
                        declared.add(address, 1);
                    }
                });
            }
        }
        return declared.size();
    }

    static boolean declares(Tool tool, int m, int n) {
        double logChance = tool == Tool.MIRAI ? -32 * Math.log(2) : -16 * Math.log(2);
        return m >= LEAST_MATCHES && m >= LEAST_SHARE * n && logTailBound(m, n, logChance) < LOG_LARGEST_TAIL;
    }

    /** Logarithm of C(n,m)·c^m, which bounds the tail P(X ≥ m) of a binomial from above (union bound). */
    private static double logTailBound(int m, int n, double logChance) {
        double log = m * logChance;
        for (int i = 1; i <= m; i++) {
            log += Math.log((double) (n - m + i) / i);
        }
        return log;
    }
}
