package yochi.centre.response;

import java.util.List;
import yochi.centre.site.Owner;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.link.identity.VerifyingKey;

/**
 * A member as the centre knows it: what it answers for, the key with which it signs, and whom to tell.
 *
 * @param name as in its certificate
 * @param key pinned at enrolment
 * @param networks what it may be told about and protect
 * @param sector in a word, such as {@code telecom}; empty where it has none
 * @param contacts whom to tell, in this order, each when the one before has not answered in time
 * @param speaksFor country whose partner it is: told of targets whose servers stand there; unknown for all others
 */
public record MemberEntry(
        String name,
        VerifyingKey key,
        List<Network> networks,
        String sector,
        List<Contact> contacts,
        Country speaksFor) {
    /** An escalation has an end. */
    static final int MOST_CONTACTS = 8;

    public MemberEntry {
        networks = List.copyOf(networks);
        contacts = contacts.isEmpty() ? List.of(Contact.inbox()) : List.copyOf(contacts);
        if (contacts.size() > MOST_CONTACTS) {
            throw new IllegalArgumentException(name + " has more than " + MOST_CONTACTS + " contacts");
        }
        if (name.startsWith(Owner.OWN)) {
            throw new IllegalArgumentException(name + ": names that begin with " + Owner.OWN + " are of sites' owners");
        }
    }

    /** A member that speaks for no country. */
    public MemberEntry(
            String name, VerifyingKey key, List<Network> networks, String sector, List<Contact> contacts) {
        this(name, key, networks, sector, contacts, Country.UNKNOWN);
    }

    /** A member whose program alone is told. */
    public MemberEntry(String name, VerifyingKey key, List<Network> networks) {
        this(name, key, networks, "", List.of());
    }

    /**
     * One protected prefix.
     *
     * @param asn the system it belongs to
     * @param prefix registered for protection
     * @param usualPeakBytesPerSecond traffic of a usual busy hour, as the member declared it: a limit never goes below
     */
    public record Network(Asn asn, Prefix prefix, long usualPeakBytesPerSecond) {
        public Network {
            if (usualPeakBytesPerSecond <= 0) {
                throw new IllegalArgumentException("a usual peak of " + usualPeakBytesPerSecond + " bytes/s");
            }
        }
    }

    boolean owns(Asn asn) {
        return asn.known() && networks.stream().anyMatch(n -> n.asn().equals(asn));
    }
}
