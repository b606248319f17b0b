package yochi.node.border;

import java.util.Map;
import java.util.Set;
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

    private static final String NO_SIZE = "it is not known how many addresses a sensor monitors";

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

    /**
     * How long the sensors of each group watched, in cells of all origins: of any service, and of each service of which
     * the sensors file speaks. A group of which it says nothing has no such cell: what it can observe is unknown.
     */
    Map<CellKey, Map<Metric, Measure>> exposures(ClosedWindow window) {
        Map<CellKey, Map<Metric, Measure>> out = new TreeMap<>();
        boolean alone = policy.dimensions().contains(Dimension.SENSOR);
        Set<String> stated = window.exposures().stream()
                .filter(e -> e.reach() != ClosedWindow.Reach.UNKNOWN)
                .map(e -> alone ? e.sensor() : nodeName)
                .collect(Collectors.toSet());
        for (ClosedWindow.Exposure e : window.exposures()) {
            CellKey key = new CellKey(
                    window.window(),
                    alone ? e.sensor() : nodeName,
                    AttackType.ALL_ORIGIN,
                    policy.dimensions().contains(Dimension.SERVICE) ? e.service() : Service.ANY,
                    Tool.NONE,
                    Country.UNKNOWN,
                    Asn.UNKNOWN);
            if (!key.service().equals(e.service()) || !stated.contains(key.sensorGroup())) {
                continue;
            }
            Map<Metric, Measure> measures = new TreeMap<>();
            measures.put(Metric.SENSORS, new Measure.Count(e.sensorSeconds()));
            measures.put(
                    Metric.MONITORED,
                    e.addressSeconds() < 0 ? new Measure.Missing(NO_SIZE) : new Measure.Count(e.addressSeconds()));
            if (e.service().equals(Service.ANY)) {
                measures.put(Metric.OBSERVABLE_OTHERS, others(e.reach()));
            }
            out.merge(key, measures, (a, b) -> new yochi.core.model.Statistic(key, a)
                    .merge(new yochi.core.model.Statistic(key, b))
                    .measures());
        }
        return out;
    }

    private static Measure others(ClosedWindow.Reach reach) {
        return switch (reach) {
            case OPEN -> new Measure.Count(1);
            case CLOSED -> new Measure.Count(0);
            case UNKNOWN -> new Measure.Missing("nothing is stated of what the network lets through");
        };
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
