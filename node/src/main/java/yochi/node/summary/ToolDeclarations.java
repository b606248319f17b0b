package yochi.node.summary;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Tool;
import yochi.node.classify.SourceRule;

/** Per hour and source, how many SYNs there were and how many fit each tool, for the {@link SourceRule}. */
final class ToolDeclarations {
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
                    if (SourceRule.declares(tool, m, hour.syns.get(address))) {
                        declared.add(address, 1);
                    }
                });
            }
        }
        return declared.size();
    }
}
