package yochi.member.inbox;

import yochi.core.model.Notice;

/** What became of one delivered message. */
public sealed interface Received {
    /**
     * A notice that is what it says.
     *
     * @param notice what it says
     * @param approved whether the second role has signed too, so that its mitigations may be armed
     */
    record Accepted(Notice notice, boolean approved) implements Received {}

    /** Nobody may act on it, and why. */
    record Refused(String why) implements Received {}
}
