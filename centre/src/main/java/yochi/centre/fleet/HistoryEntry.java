package yochi.centre.fleet;

import java.time.Instant;
import java.util.Optional;
import yochi.core.model.NodeId;

/**
 * One line of what truly happened to a node, in the order in which it happened.
 *
 * @param node which node
 * @param at wall clock of the centre
 * @param event such as {@code offered}, {@code failed}, {@code running}, {@code effective}, {@code revoked}
 * @param digest the policy it is about, empty where none
 * @param detail the node's own words, or empty
 * @param observation observation time of the first observation judged under the policy, where that was proved
 */
public record HistoryEntry(
        NodeId node, Instant at, String event, String digest, String detail, Optional<Instant> observation) {}
