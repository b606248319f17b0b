package yochi.member.mitigation;

import java.util.List;
import yochi.core.model.Mitigation;

/**
 * One counter-measure and where it stands.
 *
 * @param rule what it does when active
 * @param state where it stands
 * @param history every change, oldest first
 */
public record Lease(Mitigation rule, State state, List<Change> history) {
    /** Armed waits for an attack; withdrawn, expired and refused are final. */
    public enum State {
        ARMED,
        ACTIVE,
        WITHDRAWN,
        EXPIRED,
        REFUSED
    }

    /**
     * A change of state.
     *
     * @param to the new state
     * @param why one sentence
     * @param atNanos when, on the member's monotonic clock
     */
    public record Change(State to, String why, long atNanos) {}

    public Lease {
        history = List.copyOf(history);
    }

    Lease become(State next, Mitigation newRule, String why, long atNanos) {
        List<Change> longer = new java.util.ArrayList<>(history);
        longer.add(new Change(next, why, atNanos));
        return new Lease(newRule, next, longer);
    }
}
