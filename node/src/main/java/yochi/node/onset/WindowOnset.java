package yochi.node.onset;

import java.time.Instant;
import java.util.List;
import yochi.analysis.onset.DayCampaign;
import yochi.analysis.onset.OnsetVerdict;
import yochi.analysis.onset.Synchrony;
import yochi.core.model.Service;
import yochi.node.classify.ServiceNumber;

/**
 * One window's verdict.
 *
 * @param from first instant
 * @param until first instant after
 * @param verdict what the analysis says; its service numbers are {@link ServiceNumber}s
 * @param networks of each of its groups, in their order: /24s (IPv6 all one) of the sources in the fullest slot
 * @param late packets that came after their window was closed, and are in none
 * @param investigative packets of sources listed as investigating, which are left out of all tests
 * @param campaigns of the day before, in the first window of a day
 */
public record WindowOnset(
        Instant from,
        Instant until,
        OnsetVerdict verdict,
        List<Integer> networks,
        long late,
        long investigative,
        List<DayCampaign> campaigns) {
    public WindowOnset {
        campaigns = List.copyOf(campaigns);
        networks = List.copyOf(networks);
    }

    WindowOnset with(List<DayCampaign> others) {
        return new WindowOnset(from, until, verdict, networks, late, investigative, others);
    }

    public Synchrony synchrony() {
        return verdict.synchrony();
    }

    /** Services that sources came to together, least likely by chance first. */
    public List<Service> services() {
        return synchrony().services().stream()
                .map(g -> ServiceNumber.unpack(g.service()))
                .toList();
    }
}
