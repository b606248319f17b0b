package yochi.node.border;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.core.model.YochiException;
import yochi.link.wire.OffenderReportCodec;
import yochi.link.wire.Parcel;
import yochi.node.border.PrivacyPolicy.OffenderRule;
import yochi.node.offence.OffenceWatch;

/**
 * Tells each other country's own node, and nobody on the way, which of its machines attack here, and takes
 * what such nodes tell of machines here. Both need the policy {@code offenders: partners} of both nodes and a line of
 * both on the roster. Of a country without a node nothing leaves; how many machines that were is kept here.
 */
public final class PartnerNotices {
    /** What its parcels are for. */
    public static final String PURPOSE = "offenders/1";

    /** Machines of one parcel. */
    private static final int MOST = 10_000;

    private final NodeCard node;
    private final Country home;
    private final NodePair pair;
    private final PartnerRoster roster;
    private final LocalDate tables;
    private final SecureRandom random;

    /**
     * A desk for one node.
     *
     * @param home the centre's country, which is told by {@link OffenderNotices}
     * @param tables date of the tables that say whose country's an address is
     */
    public PartnerNotices(
            NodeCard node, Country home, NodePair pair, PartnerRoster roster, LocalDate tables, SecureRandom random) {
        this.node = node;
        this.home = home;
        this.pair = pair;
        this.roster = roster;
        this.tables = tables;
        this.random = random;
    }

    /** Whether the policy lets anything out to partners, and takes anything of them. */
    public static boolean allowed(PrivacyPolicy policy) {
        return policy.offenders() == OffenderRule.PARTNERS;
    }

    /** Whether machines of a country are watched for its node: neither the centre's country's nor one's own. */
    public boolean concerns(Country country) {
        return country.known() && !country.equals(home) && !country.equals(node.country());
    }

    /**
     * What became of the proven machines of one country.
     *
     * @param to name of the node that is told; absent where the country has none on the roster
     */
    public record Line(Country country, Optional<String> to, int machines) {}

    /** Parcels to send, and a line for each country of which machines are proven. */
    public record Told(List<Parcel> parcels, List<Line> lines) {}

    /**
     * The parcels on what is known; none where the policy says so.
     *
     * @param sequence the node's next number of a parcel
     */
    public Told told(
            PrivacyPolicy policy, Instant until, SortedMap<Country, OffenceWatch.Known> known, LongSupplier sequence) {
        List<Parcel> parcels = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        if (!allowed(policy)) {
            return new Told(parcels, lines);
        }
        for (Map.Entry<Country, OffenceWatch.Known> one : known.entrySet()) {
            Country country = one.getKey();
            List<Offender> proven = one.getValue().proven();
            if (proven.isEmpty() || !concerns(country)) {
                continue;
            }
            Optional<KeyRoster.Entry> to = roster.of(country).filter(e -> !e.node().equals(node.name()));
            lines.add(new Line(country, to.map(KeyRoster.Entry::node), proven.size()));
            for (int from = 0; to.isPresent() && from < proven.size(); from += MOST) {
                List<Offender> part = proven.subList(from, Math.min(proven.size(), from + MOST));
                long unproven = from == 0 ? Border.rounded(one.getValue().unproven()) : 0;
                parcels.add(parcel(to.get(), sequence.getAsLong(), part, unproven, policy.name(), until));
            }
        }
        return new Told(parcels, lines);
    }

    private Parcel parcel(
            KeyRoster.Entry to, long sequence, List<Offender> machines, long unproven, String policy, Instant until) {
        OffenderReport report = new OffenderReport(
                node.id(),
                sequence,
                to.country(),
                node.country(),
                until,
                policy,
                unproven,
                machines,
                Optional.of(tables));
        byte[] closed = SealedTo.close(
                OffenderReportCodec.encode(report),
                new SealedTo.Bond(PURPOSE, node.name(), to.node()),
                pair,
                to.publicKey(),
                random);
        return new Parcel(
                new Parcel.Label(node.id(), sequence, node.name(), to.country(), to.node(), PURPOSE), closed);
    }

    /**
     * A parcel opened.
     *
     * @param report what was in it; absent where it is refused
     * @param why it is refused
     */
    public record Opened(Optional<OffenderReport> report, String why) {
        private static Opened refused(String why) {
            return new Opened(Optional.empty(), why);
        }
    }

    /** Opens a parcel of a partner; refused is all that is not just what that partner may tell this node. */
    public Opened open(PrivacyPolicy policy, Parcel parcel) {
        Parcel.Label label = parcel.label();
        if (!allowed(policy)) {
            return Opened.refused("this node's policy takes nothing of partners");
        }
        if (!label.purpose().equals(PURPOSE)
                || !label.to().equals(node.name())
                || !label.country().equals(node.country())) {
            return Opened.refused("it is for another node or purpose");
        }
        Optional<KeyRoster.Entry> from = roster.named(label.from());
        if (from.isEmpty()) {
            return Opened.refused(label.from() + " is not on the roster by a pinned operator's signature");
        }
        Optional<byte[]> plain = SealedTo.open(
                parcel.closed(),
                new SealedTo.Bond(PURPOSE, label.from(), node.name()),
                pair,
                from.get().publicKey());
        if (plain.isEmpty()) {
            return Opened.refused("not closed by " + label.from() + " for this node, or changed on the way");
        }
        try {
            OffenderReport report = OffenderReportCodec.decode(plain.get());
            boolean his = report.node().equals(label.node())
                    && report.sequence() == label.sequence()
                    && report.addressee().equals(node.country())
                    && report.seenIn().equals(from.get().country());
            return his && !report.offenders().isEmpty()
                    ? new Opened(Optional.of(report), "")
                    : Opened.refused("what is in it is not what stands on it");
        } catch (YochiException e) {
            return Opened.refused(String.valueOf(e.getMessage()));
        }
    }
}
