package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Party;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;

/**
 * One alert with its evidence, advice and what was done about it.
 *
 * @param basis nowcast (an order already given) or forecast
 * @param state where it is in its life
 * @param party which end of the attack it speaks of
 * @param occurred when the thing observed occurred, wall clock
 * @param raised when the alert was raised, wall clock
 * @param closed when it was closed
 * @param asn whose network it concerns
 * @param victims targets, of the home country only, by pseudonym
 * @param probability that the attack comes, 0..1; absent on a nowcast
 * @param horizonHours within how many hours; absent on a nowcast
 * @param record ids of the sealed forecasts it rests on
 * @param simulated whether any of its evidence is simulated
 * @param assessment its life, what is known and not, what can be done, whom to tell, what people answered
 */
public record AlertCard(
        String id,
        Alert.Basis basis,
        State state,
        Party party,
        Instant occurred,
        Instant raised,
        Optional<Instant> closed,
        Phrase title,
        Asn asn,
        List<Victim> victims,
        OptionalDouble probability,
        OptionalDouble horizonHours,
        List<Phrase> evidence,
        List<Phrase> advice,
        Tlp tlp,
        List<String> record,
        List<Sent> notices,
        List<Measure> mitigations,
        boolean simulated,
        Assessment assessment) {
    public AlertCard {
        victims = List.copyOf(victims);
        evidence = List.copyOf(evidence);
        advice = List.copyOf(advice);
        record = List.copyOf(record);
        notices = List.copyOf(notices);
        mitigations = List.copyOf(mitigations);
    }

    /** The life of an alert. */
    public enum State {
        OPEN,
        NOTIFIED,
        ACKNOWLEDGED,
        MITIGATED,
        CLOSED
    }

    /** A notice to one member, and its answer. */
    public record Sent(String id, String member, Instant sent, Optional<Instant> acknowledged) {}

    /** The life of a mitigation. */
    public enum Stage {
        PROPOSED,
        ARMED,
        ACTIVE,
        WITHDRAWN
    }

    /**
     * A counter-measure at one member, as the member reported it.
     *
     * @param match which traffic, in FlowSpec's words
     * @param action what happens to it
     * @param changed when it entered the stage, wall clock
     * @param leaseUntil when it withdraws itself
     * @param dropped packets it dropped; absent where the member has not said
     * @param passed packets it passed
     */
    public record Measure(
            String id,
            String member,
            Stage stage,
            String match,
            String action,
            Instant changed,
            Optional<Instant> leaseUntil,
            OptionalLong dropped,
            OptionalLong passed,
            boolean simulated) {}
}
