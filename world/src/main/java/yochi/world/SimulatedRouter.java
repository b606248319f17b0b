package yochi.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import yochi.core.model.Mitigation;
import yochi.core.model.Mitigation.Action;
import yochi.core.model.Mitigation.Match;

/**
 * A router that obeys exactly the rules it reads back from its controller, and counts by the flows' true label what it
 * let pass and what it dropped. What a rule cannot match is never matched wider.
 */
public final class SimulatedRouter {
    private final Supplier<List<Mitigation>> rules;
    private final Map<Label, Long> passed = new EnumMap<>(Label.class);
    private final Map<Label, Long> dropped = new EnumMap<>(Label.class);
    private double budgetSeconds = 1;

    /**
     * A router with nothing counted yet.
     *
     * @param rules the rules in force, asked for at each step
     */
    public SimulatedRouter(Supplier<List<Mitigation>> rules) {
        this.rules = rules;
        for (Label label : Label.values()) {
            passed.put(label, 0L);
            dropped.put(label, 0L);
        }
    }

    /** Forwards one step's flows; returns those that passed, whole or in part. */
    public List<SimulatedFlow> forward(List<SimulatedFlow> flows, double stepSeconds) {
        budgetSeconds = stepSeconds;
        List<Mitigation> inForce = rules.get();
        long[] spent = new long[inForce.size()];
        return flows.stream()
                .map(flow -> through(flow, inForce, spent))
                .filter(flow -> flow.packets() > 0)
                .toList();
    }

    private SimulatedFlow through(SimulatedFlow flow, List<Mitigation> inForce, long[] spent) {
        int pass = flow.packets();
        for (int i = 0; i < inForce.size(); i++) {
            if (matches(inForce.get(i).match(), flow)) {
                pass = switch (inForce.get(i).action()) {
                    case Action.Discard d -> 0;
                    case Action.Limit limit -> within(limit, flow, spent, i);
                };
                break;
            }
        }
        passed.merge(flow.label(), (long) pass, Long::sum);
        dropped.merge(flow.label(), (long) flow.packets() - pass, Long::sum);
        return new SimulatedFlow(
                flow.source(),
                flow.destination(),
                flow.protocol(),
                flow.sourcePort(),
                flow.destinationPort(),
                pass,
                flow.packetLength(),
                flow.label());
    }

    private int within(Action.Limit limit, SimulatedFlow flow, long[] spent, int rule) {
        long left = (long) (limit.bytesPerSecond() * budgetSeconds) - spent[rule];
        int pass = Math.clamp(left / flow.packetLength(), 0, flow.packets());
        spent[rule] += (long) pass * flow.packetLength();
        return pass;
    }

    private static boolean matches(Match match, SimulatedFlow flow) {
        var source = SimulatedFlow.address(flow.source());
        return match.destination().contains(SimulatedFlow.address(flow.destination()))
                && (match.sources().isEmpty() || match.sources().stream().anyMatch(p -> p.contains(source)))
                && match.protocol().map(p -> p == flow.protocol()).orElse(true)
                && (match.destinationPorts().isEmpty()
                        || match.destinationPorts().contains(flow.destinationPort()))
                && (match.sourcePorts().isEmpty() || match.sourcePorts().contains(flow.sourcePort()))
                && match.packetLength()
                        .map(r -> r.low() <= flow.packetLength() && flow.packetLength() <= r.high())
                        .orElse(true);
    }

    /** Packets that passed since the start, by true label. */
    public Map<Label, Long> passed() {
        return Map.copyOf(passed);
    }

    /** Packets that were dropped since the start, by true label. */
    public Map<Label, Long> dropped() {
        return Map.copyOf(dropped);
    }
}
