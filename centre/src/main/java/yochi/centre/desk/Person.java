package yochi.centre.desk;

import yochi.link.config.Secret;

/**
 * Somebody on duty, who comes with a token.
 *
 * @param name written into the decision log
 * @param role what the person may do
 * @param token sent as bearer, at least {@value #LEAST_TOKEN} characters of chance
 */
public record Person(String name, Role role, Secret token) {
    static final int LEAST_TOKEN = 20;

    public Person {
        if (name.isBlank() || token.value().length() < LEAST_TOKEN) {
            throw new IllegalArgumentException(
                    "a person needs a name and a token of at least " + LEAST_TOKEN + " characters");
        }
    }

    /** What a person may do; each may do what those before may. */
    public enum Role {
        /** Reads: hand-over, decision log, register with contacts. */
        READER,
        /** Answers alerts, moves them on, and writes down decisions. */
        ANALYST,
        /** Replaces the decision table and the register of sites. */
        CHIEF
    }
}
