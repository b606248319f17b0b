package yochi.app.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import yochi.centre.line.HomeCentre;
import yochi.centre.line.Invitation;
import yochi.centre.response.MemberEntry;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.core.model.Ticker;
import yochi.core.model.Tlp;
import yochi.link.identity.VerifyingKey;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;
import yochi.member.mitigation.Lease;

/** The member of the home country, a provider: enrolled at the centre, told of its network, and armed by notices. */
final class Defender implements AutoCloseable {
    static final String NAME = "isp-example";

    private final Member member;
    /** By how much the member's clock of leases runs ahead: days of observation pass in seconds. */
    private final AtomicLong aheadNanos = new AtomicLong();

    private final Duration longestLease;

    /**
     * Enrols and starts it.
     *
     * @param token with which it reads its collection
     */
    Defender(Setting setting, HomeCentre home, Cast cast, Asn asn, Prefix network, long usualPeak, String token) {
        Invitation invitation = home.centre().inviteMember(NAME);
        MemberSettings settings = InvitedMember.settings(
                NAME,
                setting.folder("member"),
                invitation,
                cast.approver().publicPart(),
                List.of(network));
        VerifyingKey key = Member.publicKey(settings, setting.random());
        MemberEntry entry = new MemberEntry(NAME, key, List.of(new MemberEntry.Network(asn, network, usualPeak)));
        home.desk().register(entry, Tlp.AMBER_STRICT, token);
        longestLease = settings.longestLease();
        Ticker ahead = () -> setting.ticker().nanos() + aheadNanos.get();
        member = new Member(settings, setting.clock(), ahead, setting.random(), setting.party("member")).start();
    }

    Member member() {
        return member;
    }

    /** Counter-measures that wait for an attack. */
    Set<String> armed() {
        return member.leases().stream()
                .filter(l -> l.state() == Lease.State.ARMED)
                .map(l -> l.rule().id())
                .collect(Collectors.toSet());
    }

    /** Whether a counter-measure against the protocol waits for an attack or is in force. */
    boolean ready(int protocol) {
        return member.leases().stream()
                .filter(l -> l.state() == Lease.State.ARMED || l.state() == Lease.State.ACTIVE)
                .anyMatch(l -> l.rule().match().protocol().map(p -> p == protocol).orElse(true));
    }

    /** As long passes at the member as a lease lasts at most: what is in force ends by itself; returns which. */
    Set<String> outlast() {
        Set<String> inForce =
                member.inForce().stream().map(rule -> rule.id()).collect(Collectors.toSet());
        aheadNanos.addAndGet(longestLease.toNanos());
        return inForce;
    }

    /** Ends whatever is in force or waits; returns which. */
    Set<String> stand(String down) {
        Set<String> all = new HashSet<>(armed());
        member.inForce().forEach(rule -> all.add(rule.id()));
        all.forEach(rule -> member.withdraw(rule, down));
        return all;
    }

    @Override
    public void close() {
        member.close();
    }
}
