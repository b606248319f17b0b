package yochi.node.onset;

import java.time.Instant;
import java.util.List;
import yochi.analysis.onset.Synchrony;
import yochi.core.model.Service;
import yochi.node.classify.ServiceNumber;

/**
 * One window's verdict.
 *
 * @param from first instant
 * @param until first instant after
 * @param synchrony what the analysis says; its service numbers are {@link ServiceNumber}s
 * @param late packets that came after their window was closed, and are in none
 */
public record WindowOnset(Instant from, Instant until, Synchrony synchrony, long late) {
    /** Services that sources came to together, least likely by chance first. */
    public List<Service> services() {
        return synchrony.services().stream()
                .map(g -> ServiceNumber.unpack(g.service()))
                .toList();
    }
}
