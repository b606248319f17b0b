package yochi.node.summary;

import java.util.HashSet;
import java.util.Set;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Specimen;

/** What strangers did in all sessions and pages together, for the node's own people. */
public final class SessionTotals {
    /** Different specimens told apart; 200 bytes one. */
    private static final int MOST_SPECIMENS = 1 << 18;

    private final Set<String> specimens = new HashSet<>();
    private long sessions;
    private long failed;
    private long successful;
    private long requests;
    private long commands;
    private long downloads;
    private long visits;
    private long redirects;

    public void add(HoneypotSession s) {
        sessions++;
        failed += s.logins().failed();
        successful += s.logins().successful();
        requests += s.requests().total();
        commands += s.commands();
        downloads += s.downloads();
        s.specimens().forEach(this::keep);
    }

    public void add(PageVisit v) {
        visits++;
        redirects += v.redirected();
        v.specimens().forEach(this::keep);
    }

    private void keep(Specimen specimen) {
        if (!specimen.hash().isEmpty() && specimens.size() < MOST_SPECIMENS) {
            specimens.add(specimen.hash());
        }
    }

    /**
     * The totals so far.
     *
     * @param failedLogins log-ins refused
     * @param successfulLogins log-ins let through
     * @param specimens different files known by hash
     */
    public record Totals(
            long sessions,
            long failedLogins,
            long successfulLogins,
            long requests,
            long commands,
            long downloads,
            long specimens,
            long visits,
            long redirects) {}

    public Totals totals() {
        return new Totals(
                sessions, failed, successful, requests, commands, downloads, specimens.size(), visits, redirects);
    }
}
