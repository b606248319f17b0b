package yochi.node.offence;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Offender;
import yochi.core.model.Service;
import yochi.node.observation.Nanos;

/** All that was seen of one machine on one day. */
final class Witness {
    private static final int MOST_SERVICES = 8;
    private static final int MOST_SENSORS = 64;

    private final EnumSet<AttackType> types = EnumSet.noneOf(AttackType.class);
    private final Set<Service> services = new TreeSet<>(java.util.Comparator.comparing(Service::toString));
    private final Set<String> sensors = new TreeSet<>();
    private Optional<Offender.Evidence> spoken = Optional.empty();
    private Optional<Trail> trail = Optional.empty();
    private Optional<Offender.Evidence> told = Optional.empty();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void seen(String sensor, AttackType type, Service service, long from, long until) {
        types.add(type);
        if (services.size() < MOST_SERVICES) {
            services.add(service);
        }
        if (sensors.size() < MOST_SENSORS) {
            sensors.add(sensor);
        }
        first = Math.min(first, from);
        last = Math.max(last, until);
    }

    /** It spoke inside a connection. */
    void spoke(Offender.Evidence how) {
        if (spoken.isEmpty() || how.compareTo(spoken.get()) < 0) {
            spoken = Optional.of(how);
        }
    }

    boolean hasSpoken() {
        return spoken.isPresent();
    }

    void scanned(String sensor, int fingerprint, int ttl, long nanos) {
        if (trail.isEmpty()) {
            trail = Optional.of(new Trail(fingerprint, ttl));
        }
        trail.get().add(sensor, fingerprint, ttl, nanos);
    }

    Optional<Trail> trail() {
        return trail;
    }

    /** The strongest evidence; none where the address may have been forged. */
    Optional<Offender.Evidence> evidence(Set<Integer> forged) {
        return spoken.or(() -> trail.filter(t -> !forged.contains(t.fingerprint()) && Proof.holds(t))
                .map(t -> Offender.Evidence.REPEATED_SCAN));
    }

    /** Whether this was told today already, or something stronger. */
    boolean isTold(Offender.Evidence evidence) {
        return told.isPresent() && told.get().compareTo(evidence) <= 0;
    }

    Offender tell(Machine machine, Asn asn, Offender.Evidence evidence) {
        told = Optional.of(evidence);
        return new Offender(
                machine.prefix(),
                asn,
                Nanos.instant(first),
                Nanos.instant(last),
                evidence,
                sensors.size(),
                List.copyOf(types),
                List.copyOf(services));
    }
}
