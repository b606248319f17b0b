package yochi.node.border;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.node.border.PrivacyPolicy.VictimRule;
import yochi.node.observation.AttackOrder;

/**
 * Tells a country's centre, and no other, of its own victims on a list of attack orders: those listed anew or with
 * changed orders, and those no longer listed. Only a policy with {@code victims: own-country} lets anything out;
 * victims of other countries, and those whose country is not known, stay here, unless the policy says {@code
 * own-country-or-host} and their server stands in that country.
 */
public final class VictimNotices {
    private final NodeId node;
    private final Country addressee;
    private final PrivacyPolicy policy;
    private final LongSupplier sequence;
    private Map<String, Victim> listed = Map.of();

    /**
     * A desk for one node.
     *
     * @param addressee the country whose centre the node speaks to
     * @param sequence the node's next number of a victim report
     */
    public VictimNotices(NodeId node, Country addressee, PrivacyPolicy policy, LongSupplier sequence) {
        this.node = node;
        this.addressee = addressee;
        this.policy = policy;
        this.sequence = sequence;
    }

    /** The reports that a new list calls for, compared with the list before; the list is whole. */
    public List<VictimReport> list(Instant at, Collection<AttackOrder> orders) {
        Map<String, Victim> now = new TreeMap<>();
        orders.forEach(o -> now.merge(o.victim().pseudonym(), o.victim(), VictimNotices::joined));
        List<Victim> added = new ArrayList<>();
        List<Victim> gone = new ArrayList<>();
        now.forEach((name, victim) -> {
            if (!victim.equals(listed.get(name))) {
                note(added, victim);
            }
        });
        new TreeMap<>(listed).forEach((name, victim) -> {
            if (!now.containsKey(name)) {
                note(gone, victim);
            }
        });
        listed = new HashMap<>(now);
        List<VictimReport> out = new ArrayList<>();
        if (policy.victims() != VictimRule.NONE) {
            report(at, false, added).ifPresent(out::add);
            report(at, true, gone).ifPresent(out::add);
        }
        return out;
    }

    private void note(List<Victim> own, Victim victim) {
        boolean host = policy.victims() == VictimRule.OWN_COUNTRY_OR_HOST
                && victim.hosting().equals(addressee);
        if (addressee.known() && (victim.country().equals(addressee) || host)) {
            own.add(ListedName.of(victim));
        }
    }

    private Optional<VictimReport> report(Instant at, boolean withdrawn, List<Victim> victims) {
        return victims.isEmpty()
                ? Optional.empty()
                : Optional.of(new VictimReport(
                        node, sequence.getAsLong(), addressee, at, withdrawn, policy.name(), victims));
    }

    /** One target with several addresses on a list: vectors and services of all, orders added. */
    private static Victim joined(Victim a, Victim b) {
        List<String> vectors = new ArrayList<>(a.vectors());
        b.vectors().stream().filter(v -> !vectors.contains(v)).forEach(vectors::add);
        var services = new ArrayList<>(a.services());
        b.services().stream().filter(s -> !services.contains(s)).forEach(services::add);
        return new Victim(
                a.pseudonym(),
                a.country(),
                a.countrySource(),
                a.asn().known() ? a.asn() : b.asn(),
                vectors,
                services,
                Math.max(a.orders(), b.orders()),
                a.hosting().known() ? a.hosting() : b.hosting());
    }
}
