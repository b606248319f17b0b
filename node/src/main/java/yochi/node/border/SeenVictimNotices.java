package yochi.node.border;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Service;
import yochi.link.wire.SeenVictimReportCodec;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.PrivacyPolicy.SeenVictimRule;
import yochi.node.event.Event;
import yochi.node.event.EventKind;
import yochi.node.summary.CellCode;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Places;

/**
 * Tells a country's centre, and no other, which of its addresses honeypots and darknets here saw attacked: what the
 * rules of {@code node.event} call an amplification attack or a flood with backscatter, not packets that look like one.
 * Only a policy with {@code seenVictims: own-country} lets anything out, and only without a draw of sensors; addresses
 * of other countries, and those whose country no table knows, stay here.
 */
public final class SeenVictimNotices {
    private static final Set<AttackType> ANSWERS =
            EnumSet.of(AttackType.BACKSCATTER_TCP, AttackType.BACKSCATTER_UDP, AttackType.BACKSCATTER_ICMP);

    private final NodeCard node;
    private final Country addressee;
    private final Places places;
    private final PrivacyPolicy policy;

    /**
     * A desk for one node.
     *
     * @param addressee the country whose centre the node speaks to
     * @param places which country and network an address is in
     */
    public SeenVictimNotices(NodeCard node, Country addressee, Places places, PrivacyPolicy policy) {
        this.node = node;
        this.addressee = addressee;
        this.places = places;
        this.policy = policy;
    }

    /** Whether anything may leave; under a draw of sensors nothing, since it would tell of those that must not show. */
    public static boolean lets(PrivacyPolicy policy) {
        return policy.seenVictims() != SeenVictimRule.NONE && policy.sampling().isEmpty();
    }

    /**
     * The report of a window; empty where the policy lets nothing out, of what came late, and where no sensor saw
     * anything of the kind, so that nothing can be said.
     *
     * @param sequence the node's next number of such a report
     */
    public Optional<SeenVictimReport> report(ClosedWindow window, List<Event> events, LongSupplier sequence) {
        Set<SeenVictim.Kind> watched = watched(window);
        if (!lets(policy) || !addressee.known() || window.late() || watched.isEmpty()) {
            return Optional.empty();
        }
        List<SeenVictim> own = events.stream()
                .flatMap(e -> own(e).stream())
                .sorted(Comparator.comparingLong(SeenVictim::packets).reversed().thenComparing(SeenVictim::name))
                .toList();
        int told = Math.min(own.size(), SeenVictimReportCodec.MOST);
        return Optional.of(new SeenVictimReport(
                node.id(),
                sequence.getAsLong(),
                addressee,
                window.window().start(),
                window.window().end(),
                watched,
                policy.name(),
                own.size() - told,
                own.subList(0, told)));
    }

    /** Of which signs any showed, in whosever name: without one no sensor for it may have been there at all. */
    private static Set<SeenVictim.Kind> watched(ClosedWindow window) {
        Set<SeenVictim.Kind> out = EnumSet.noneOf(SeenVictim.Kind.class);
        for (EpochSummary epoch : window.epochs()) {
            for (int slot = 0; slot < epoch.counted().cells(); slot++) {
                AttackType type = CellCode.type(epoch.counted().code(slot));
                if (type == AttackType.AMP_PROBE) {
                    out.add(SeenVictim.Kind.AMPLIFICATION);
                } else if (ANSWERS.contains(type)) {
                    out.add(SeenVictim.Kind.BACKSCATTER);
                }
            }
        }
        return out;
    }

    private Optional<SeenVictim> own(Event event) {
        Optional<SeenVictim.Kind> kind = kind(event.kind());
        Optional<InetAddress> address = event.key().address();
        if (kind.isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(address.get().getAddress());
        boolean four = bytes.remaining() == Integer.BYTES;
        int version = four ? 4 : 6;
        long high = four ? 0 : bytes.getLong();
        long low = four ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
        if (!places.country(version, high, low).equals(addressee)) {
            return Optional.empty();
        }
        return Optional.of(told(event, kind.get(), SeenVictim.name(address.get()), places.asn(version, high, low)));
    }

    private SeenVictim told(Event event, SeenVictim.Kind kind, String name, Asn asn) {
        long seconds = Duration.between(event.start(), event.end()).toSeconds();
        Instant hour = event.start().truncatedTo(ChronoUnit.HOURS);
        return new SeenVictim(
                name,
                kind,
                asn,
                policy.dimensions().contains(Dimension.SERVICE) ? FoundCells.service(event.vector()) : Service.ANY,
                hour,
                Math.ceilDiv(seconds, 60) * 60,
                powerOfTwo(event.attackPackets()));
    }

    /** The next one: who forged an attack to find a sensor must not know it again by its packets. */
    private static long powerOfTwo(long n) {
        long highest = Long.highestOneBit(Math.max(1, n));
        return highest == n || n < 1 ? highest : highest << 1;
    }

    private static Optional<SeenVictim.Kind> kind(EventKind kind) {
        return switch (kind) {
            case AMPLIFICATION -> Optional.of(SeenVictim.Kind.AMPLIFICATION);
            case DOS_BACKSCATTER -> Optional.of(SeenVictim.Kind.BACKSCATTER);
            case FLOOD, SCAN, BRUTE_FORCE, EXPLOIT, ORDER -> Optional.empty();
        };
    }
}
