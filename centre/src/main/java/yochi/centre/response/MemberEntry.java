package yochi.centre.response;

import java.util.List;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.link.identity.VerifyingKey;

/**
 * A member as the centre knows it: what it answers for, and the key with which it signs.
 *
 * @param name as in its certificate
 * @param key pinned at enrolment
 * @param networks what it may be told about and protect
 */
public record MemberEntry(String name, VerifyingKey key, List<Network> networks) {
    public MemberEntry {
        networks = List.copyOf(networks);
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
