package yochi.node.offence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Offender;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.Packet;
import yochi.node.summary.Places;

/**
 * Watches for machines of some countries that attack here, day by day (UTC), and gathers what proves that it was they:
 * a word inside a TCP connection (log-in, file, anything said), or a scanner that came to three sensors with steady TTL
 * and fingerprint over ten minutes while nobody forges addresses under that fingerprint ({@link Herd}). All else is
 * counted and never named. A packet alone proves nothing, nor does a session over UDP; a connection in which nothing
 * was tried is no attack.
 */
public final class OffenceWatch {
    /** Machines of a day; who speaks takes the place of one that does not, so that no flood hides him. */
    static final int MOST = 50_000;

    static final Set<AttackType> SCANS =
            EnumSet.of(AttackType.SCAN_SYN, AttackType.SCAN_UDP, AttackType.SCAN_ICMP);
    private static final int TCP = 6;
    static final int TELLING = Field.bits(Field.TTL, Field.LENGTH);
    private static final long DAY_SECONDS = 86_400;

    private final Predicate<Country> ours;
    private final Places places;
    private final Map<Machine, Witness> machines = new HashMap<>();
    private long day = Long.MIN_VALUE;

    /** For machines of one country. */
    public OffenceWatch(Country country, Places places) {
        this(country::equals, places);
    }

    /** For machines of every known country that is one of those; a forger's are seen across all of them. */
    public OffenceWatch(Predicate<Country> ours, Places places) {
        this.ours = ours;
        this.places = places;
    }

    /**
     * What is known at a moment.
     *
     * @param proven whose address cannot have been forged, not told before
     * @param unproven all others, at most {@value #MOST}
     */
    public record Known(List<Offender> proven, long unproven) {}

    public void packet(Packet packet, Verdict verdict) {
        if (!SCANS.contains(verdict.type()) || !verdict.attributed || !packet.knows(TELLING)) {
            return;
        }
        Machine machine = new Machine(verdict.countedVersion, verdict.countedHigh, verdict.countedLow);
        if (!ours(machine) || !today(packet.timeNanos)) {
            return;
        }
        Optional<Witness> witness = witness(machine, false);
        if (witness.isPresent()) {
            String sensor = packet.origin.sensor().name();
            witness.get().seen(sensor, verdict.type(), verdict.asService(), packet.timeNanos, packet.timeNanos);
            witness.get().scanned(sensor, fingerprint(packet, verdict), packet.ttl(), packet.timeNanos);
        }
    }

    /** What its program writes into its packets, whatever it asks for. */
    static int fingerprint(Packet packet, Verdict verdict) {
        if (packet.protocol != TCP || !packet.knows(Field.bits(Field.TCP_NUMBERS, Field.TCP_OPTIONS))) {
            return Objects.hash(packet.protocol, packet.ipLength());
        }
        Tool tool = verdict.tool();
        return tool == Tool.NONE
                ? Objects.hash(TCP, packet.window(), packet.tcpOptionsLength())
                : Objects.hash(TCP, tool.name(), packet.tcpOptionsLength());
    }

    public void session(HoneypotSession session, Rule rule) {
        if (!attacks(session, rule)) {
            return;
        }
        Machine machine = Machine.of(session.source());
        if (!ours(machine) || !today(Nanos.of(session.start()))) {
            return;
        }
        witness(machine, true).ifPresent(witness -> note(witness, session, rule));
    }

    private static void note(Witness witness, HoneypotSession session, Rule rule) {
        long from = Nanos.of(session.start());
        witness.seen(session.origin().sensor().name(), rule.type(), session.service(), from, Nanos.of(session.end()));
        if (session.service().protocol() != Service.Protocol.TCP) {
            return;
        }
        witness.spoke(evidence(session));
    }

    /** A connection in which nothing was tried is no attack. */
    static boolean attacks(HoneypotSession session, Rule rule) {
        return rule.type().party() == Party.ORIGIN && (rule.type() != AttackType.SERVICE_PROBE || tried(session));
    }

