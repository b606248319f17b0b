package yochi.core.model;

import java.time.Instant;
import java.util.List;

/**
 * What the situation room tells people: what happens or will happen to whom, why we think so, and what to do.
 *
 * @param id UUID
 * @param basis whether the attack is already ordered or only predicted
 * @param occurred when the thing observed occurred, wall clock
 * @param raised when the alert was raised, wall clock
 * @param title one line
 * @param asn whom it concerns
 * @param victims attacked targets, of the home country only
 * @param probability that the attack comes, 0..1
 * @param horizonHours within how many hours
 * @param evidence one sentence each
 * @param advice what the responder can do, one sentence each
 * @param tlp how far it may be passed on
 * @param assessment its life, what is known and not, what can be done, whom to tell
 */
public record Alert(
        String id,
        Basis basis,
        Instant occurred,
        Instant raised,
        String title,
        Asn asn,
        List<Victim> victims,
        double probability,
        double horizonHours,
        List<String> evidence,
        List<String> advice,
        Tlp tlp,
        Assessment assessment) {
    /** An order already given is not a forecast. */
    public enum Basis {
        NOWCAST,
        FORECAST
    }

    public Alert {
        victims = List.copyOf(victims);
        evidence = List.copyOf(evidence);
        advice = List.copyOf(advice);
    }

    /** An alert without an assessment. */
    public Alert(
            String id,
            Basis basis,
            Instant occurred,
            Instant raised,
            String title,
            Asn asn,
            List<Victim> victims,
            double probability,
            double horizonHours,
            List<String> evidence,
            List<String> advice,
            Tlp tlp) {
        this(
                id,
                basis,
                occurred,
                raised,
                title,
                asn,
                victims,
                probability,
                horizonHours,
                evidence,
                advice,
                tlp,
                Assessment.NONE);
    }

    /** The same with an assessment. */
    public Alert with(Assessment other) {
        return new Alert(
                id,
                basis,
                occurred,
                raised,
                title,
                asn,
                victims,
                probability,
                horizonHours,
                evidence,
                advice,
                tlp,
                other);
    }
}
