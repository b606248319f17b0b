package yochi.centre.response;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import yochi.centre.site.Owner;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Notice;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;

/**
 * Machines at home that attack abroad: their owners are told, each machine at most once a week unless the
 * evidence grows stronger, and they are counted by month (G-14). A machine's address is in the notice to its owner,
 * which forgets it after {@code KEPT}; counted is a keyed token of it.
 */
public final class HomeMachines {
    /** How long a notice keeps addresses: as long as an owner may ask for it again. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration AGAIN = Duration.ofDays(7);
    private static final int MONTHS = 24;
    /** An observation younger than that is live: the notice is timed from it, else from its arrival here. */
    private static final Duration LIVE = Duration.ofHours(1);

    private final ControlStore store;
    private final Response response;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final byte[] secret;
    private volatile Exempt exempt = new Exempt(Optional.empty());

    /**
     * The room's part for machines.
     *
     * @param store of the response room
     * @param secret under which addresses are counted; never in the store
     */
    public HomeMachines(
            ControlStore store, Response response, InstantSource clock, RandomGenerator random, byte[] secret) {
        this.store = store;
        this.response = response;
        this.clock = clock;
        this.random = random;
        this.secret = secret.clone();
    }

    /** Whose machines are exempt besides those shipped: the operator's own file, read anew at every report. */
    public void exempting(Path file) {
        exempt = new Exempt(Optional.of(file));
    }

    /** Takes a report that is not stored yet; taken twice it counts and tells once. */
    public synchronized List<Notice> take(OffenderReport report) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<MemberEntry> members = response.members();
        List<Owner> owners = response.owners();
        Map<String, Addressee> told = new TreeMap<>();
        Map<String, List<Offender>> toTell = new TreeMap<>();
        exempt.reread();
        store.transaction(h -> {
            MachineTables.watched(h, report);
            for (Offender machine : report.offenders()) {
                String token = token(machine.address());
                if (exempt.of(machine.address()).isPresent()) {
                    MachineTables.exempt(h, token, machine);
                    continue;
                }
                Optional<Addressee> owner = owner(machine, members, owners);
                MachineTables.seen(h, token, report.node().toString(), machine, owner.isPresent());
                if (owner.isPresent() && isNews(h, token, machine, now)) {
                    told.put(owner.get().name(), owner.get());
                    toTell.computeIfAbsent(owner.get().name(), m -> new ArrayList<>())
                            .add(machine);
                }
            }
            MachineTables.forgetAddresses(h, now.minus(KEPT));
            MachineTables.forget(h, MONTHS, now.minus(AGAIN));
            return report;
        });
        List<Notice> out = new ArrayList<>();
        toTell.forEach((name, machines) -> {
            Addressee owner = Objects.requireNonNull(told.get(name));
            out.addAll(response.notify(alert(report, machines, now), owner, machines));
            store.transaction(h -> {
                machines.forEach(m -> MachineTables.told(h, token(m.address()), m.evidence(), now));
                return machines;
            });
        });
        return out;
    }

    private static boolean isNews(Handle h, String token, Offender machine, Instant now) {
        return MachineTables.lastTold(h, token)
                .map(told -> told.at().isBefore(now.minus(AGAIN))
                        || machine.evidence().compareTo(told.evidence()) < 0)
                .orElse(true);
    }

    /** The owner of the registered site it is in; else the member with the narrowest prefix, else with its system. */
    private static Optional<Addressee> owner(Offender machine, List<MemberEntry> members, List<Owner> owners) {
        return registered(machine, members, owners)
                .or(() -> narrowest(machine, members, HomeMachines::prefixes)
                        .or(() -> members.stream().filter(m -> m.owns(machine.asn())).findFirst())
                        .map(Addressee::of));
    }

    /** As a member where it is one: then its networks are known too. */
    private static Optional<Addressee> registered(Offender machine, List<MemberEntry> members, List<Owner> owners) {
        List<Owner> reached =
                owners.stream().filter(o -> o.recipient().isPresent()).toList();
        return narrowest(machine, reached, Owner::prefixes).flatMap(o -> o.member()
                ? members.stream()
                        .filter(m -> o.recipient().filter(m.name()::equals).isPresent())
                        .map(Addressee::of)
                        .findFirst()
                : Optional.of(Addressee.of(o)));
    }

    /** Whose prefix holds the machine most narrowly; of equal ones the first. */
    private static <T> Optional<T> narrowest(Offender machine, List<T> all, Function<T, List<Prefix>> prefixes) {
        Optional<T> best = Optional.empty();
        int longest = -1;
        for (T one : all) {
            for (Prefix prefix : prefixes.apply(one)) {
                if (prefix.length() > longest && prefix.contains(machine.address())) {
                    longest = prefix.length();
                    best = Optional.of(one);
                }
            }
        }
        return best;
    }

    private static List<Prefix> prefixes(MemberEntry member) {
        return member.networks().stream().map(MemberEntry.Network::prefix).toList();
    }

    private Alert alert(OffenderReport report, List<Offender> machines, Instant now) {
        Instant seen = machines.stream().map(Offender::until).min(Instant::compareTo).orElse(now);
        boolean live = Duration.between(seen, now).abs().compareTo(LIVE) < 0;
        String n = machines.size() == 1 ? "1 machine" : machines.size() + " machines";
        return new Alert(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                Alert.Basis.NOWCAST,
                live ? seen : now,
                now,
                n + " of your networks seen attacking in " + report.seenIn(),
                machines.stream().map(Offender::asn).filter(Asn::known).findFirst().orElse(Asn.UNKNOWN),
                List.of(),
                1,
                0,
                List.of(
                        "Seen by one node in " + report.seenIn() + ", let out by its policy " + report.policy() + ".",
                        "Each machine stands with the evidence that its address was not forged."),
                List.of(
                        "Find whose machines these are, tell them, and have them cleaned or cut off.",
                        "Do not block on this notice alone: behind one address there may be many households."),
                Tlp.AMBER);
    }

    private String token(Prefix address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] digest = mac.doFinal(InetAddress.ofLiteral(address.network())
                    .getHostAddress()
                    .getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** The months known, the newest first. */
    public List<MachineMonth> months() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return store.transaction(h -> MachineTables.months(h, MONTHS, today));
    }
}
