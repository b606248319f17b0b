package yochi.node.border;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.ClosedWindow.Unwatched;

/**
 * What a report tells of the sensors rather than of the traffic: who runs them, and which services they did not count
 * by configuration. Nothing of it comes from an observation; the second is what the fleet itself has ordered.
 */
final class Standing {
    /** Why a service has no count. */
    static final String FILTERED = "filtered: the fleet's filter leaves this service out";

    private final PrivacyPolicy policy;
    private final String nodeName;

    Standing(PrivacyPolicy policy, String nodeName) {
        this.policy = policy;
        this.nodeName = nodeName;
    }

    /** Operators by sensor, and of the node's own group where all its sensors are known to have the same. */
    Map<String, String> operators(ClosedWindow window) {
        if (!policy.dimensions().contains(Dimension.OPERATOR)) {
            return Map.of();
        }
        Map<String, String> out = new TreeMap<>(window.operators());
        boolean allKnown = window.uptime().stream()
                .allMatch(u -> window.operators().containsKey(u.sensor()));
        if (allKnown && window.operators().values().stream().distinct().count() == 1) {
            window.operators().values().stream().findFirst().ifPresent(o -> out.putIfAbsent(nodeName, o));
        }
        return out;
    }

    /** For every service that was left out at a sensor of a group: its total over all kinds is missing, not zero. */
    Map<CellKey, Map<Metric, Measure>> unwatched(ClosedWindow window) {
        Map<CellKey, Map<Metric, Measure>> out = new TreeMap<>();
        groups(window).forEach((group, services) -> {
            for (Service service : services) {
                for (Party party : Party.values()) {
                    CellKey key = new CellKey(
                            window.window(),
                            group,
                            AttackType.all(party),
                            service,
                            Tool.NONE,
                            Country.UNKNOWN,
                            Asn.UNKNOWN);
                    out.put(key, MISSING);
                }
            }
        });
        return out;
    }

    /** The measures of a cell that was left out. */
    static final Map<Metric, Measure> MISSING =
            Map.of(Metric.PACKETS, new Measure.Missing(FILTERED), Metric.SOURCES, new Measure.Missing(FILTERED));

    /** The services that were left out at any sensor. */
    SortedSet<Service> leftOut(ClosedWindow window) {
        return window.unwatched().stream().map(Unwatched::service).collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, SortedSet<Service>> groups(ClosedWindow window) {
        boolean bySensor = policy.dimensions().contains(Dimension.SENSOR);
        return window.unwatched().stream()
                .collect(Collectors.groupingBy(
                        (Unwatched u) -> bySensor ? u.sensor() : nodeName,
                        TreeMap::new,
                        Collectors.mapping(Unwatched::service, Collectors.toCollection(TreeSet::new))));
    }
}
