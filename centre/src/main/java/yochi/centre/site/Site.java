package yochi.centre.site;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import yochi.centre.decision.Stake;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.link.config.Default;
import yochi.link.identity.Sha256;

/**
 * One protected site.
 *
 * @param name what it is called here
 * @param sector such as {@code water}
 * @param prefixes its addresses
 * @param asns autonomous systems of its own
 * @param domains suffixes of its host names
 * @param listed names under which order lists have named it
 * @param contacts whom to call
 * @param criticality how bad its loss would be
 * @param member the member that receives its notices
 * @param exercised when its people last practised
 * @param language which text of a notice stands first: {@code en} or {@code ja}
 * @param stake what acting costs it and what it loses without
 */
public record Site(
        String name,
        String sector,
        @Default("[]") List<Prefix> prefixes,
        @Default("[]") List<Asn> asns,
        @Default("[]") List<String> domains,
        @Default("[]") List<String> listed,
        @Default("[]") List<Contact> contacts,
        @Default("medium") Criticality criticality,
        Optional<String> member,
        Optional<LocalDate> exercised,
        @Default("en") String language,
        Optional<Stake> stake) {
    /** Bytes of a hash by which a node names a listed host that may not leave its country. */
    private static final int HASH_BYTES = 6;

    public Site {
        prefixes = List.copyOf(prefixes);
        asns = List.copyOf(asns);
        domains = List.copyOf(domains);
        listed = List.copyOf(listed);
        contacts = List.copyOf(contacts);
        if (name.isBlank() || sector.isBlank()) {
            throw new IllegalArgumentException("a site needs a name and a sector");
        }
        if (prefixes.isEmpty() && asns.isEmpty() && domains.isEmpty() && listed.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " has no prefixes, asns, domains or listed names: nothing finds it");
        }
        if (!language.equals("en") && !language.equals("ja")) {
            throw new IllegalArgumentException(name + ": language is en or ja, not " + language);
        }
        domains.stream().filter(d -> !d.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")).findFirst().ifPresent(d -> {
            throw new IllegalArgumentException(name + ": no domain such as water.example: " + d);
        });
    }

    /** Whether a list means it by the name: one that it was listed by before, or the hash of a domain of its own. */
    boolean means(String pseudonym) {
        return names().contains(pseudonym);
    }

    /** All names by which a list may mean it; none where it has neither listed names nor domains. */
    public Set<String> names() {
        Set<String> out = new HashSet<>(listed);
        for (String domain : domains) {
            out.add(hash(domain));
            out.add(hash("www." + domain));
        }
        return out;
    }

    private static String hash(String name) {
        return HexFormat.of().formatHex(Sha256.of(name), 0, HASH_BYTES);
    }

    /** How bad the loss of a site would be. */
    public enum Criticality {
        LOW,
        MEDIUM,
        HIGH
    }

    /**
     * Somebody to call: a program by its webhook, a person by mail, and by telephone from the desk.
     *
     * @param within how long he has to answer before the next is called
     */
    public record Contact(
            String name,
            Optional<String> mail,
            Optional<String> phone,
            Optional<String> webhook,
            @Default("30m") Duration within) {
        /** Longest wait, so that calling one after another ends within the life of a notice. */
        public static final Duration LONGEST = Duration.ofHours(12);

        private static final Pattern MAIL =
                Pattern.compile("[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");
        private static final Pattern WEB = Pattern.compile("https://[^\\s@#]{1,2000}");

        public Contact {
            if (mail.isEmpty() && phone.isEmpty() && webhook.isEmpty()) {
                throw new IllegalArgumentException("contact " + name + " has neither mail nor phone nor webhook");
            }
            if (!within.isPositive() || within.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        name + ": within is above 0 and at most " + LONGEST + ", not " + within);
            }
            if (mail.filter(m -> !isMail(m)).isPresent()) {
                throw new IllegalArgumentException(name + ": mail goes to one like duty@water.example");
            }
            if (webhook.filter(w -> !isWebhook(w)).isPresent()) {
                throw new IllegalArgumentException(name + ": a webhook is https:// without user or fragment");
            }
        }

        /** Whether mail can go there: an address alone, such as {@code duty@water.example}. */
        public static boolean isMail(String address) {
            return MAIL.matcher(address).matches();
        }

        /** Whether a program can be called there: https, without user or fragment. */
        public static boolean isWebhook(String address) {
            return WEB.matcher(address).matches();
        }

        /** Where he is reached, first of all by a program. */
        String address() {
            return webhook.or(() -> mail).or(() -> phone).orElseThrow();
        }
    }
}
