package yochi.node.border;

import java.util.Map;
import yochi.core.model.Metric;

/** How a metric may leave the country: a metric without a line in the table stays at home. */
enum ReleaseRule {
    /** With a cell that passes the policy: k addresses, networks, sensors, no dominant address. */
    WITH_CELL,
    /** As keyed sketches or tokens, where the policy lets sketches out. */
    KEYED,
    /** Always: it speaks of the sensors' own watching, of no address. */
    ALWAYS,
    /** Never. */
    WITHHELD;

    private static final Map<Metric, ReleaseRule> TABLE = Map.of(
            Metric.PACKETS, WITH_CELL,
            Metric.BYTES, WITH_CELL,
            Metric.SOURCES, WITH_CELL,
            Metric.ORDERS, WITH_CELL,
            Metric.MONITORED, ALWAYS,
            Metric.SENSORS, ALWAYS);

    static ReleaseRule of(Metric metric) {
        return metric.brightness() >= 0 ? KEYED : TABLE.getOrDefault(metric, WITHHELD);
    }
}
