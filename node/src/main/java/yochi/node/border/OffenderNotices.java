package yochi.node.border;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.node.border.PrivacyPolicy.OffenderRule;
import yochi.node.offence.OffenceWatch;

/**
 * Tells a country's centre, and no other, which of its own machines attack here. Only a policy with {@code offenders:
 * own-country} (or {@code partners}) lets anything out, and only machines whose address cannot have been forged; of the
 * others a number, to the next multiple of five.
 */
public final class OffenderNotices {
    /** Machines of one report. */
    private static final int MOST = 10_000;

    private final NodeCard node;
    private final Country addressee;
    private final PrivacyPolicy policy;
    private final LongSupplier sequence;

    /**
     * A desk for one node.
     *
     * @param addressee the country whose centre the node speaks to
     * @param sequence the node's next number of an offender report
     */
    public OffenderNotices(NodeCard node, Country addressee, PrivacyPolicy policy, LongSupplier sequence) {
        this.node = node;
        this.addressee = addressee;
        this.policy = policy;
        this.sequence = sequence;
    }

    /** Whether anything may leave. */
    public boolean tells() {
        return policy.offenders() != OffenderRule.NONE && addressee.known();
    }

    /**
     * The reports on what is known; none where the policy says so, or nothing is new.
     *
     * @param dayEnds whether the day is over: then it is told that nobody was seen too, so that silence is not zero
     */
    public List<OffenderReport> reports(Instant until, OffenceWatch.Known known, boolean dayEnds) {
        if (!tells() || (known.proven().isEmpty() && !dayEnds)) {
            return List.of();
        }
        List<OffenderReport> out = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(known.proven().size(), from + MOST);
            out.add(report(until, from == 0 ? Border.rounded(known.unproven()) : 0, known.proven().subList(from, to)));
            from = to;
        } while (from < known.proven().size());
        return out;
    }

    private OffenderReport report(Instant until, long unproven, List<Offender> offenders) {
        return new OffenderReport(
                node.id(),
                sequence.getAsLong(),
                addressee,
                node.country(),
                until,
                policy.name(),
                unproven,
                offenders);
    }
}
