package yochi.node.border;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.SourceReport;
import yochi.link.wire.SourceReportCodec;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.PrivacyPolicy.SourceRule;
import yochi.node.offence.SourceDays;

/**
 * Tells the centre which sources that cannot be forged came to which service, one by one, as tokens under a key of one
 * day that the nodes share and the centre lacks. Only a policy with {@code sources} and the dimension {@code service}
 * lets anything out, and none under which sensors are drawn. Addresses go to the nodes of the home country that the
 * policy names, closed for each, and to nobody else.
 */
public final class SourceLists {
    private static final int MOST_SERVICES = 32;
    private static final int NETWORK = 3;
    private static final int NETWORK6 = 6;

    private final NodeCard node;
    private final Country home;
    private final PrivacyPolicy policy;
    private final Optional<NodePair> pair;
    private final LongSupplier sequence;
    private final SecureRandom random;

    /**
     * A desk for one node.
     *
     * @param home the country whose centre the node speaks to
     * @param pair the node's own, without which no addresses go to anybody
     * @param sequence the node's next number of a source report
     */
    public SourceLists(
            NodeCard node,
            Country home,
            PrivacyPolicy policy,
            Optional<NodePair> pair,
            LongSupplier sequence,
            SecureRandom random) {
        this.node = node;
        this.home = home;
        this.policy = policy;
        this.pair = pair;
        this.sequence = sequence;
        this.random = random;
    }

    /** Whether anything may leave. */
    public boolean tells() {
        return policy.sources().isPresent()
                && policy.dimensions().contains(Dimension.SERVICE)
                && policy.sampling().isEmpty();
    }

    /** How many days may lie in the node's memory: no address longer than {@code retention}. */
    public int keeps() {
        return policy.sources()
                .map(rule -> Math.toIntExact(Math.min(rule.days().toDays(), policy.retention().toDays())))
                .orElse(0);
    }

    private record Told(Service service, List<Line> lines) {}

    private record Line(SourceReport.Seen seen, ClosedAddresses.Address address) {}

    /**
     * Who came on the days before one; empty where nothing may leave.
     *
     * @param roster nodes that share the day's keys
     */
    public Optional<SourceReport> ahead(
            SourceDays days, LocalDate day, Instant until, SketchKeys keys, List<KeyRoster.Entry> roster) {
        int span = keeps();
        long last = day.toEpochDay() - 1;
        if (!tells() || span < 1 || days.watched(last, span) == 0) {
            return Optional.empty();
        }
        int least = policy.sources().map(SourceRule::atLeast).orElse(Integer.MAX_VALUE);
        return Optional.of(
                report(days, day, SourceReport.Kind.AHEAD, until, keys, last, span, least, recipients(day, roster)));
    }

    /** Who came on a day that is over: told by nodes of the home country alone; empty for all others. */
    public Optional<SourceReport> came(SourceDays days, LocalDate day, Instant until, SketchKeys keys) {
        long last = day.toEpochDay();
        if (!tells() || keeps() < 1 || !node.country().equals(home) || days.watched(last, 1) == 0) {
            return Optional.empty();
        }
        return Optional.of(report(days, day, SourceReport.Kind.CAME, until, keys, last, 1, 1, List.of()));
    }

    /** Nodes that the policy names and to which no address goes, since the roster has none of that name at home. */
    public Set<String> unknown(LocalDate day, List<KeyRoster.Entry> roster) {
        Set<String> out = new TreeSet<>(policy.sources().map(SourceRule::homes).orElse(Set.of()));
        recipients(day, roster).forEach(e -> out.remove(e.node()));
        out.remove(node.name());
        return out;
    }

    private List<KeyRoster.Entry> recipients(LocalDate day, List<KeyRoster.Entry> roster) {
        Set<String> named = policy.sources().map(SourceRule::homes).orElse(Set.of());
        return roster.stream()
                .filter(e -> named.contains(e.node()) && e.country().equals(home) && !day.isAfter(e.until()))
                .filter(e -> !e.node().equals(node.name()))
                .limit(SourceReportCodec.MOST_BOXES)
                .toList();
    }

    private SourceReport report(
            SourceDays days,
            LocalDate day,
            SourceReport.Kind kind,
            Instant until,
            SketchKeys keys,
            long last,
            int span,
            int least,
            List<KeyRoster.Entry> recipients) {
        SketchKeys.ListKey key = keys.lists(day);
        List<Told> told = new ArrayList<>();
        long leftOut = 0;
        for (Service service : days.services()) {
            List<SourceDays.Source> all = days.sources(service, last, span);
            if (passes(all, days.sensors(service), Math.max(least, policy.k()))) {
                told.add(new Told(service, lines(service, all, key)));
            } else {
                leftOut += all.size();
            }
        }
        told.sort(Comparator.comparingInt((Told t) -> -t.lines.size()).thenComparing(Told::service));
        int room = SourceReportCodec.MOST;
        List<Told> out = new ArrayList<>();
        for (Told one : told) {
            if (out.size() < MOST_SERVICES && one.lines.size() <= room) {
                out.add(one);
                room -= one.lines.size();
            } else {
                leftOut += one.lines.size();
            }
        }
        List<ClosedAddresses.Address> addresses = out.stream()
                .flatMap(t -> t.lines.stream().map(Line::address))
                .toList();
        return new SourceReport(
                node.id(),
                sequence.getAsLong(),
                node.country(),
                day,
                kind,
                until,
                policy.name(),
                key.id(),
                days.watched(last, span),
                out.stream()
                        .map(t -> new SourceReport.OfService(
                                t.service, t.lines.stream().map(Line::seen).toList()))
                        .toList(),
                Border.rounded(leftOut),
                pair.stream()
                        .flatMap(own -> recipients.stream()
                                .map(r -> ClosedAddresses.close(addresses, node.name(), own, r, day, random)))
                        .toList());
    }

    /** By token, so that the order tells nothing; of too many those seen last. */
    private List<Line> lines(Service service, List<SourceDays.Source> all, SketchKeys.ListKey key) {
        List<Line> lines = new ArrayList<>();
        Set<Long> tokens = new HashSet<>();
        for (SourceDays.Source source : all) {
            long token = key.token(service, source.address().getAddress());
            if (tokens.add(token)) {
                lines.add(new Line(
                        new SourceReport.Seen(token, source.days()),
                        new ClosedAddresses.Address(source.address(), source.evidence())));
            }
        }
        Comparator<Line> byToken = (a, b) -> Long.compareUnsigned(a.seen.token(), b.seen.token());
        lines.sort(Comparator.comparingInt((Line l) -> Long.numberOfTrailingZeros(l.seen.days()))
                .thenComparing(byToken));
        int most = policy.sources().map(SourceRule::most).orElse(0);
        List<Line> kept = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
        kept.sort(byToken);
        return kept;
    }

    private boolean passes(List<SourceDays.Source> all, int sensors, int least) {
        if (all.size() < least || sensors < policy.sensors()) {
            return false;
        }
        Set<String> networks = new HashSet<>();
        for (SourceDays.Source source : all) {
            networks.add(network(source.address()));
        }
        return networks.size() >= policy.networks();
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Arrays.toString(Arrays.copyOf(bytes, bytes.length == Integer.BYTES ? NETWORK : NETWORK6));
    }

    /** When a node tells: so long before midnight (UTC), that the centre has sealed its lists when the day begins. */
    public static final Duration BEFORE = Duration.ofHours(2);
}
