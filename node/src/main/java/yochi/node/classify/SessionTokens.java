package yochi.node.classify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import yochi.node.observation.HoneypotSession;

/** What is said of a session that no rule decided, as words for {@link SessionBayes}: no address, no text it sent. */
final class SessionTokens {
    static final String SERVICE = "service=";

    private static final int MOST_EVENTS = 4;

    private SessionTokens() {}

    static List<String> of(HoneypotSession s) {
        List<String> out = new ArrayList<>();
        out.add(SERVICE + s.service());
        out.add("seconds=" + size(Duration.between(s.start(), s.end()).toSeconds()));
        out.add("refused=" + size(s.logins().failed()));
        out.add("credentials=" + size(s.logins().credentialsInMinute()));
        out.add("let-in=" + (s.logins().successful() > 0));
        out.add("requests=" + size(s.requests().total()));
        out.add("missing=" + (s.requests().missing() > 0));
        s.unknownEvents().stream()
                .limit(MOST_EVENTS)
                .map(e -> "event=" + e.replace(',', ' '))
                .forEach(out::add);
        return out;
    }

    /** 0, 1, then powers of two, as many as tell more than the next one. */
    private static int size(long number) {
        return number <= 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(number);
    }
}
