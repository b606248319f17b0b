package yochi.node.border;

import java.util.Locale;

/** Which rule of the policy took a cell's own line away: the first that it fails, in this order. */
public enum Removal {
    /** Fewer than k distinct addresses. */
    K,
    /** From too few networks. */
    NETWORKS,
    /** Seen by too few sensors. */
    SENSORS,
    /** One address gives too much of it; only its presence is told. */
    DOMINANCE,
    /** A distinct set too small for a sketch: its number is told, the sketch stays. */
    SKETCH;

    /** As outputs print it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
