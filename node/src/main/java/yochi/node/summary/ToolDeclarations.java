package yochi.node.summary;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Tool;
import yochi.node.classify.SourceRule;

/** Per hour and source, how many SYNs there were and how many fit each tool, for the {@link SourceRule}. */
final class ToolDeclarations {
    /** Sources of all hours together; beyond, older hours are judged, so that memory does not grow with the input. */
    private static final long MOST_SOURCES = 500_000;

    private final TreeMap<Epoch, Hour> hours = new TreeMap<>();
    private final Map<Tool, LongCounts> settled = new EnumMap<>(Tool.class);

    private static final class Hour {
        private final LongCounts syns = new LongCounts(0);
        private final Map<Tool, LongCounts> matches = new EnumMap<>(Tool.class);

        /** Gives room back; a later record of the hour takes it again. */
        void pack() {
            syns.pack();
            matches.values().forEach(LongCounts::pack);
        }
    }

    void add(EpochSummary summary, Addresses addresses) {
        if (hours.size() > 2 && hours.values().stream().mapToLong(h -> h.syns.size()).sum() > MOST_SOURCES) {
            settle();
        }
        Epoch at = Epoch.containing(summary.epoch().startSecond(), Epoch.HOUR);
        if (!hours.containsKey(at)) {
            hours.values().forEach(Hour::pack);
        }
        Hour hour = hours.computeIfAbsent(at, h -> new Hour());
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

    private void settle() {
        while (hours.size() > 2) {
            Hour hour = hours.pollFirstEntry().getValue();
            hour.matches.keySet().forEach(tool ->
                    declared(tool, hour, settled.computeIfAbsent(tool, t -> new LongCounts(0))));
        }
    }

    private static void declared(Tool tool, Hour hour, LongCounts into) {
        LongCounts matches = hour.matches.get(tool);
        if (matches != null) {
            matches.forEach((address, m) -> {
                if (SourceRule.declares(tool, m, hour.syns.get(address))) {
                    into.add(address, 1);
                }
            });
        }
    }

    long declared(Tool tool) {
        LongCounts declared = new LongCounts(0);
        LongCounts before = settled.get(tool);
        if (before != null) {
            before.forEach((address, n) -> declared.add(address, 1));
        }
        hours.values().forEach(hour -> {
            declared(tool, hour, declared);
            hour.pack();
        });
        return declared.size();
    }
}
