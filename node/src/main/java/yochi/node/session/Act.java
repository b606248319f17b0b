package yochi.node.session;

import yochi.node.observation.Specimen;

/** One thing that a stranger did at a honeypot, in words that every log's dialect is put into. */
public sealed interface Act {
    /** Tried to log in; the texts are hashed and searched for injection. */
    record Login(String user, String password, boolean successful) implements Act {}

    /** Log-ins that the log only counts. */
    record Logins(int failed, int successful) implements Act {}

    /** Ran a command, or handed one over; empty where the log only counts. */
    record Command(String line) implements Act {}

    /** Fetched a file or handed one over. */
    record Download(Specimen specimen) implements Act {}

    /**
     * Asked a web service.
     *
     * @param target path and query
     * @param status of the answer, 0 where the log does not tell
     */
    record Request(String target, int status) implements Act {}

    /** Set off a rule that names an exploit. */
    record Exploit(String rule) implements Act {}

    /** Sent a text where a name or a version belongs: searched for injection. */
    record Text(String text) implements Act {}

    /** Did something that this reader has no word for. */
    record Unknown(String event) implements Act {}
}
