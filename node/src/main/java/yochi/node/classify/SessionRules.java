package yochi.node.classify;

import yochi.node.observation.HoneypotSession;
import yochi.node.observation.PageVisit;

/** The ordered rules for what honeypots and crawlers record (algorithms §1.5); the first that matches decides. */
final class SessionRules {
    /** Failed log-ins of one session, and distinct credentials within 60 s, that are no mistyping (§1.5). */
    private static final int BRUTE_FORCE_LOGINS = 3;

    private static final int BRUTE_FORCE_CREDENTIALS = 2;
    /** Distinct paths of which one is missing, at least, that are a search and no visit (§1.5). */
    private static final int WEB_SCAN_PATHS = 5;

    private SessionRules() {}

    static Rule rule(HoneypotSession s) {
        boolean manyRefused = s.logins().failed() >= BRUTE_FORCE_LOGINS
                || s.logins().failedInMinute() >= BRUTE_FORCE_LOGINS;
        if (manyRefused || s.logins().credentialsInMinute() >= BRUTE_FORCE_CREDENTIALS) {
            return Rule.BRUTE_FORCE;
        }
        if (s.injection()) {
            return Rule.INJECTION;
        }
        if (!s.exploits().isEmpty()) {
            return Rule.SENSOR_RULE;
        }
        if (s.downloads() > 0) {
            return Rule.FETCH;
        }
        if (s.commands() > 0) {
            return Rule.COMMANDS;
        }
        boolean searching = s.requests().paths() >= WEB_SCAN_PATHS && s.requests().missing() > 0;
        return searching ? Rule.WEB_SCAN : Rule.PROBE;
    }

    /** A drive-by is what the crawler or its sandbox called malicious: the verdict as it was delivered. */
    static Rule rule(PageVisit visit) {
        return visit.verdict() == PageVisit.Verdict.MALICIOUS ? Rule.DRIVE_BY : Rule.PAGE_VISIT;
    }
}
