package yochi.node.border;

import java.util.Locale;

/**
 * Which rule of the policy took a cell's own line away: the first that it fails, in this order. The first two take
 * cells of single sensors, wholly or in part, before the others judge.
 */
public enum Removal {
    /** At sensors that were not drawn that day. */
    SAMPLING,
    /** Looks like a probe of one sensor: in no number. */
    PROBE,
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
