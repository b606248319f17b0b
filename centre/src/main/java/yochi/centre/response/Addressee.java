package yochi.centre.response;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.centre.site.Owner;
import yochi.centre.site.Site;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.link.exchange.Recipient;

/**
 * Somebody whom an alert concerns: a member by its networks, as the owner of a registered site or for a partner
 * country, or the owner of sites who is no member.
 *
 * @param name under which its notices go
 * @param member as it is registered; empty for an owner who is no member
 * @param sees what of an alert is its own
 * @param language which text stands first: {@code en} or {@code ja}
 * @param contacts of an owner who is no member
 */
record Addressee(
        String name, Optional<MemberEntry> member, Recipient sees, String language, List<Contact> contacts) {
    Addressee {
        contacts = List.copyOf(contacts);
    }

    /** All whom the alert concerns, each once however many of its sites or networks are in it; members first. */
    static List<Addressee> of(Alert alert, List<MemberEntry> members, List<Owner> owners) {
        Set<String> told = alert.assessment().tell().stream()
                .flatMap(t -> t.recipient().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Addressee> out = new LinkedHashMap<>();
        for (MemberEntry member : members) {
            if (told.contains(member.name()) || concerned(member, alert)) {
                List<Owner> own = owned(alert, owners, member.name());
                out.put(member.name(), of(member, targets(alert, member, own), own));
            }
        }
        for (Owner owner : owners) {
            String name = owner.recipient().orElse("");
            if (!owner.member() && told.contains(name)) {
                out.put(name, new Addressee(
                        name,
                        Optional.empty(),
                        sees(name, List.of(), targets(alert, List.of(owner)), List.of(owner)),
                        language(List.of(owner)),
                        contacts(owner)));
            }
        }
        return List.copyOf(out.values());
    }

    /** A member as such. */
    static Addressee of(MemberEntry member) {
        return of(member, Set.of(), List.of());
    }

    private static Addressee of(MemberEntry member, Set<String> targets, List<Owner> own) {
        return new Addressee(
                member.name(),
                Optional.of(member),
                sees(member.name(), member.networks(), targets, own),
                language(own),
                List.of());
    }

    /** The owner of sites who is no member. */
    static Addressee of(Owner owner) {
        String name = owner.recipient().orElseThrow();
        return new Addressee(
                name,
                Optional.empty(),
                sees(name, List.of(), Set.of(), List.of(owner)),
                language(List.of(owner)),
                contacts(owner));
    }

    private static String language(List<Owner> own) {
        return own.stream().map(Owner::language).findFirst().orElse("en");
    }

    private static boolean concerned(MemberEntry member, Alert alert) {
        return member.owns(alert.asn()) || alert.victims().stream().anyMatch(v -> member.owns(v.asn()));
    }

    /** As the owner of which sites the alert itself says that it is told. */
    private static List<Owner> owned(Alert alert, List<Owner> owners, String name) {
        boolean owner = alert.assessment().tell().stream()
                .anyMatch(t -> t.role() == Assessment.Role.OWNER
                        && t.recipient().filter(name::equals).isPresent());
        return owner
                ? owners.stream().filter(o -> o.recipient().filter(name::equals).isPresent()).toList()
                : List.of();
    }

    private static Set<String> targets(Alert alert, List<Owner> own) {
        return alert.victims().stream()
                .filter(v -> own.stream().anyMatch(o -> o.owns(v)))
                .map(Victim::pseudonym)
                .collect(Collectors.toSet());
    }

    /** Its sites' targets, and for a partner country those whose servers stand there. */
    private static Set<String> targets(Alert alert, MemberEntry member, List<Owner> own) {
        Set<String> out = new TreeSet<>(targets(alert, own));
        alert.victims().stream()
                .filter(v -> v.hosting().known() && v.hosting().equals(member.speaksFor()))
                .map(Victim::pseudonym)
                .forEach(out::add);
        return out;
    }

    private static Recipient sees(
            String name, List<MemberEntry.Network> networks, Set<String> targets, List<Owner> own) {
        Set<Asn> asns = networks.stream().map(MemberEntry.Network::asn).collect(Collectors.toSet());
        List<Prefix> prefixes = new ArrayList<>(networks.stream().map(MemberEntry.Network::prefix).toList());
        for (Owner owner : own) {
            asns.addAll(owner.asns());
            prefixes.addAll(owner.prefixes());
        }
        return new Recipient(name, asns, prefixes, targets, Tlp.RED);
    }

    /** Those who can be reached by a program or by mail, in the register's order; the desk telephones the others. */
    private static List<Contact> contacts(Owner owner) {
        List<Contact> out = new ArrayList<>();
        for (Site.Contact c : owner.contacts()) {
            c.webhook().ifPresent(to -> out.add(new Contact(c.name(), Channel.WEBHOOK, to, c.within())));
            c.mail().ifPresent(to -> out.add(new Contact(c.name(), Channel.MAIL, to, c.within())));
        }
        return out.size() <= MemberEntry.MOST_CONTACTS ? out : out.subList(0, MemberEntry.MOST_CONTACTS);
    }

    List<MemberEntry.Network> networks() {
        return member.map(MemberEntry::networks).orElse(List.of());
    }
}
