package yochi.node.offence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import yochi.core.model.Offender;
import yochi.core.model.Service;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.Packet;

/**
 * Writes into the memory who attacked, wherever he is from, if it cannot have been another: a session over TCP at once,
 * a scanner when {@link Proof} holds and nobody forges addresses under its fingerprint ({@link Herd}). All else leaves
 * no trace.
 */
public final class SourceWatch {
    private static final int MOST_SERVICES = 8;
    private static final long DAY_SECONDS = 86_400;

    private final SourceDays memory;
    private final Map<Machine, Scanner> scanners = new HashMap<>();
    private long scansOf = Long.MIN_VALUE;

    private static final class Scanner {
        private final Trail trail;
        private final Map<Service, Set<String>> at = new HashMap<>();

        Scanner(Trail trail) {
            this.trail = trail;
        }
    }

    public SourceWatch(SourceDays memory) {
        this.memory = memory;
    }

    public void session(HoneypotSession session, Rule rule) {
        if (OffenceWatch.attacks(session, rule) && session.service().protocol() == Service.Protocol.TCP) {
            memory.add(
                    session.service(),
                    Machine.of(session.source()),
                    session.origin().sensor().name(),
                    OffenceWatch.evidence(session),
                    day(Nanos.of(session.start())));
        }
    }

    public void packet(Packet packet, Verdict verdict) {
        if (!OffenceWatch.SCANS.contains(verdict.type())
                || !verdict.attributed
                || !packet.knows(OffenceWatch.TELLING)) {
            return;
        }
        long day = day(packet.timeNanos);
        if (day > scansOf) {
            proven();
            scanners.clear();
            scansOf = day;
        }
        if (day < scansOf) {
            return;
        }
        Machine machine = new Machine(verdict.countedVersion, verdict.countedHigh, verdict.countedLow);
        int fingerprint = OffenceWatch.fingerprint(packet, verdict);
        Scanner scanner = scanners.get(machine);
        if (scanner == null) {
            if (scanners.size() >= OffenceWatch.MOST) {
                return;
            }
            scanner = new Scanner(new Trail(fingerprint, packet.ttl()));
            scanners.put(machine, scanner);
        }
        String sensor = packet.origin.sensor().name();
        scanner.trail.add(sensor, fingerprint, packet.ttl(), packet.timeNanos);
        Service service = verdict.asService();
        if (scanner.at.containsKey(service) || scanner.at.size() < MOST_SERVICES) {
            scanner.at.computeIfAbsent(service, s -> new TreeSet<>()).add(sensor);
        }
    }

    /** Writes down the scanners that are proven by now. */
    public void proven() {
        List<Herd.Track> tracks = new ArrayList<>();
        scanners.forEach((machine, scanner) -> tracks.add(new Herd.Track(machine, scanner.trail)));
        Set<Integer> forged = tracks.isEmpty() ? Set.of() : Herd.forged(tracks);
        scanners.forEach((machine, scanner) -> {
            if (!forged.contains(scanner.trail.fingerprint()) && Proof.holds(scanner.trail)) {
                scanner.at.forEach((service, sensors) -> sensors.forEach(sensor ->
                        memory.add(service, machine, sensor, Offender.Evidence.REPEATED_SCAN, scansOf)));
            }
        });
    }

    private static long day(long nanos) {
        return Math.floorDiv(nanos, DAY_SECONDS * Nanos.SECOND);
    }
}
