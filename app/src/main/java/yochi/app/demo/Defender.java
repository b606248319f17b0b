package yochi.app.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import yochi.centre.line.HomeCentre;
import yochi.centre.line.Invitation;
import yochi.centre.response.MemberEntry;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.link.identity.VerifyingKey;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;
import yochi.member.mitigation.Lease;

/** The member of the home country, a provider: enrolled at the centre, told of its network, and armed by notices. */
final class Defender implements AutoCloseable {
    static final String NAME = "isp-example";

    private final Member member;

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
        member = new Member(settings, setting.clock(), setting.ticker(), setting.random(), setting.party("member"))
                .start();
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