    /** What a session over TCP proves. */
    static Offender.Evidence evidence(HoneypotSession session) {
        if (tried(session)) {
            return Offender.Evidence.LOGIN;
        }
        return session.downloads() > 0 || !session.specimens().isEmpty()
                ? Offender.Evidence.DOWNLOAD
                : Offender.Evidence.HANDSHAKE;
    }

    private static boolean tried(HoneypotSession session) {
        return session.logins().failed() + session.logins().successful() > 0;
    }

    private boolean ours(Machine machine) {
        Country its = country(machine);
        return its.known() && ours.test(its);
    }

    private Country country(Machine machine) {
        return places.country(machine.version(), machine.high(), machine.low());
    }

    /** A new day forgets the one before; what comes late for a day that is over is left out. */
    private boolean today(long nanos) {
        long its = Math.floorDiv(nanos, DAY_SECONDS * Nanos.SECOND);
        if (its > day) {
            day = its;
            machines.clear();
        }
        return its == day;
    }

    private boolean makeRoom() {
        Iterator<Witness> all = machines.values().iterator();
        while (all.hasNext()) {
            if (!all.next().hasSpoken()) {
                all.remove();
                return true;
            }
        }
        return false;
    }

    private Optional<Witness> witness(Machine machine, boolean speaks) {
        Witness known = machines.get(machine);
        if (known != null) {
            return Optional.of(known);
        }
        if (machines.size() == MOST && !(speaks && makeRoom())) {
            return Optional.empty();
        }
        Witness fresh = new Witness();
        machines.put(machine, fresh);
        return Optional.of(fresh);
    }

    /** Machines that are proven and were not told yet today, or with weaker evidence; and how many are not proven. */
    public Known known() {
        List<Offender> proven = new ArrayList<>();
        long unproven = 0;
        for (Known one : byCountry().values()) {
            proven.addAll(one.proven());
            unproven += one.unproven();
        }
        proven.sort((a, b) -> a.address().compareTo(b.address()));
        return new Known(proven, unproven);
    }

    /** The same, each country by itself. */
    public SortedMap<Country, Known> byCountry() {
        List<Herd.Track> tracks = new ArrayList<>();
        machines.forEach((machine, witness) ->
                witness.trail().ifPresent(trail -> tracks.add(new Herd.Track(machine, trail))));
        Set<Integer> forged = Herd.forged(tracks);
        SortedMap<Country, List<Offender>> proven = new TreeMap<>();
        Map<Country, Long> unproven = new HashMap<>();
        for (Map.Entry<Machine, Witness> e : machines.entrySet()) {
            Machine machine = e.getKey();
            Country its = country(machine);
            List<Offender> named = proven.computeIfAbsent(its, c -> new ArrayList<>());
            var evidence = e.getValue().evidence(forged);
            if (evidence.isEmpty()) {
                unproven.merge(its, 1L, Long::sum);
            } else if (!e.getValue().isTold(evidence.get())) {
                named.add(e.getValue()
                        .tell(machine, places.asn(machine.version(), machine.high(), machine.low()), evidence.get()));
            }
        }
        SortedMap<Country, Known> out = new TreeMap<>();
        proven.forEach((its, named) -> {
            named.sort((a, b) -> a.address().compareTo(b.address()));
            out.put(its, new Known(named, unproven.getOrDefault(its, 0L)));
        });
        return out;
    }

    /** Begins to watch, if it has not yet: from then on a day without any machine is a day. */
    public void begins(Instant now) {
        if (day == Long.MIN_VALUE) {
            day = Math.floorDiv(now.getEpochSecond(), DAY_SECONDS);
        }
    }

    /** End of the day that is watched. */
    public Instant dayEnds() {
        return Instant.ofEpochSecond(Math.addExact(day, 1) * DAY_SECONDS);
    }
}
