package yochi.node.habit;

import java.util.Locale;

/** Where a word was said. */
public enum WordKind {
    /** Tried as user and password. */
    CREDENTIALS,
    /** Typed or handed over to be run. */
    COMMANDS,
    /** Asked of a web service: path, and names of parameters. */
    REQUESTS,
    /** Sent elsewhere: versions, user agents, first bytes of payloads. */
    TEXTS;

    /** As it is written in documents. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
