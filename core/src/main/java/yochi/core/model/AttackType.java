package yochi.core.model;

/**
 * What kind of activity an observation is: the outcome of the ordered decision list (docs/classification.md), or what a
 * sensor's own record says. Each kind knows which {@link Party} its address is and whether that address can be forged.
 */
public enum AttackType {
    /** Source in a special-purpose block, or source = destination. */
    BOGON(Party.ORIGIN, true),
    /** A later fragment, or the reserved IP bit. */
    FRAGMENT(Party.ORIGIN, true),
    SCAN_ICMP(Party.ORIGIN, true),
    BACKSCATTER_ICMP(Party.VICTIM, true),
    BACKSCATTER_TCP(Party.VICTIM, true),
    SCAN_SYN(Party.ORIGIN, true),
    SCAN_STEALTH(Party.ORIGIN, true),
    TCP_OTHER(Party.ORIGIN, true),
    /** TCP whose flags the record does not hold. */
    TCP_UNSPECIFIED(Party.ORIGIN, true),
    BACKSCATTER_UDP(Party.VICTIM, true),
    /** A request to an amplifier port: the written source is the victim. */
    AMP_PROBE(Party.VICTIM, true),
    P2P_MISCONFIG(Party.ORIGIN, true),
    SCAN_UDP(Party.ORIGIN, true),
    /** UDP whose payload the record does not hold. */
    UDP_UNSPECIFIED(Party.ORIGIN, true),
    OTHER_PROTO(Party.ORIGIN, true),
    /** Not an IP packet: counted in packets and bytes only. */
    NOT_IP(Party.ORIGIN, true),
    LOGIN_BRUTE_FORCE(Party.ORIGIN, false),
    EXPLOIT(Party.ORIGIN, false),
    DOWNLOAD(Party.ORIGIN, false),
    WEB_SCAN(Party.ORIGIN, false),
    SERVICE_PROBE(Party.ORIGIN, false),
    /** A page that attacks those who visit it: the address is its server's. */
    DRIVE_BY(Party.ORIGIN, false),
    /** A page that a crawler visited without finding anything: counted so that the finds can be put in proportion. */
    PAGE_VISIT(Party.ORIGIN, false),
    /** A botnet's order to attack, seen at its control: the listed address is the victim. */
    ATTACK_ORDER(Party.VICTIM, false),
    /** Cells too small to leave their country, folded into one per party. */
    REST_ORIGIN(Party.ORIGIN, true),
    REST_VICTIM(Party.VICTIM, true),
    /** All kinds of one party together, for distinct counts that do not add up; never summed with the others. */
    ALL_ORIGIN(Party.ORIGIN, true),
    ALL_VICTIM(Party.VICTIM, true);

    private final Party party;
    private final boolean spoofable;

    AttackType(Party party, boolean spoofable) {
        this.party = party;
        this.spoofable = spoofable;
    }

    public Party party() {
        return party;
    }

    /** Whether the address in the record can be forged, so that nobody may be accused on it. */
    public boolean spoofable() {
        return spoofable;
    }

    public boolean isRest() {
        return this == REST_ORIGIN || this == REST_VICTIM;
    }

    public boolean isTotal() {
        return this == ALL_ORIGIN || this == ALL_VICTIM;
    }

    /** The total of the party. */
    public static AttackType all(Party party) {
        return party == Party.ORIGIN ? ALL_ORIGIN : ALL_VICTIM;
    }

    /** The kind into which too small cells of the party are folded. */
    public static AttackType rest(Party party) {
        return party == Party.ORIGIN ? REST_ORIGIN : REST_VICTIM;
    }
}
