package yochi.member.mitigation;

import java.util.List;
import yochi.core.model.Mitigation;

/**
 * One counter-measure and where it stands.
 *
 * @param rule what it does when active
 * @param state where it stands
 * @param history the first change and the last {@value #MOST_CHANGES} less one, oldest first
 */
public record Lease(Mitigation rule, State state, List<Change> history) {
    static final int MOST_CHANGES = 64;

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

    /** Whether it stands in a state that is final. */
    public boolean ended() {
        return switch (state) {
            case ARMED, ACTIVE -> false;
            case WITHDRAWN, EXPIRED, REFUSED -> true;
        };
    }

    Lease become(State next, Mitigation newRule, String why, long atNanos) {
        List<Change> longer = new java.util.ArrayList<>(history);
        if (longer.size() >= MOST_CHANGES) {
            longer.remove(1);
        }
        longer.add(new Change(next, why, atNanos));
        return new Lease(newRule, next, longer);
    }
}
