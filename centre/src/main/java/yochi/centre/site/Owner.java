package yochi.centre.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.core.model.Victim;
import yochi.core.model.Words;

/**
 * Who answers for registered sites, and under which name notices reach it: the member that the register names, or else
 * those whom the register says to call. Sites of one member, or with the same first contact, have one owner.
 *
 * @param recipient the member's name, or one that begins with {@value #OWN}; empty where nobody can be told
 * @param member whether the recipient is a member of this centre
 * @param sites it answers for, in the register's order
 */
public record Owner(Optional<String> recipient, boolean member, List<Site> sites) {
    /** No member's name begins so. */
    public static final String OWN = "site.";

    private static final int LONGEST = 40;

    public Owner {
        sites = List.copyOf(sites);
    }

    /** All owners, in the register's order. */
    static List<Owner> of(List<Site> sites, Set<String> members) {
        Map<String, Owner> out = new LinkedHashMap<>();
        for (Site site : sites) {
            Optional<String> member = site.member().filter(members::contains);
            Optional<String> called = member.isPresent()
                    ? Optional.empty()
                    : site.contacts().stream().findFirst().map(Site.Contact::address);
            String key = member.map(m -> "member " + m)
                    .or(() -> called.map(c -> "contact " + c))
                    .orElse("nobody " + site.name());
            Owner before = out.get(key);
            List<Site> all = new ArrayList<>(before == null ? List.of() : before.sites());
            all.add(site);
            Optional<String> name = before == null
                    ? member.or(() -> called.map(c -> name(site, c)))
                    : before.recipient();
            out.put(key, new Owner(name, member.isPresent(), all));
        }
        return List.copyOf(out.values());
    }

    /** Readable, the same after a restart, and no other owner's; it says nothing of where the contact is reached. */
    private static String name(Site first, String contact) {
        String word = first.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String mark = UUID.nameUUIDFromBytes((first.name() + "\n" + contact).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
        return OWN + (word.length() > LONGEST ? word.substring(0, LONGEST) : word) + (word.isEmpty() ? "" : ".") + mark;
    }

    /** Why nobody can be told of this owner's sites; empty where somebody can. */
    public Optional<Words> untold() {
        if (recipient.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(sites.getFirst()
                .member()
                .map(m -> new Words(
                        "Not told: its member " + m + " is not one of this centre, and the register has no contact.",
                        "未通知：登録簿の会員 " + m + " はこのセンターの会員でなく、連絡先もありません。"))
                .orElse(new Words(
                        "Not told: the register has neither a member nor a contact for it.",
                        "未通知：登録簿に会員も連絡先もありません。")));
    }

    /** Whether a target is one of its sites: by the name that lists have for it, or by a network of the site's own. */
    public boolean owns(Victim victim) {
        return sites.stream().anyMatch(s -> s.means(victim.pseudonym()) || s.asns().contains(victim.asn()));
    }

    public List<Asn> asns() {
        return sites.stream().flatMap(s -> s.asns().stream()).distinct().toList();
    }

    public List<Prefix> prefixes() {
        return sites.stream().flatMap(s -> s.prefixes().stream()).distinct().toList();
    }

    /** Whom to call, each once, where it is no member. */
    public List<Site.Contact> contacts() {
        return member ? List.of() : sites.stream().flatMap(s -> s.contacts().stream()).distinct().toList();
    }

    /** In which language its people read: that of its first site. */
    public String language() {
        return sites.getFirst().language();
    }
}
