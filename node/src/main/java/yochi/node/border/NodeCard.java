package yochi.node.border;

import yochi.core.model.Country;
import yochi.core.model.NodeId;

/**
 * What a report says of its node.
 *
 * @param id its identity
 * @param name its display name, which is also the sensor group where the policy keeps sensors to itself
 * @param country where it stands
 * @param boot random number of this run
 * @param rulesVersion version of the classification rules
 */
public record NodeCard(NodeId id, String name, Country country, long boot, String rulesVersion) {}
