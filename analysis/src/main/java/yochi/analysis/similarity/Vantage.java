package yochi.analysis.similarity;

import java.util.EnumSet;
import java.util.Set;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Region;

/**
 * How a sensor looks at attackers: what packets at a darknet, sessions at a honeypot and visits of a crawler count is
 * not the same, so that they are never compared with each other as if they were alike (K-9).
 */
enum Vantage {
    PACKETS,
    SESSIONS,
    PAGES;

    /** The vantage from which a kind of attack is seen. */
    static Vantage of(AttackType type) {
        return switch (type) {
            case LOGIN_BRUTE_FORCE, EXPLOIT, DOWNLOAD, WEB_SCAN, SERVICE_PROBE -> SESSIONS;
            case DRIVE_BY, PAGE_VISIT, ATTACK_ORDER -> PAGES;
            case BOGON,
                    FRAGMENT,
                    SCAN_ICMP,
                    BACKSCATTER_ICMP,
                    BACKSCATTER_TCP,
                    SCAN_SYN,
                    SCAN_STEALTH,
                    TCP_OTHER,
                    TCP_UNSPECIFIED,
                    BACKSCATTER_UDP,
                    AMP_PROBE,
                    P2P_MISCONFIG,
                    SCAN_UDP,
                    UDP_UNSPECIFIED,
                    OTHER_PROTO,
                    NOT_IP,
                    REST_ORIGIN,
                    REST_VICTIM,
                    ALL_ORIGIN,
                    ALL_VICTIM -> PACKETS;
        };
    }

    /** The vantages from which a region's sensors told origins in the window; none where only totals came. */
    static Set<Vantage> of(Cube cube, Region region, Epoch window) {
        Set<Vantage> out = EnumSet.noneOf(Vantage.class);
        for (Cell cell : cube.cells(region, window)) {
            boolean told = !cell.attackType().isTotal() && !cell.attackType().isRest();
            if (told && cell.party() == Party.ORIGIN) {
                out.add(of(cell.attackType()));
            }
        }
        return out;
    }
}
