package yochi.centre.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Asn;

/**
 * The register of protected sites as it may be shown without a token: no contact, address or host name, only how many.
 *
 * @param version digest of the register in force
 * @param date of its entries
 * @param sites in the register's order
 * @param coverage readiness by sector
 * @param overlaps addresses that two sites claim
 */
public record SiteBoard(
        String version, Optional<LocalDate> date, List<Site> sites, List<Coverage> coverage, List<Overlap> overlaps) {
    public SiteBoard {
        sites = List.copyOf(sites);
        coverage = List.copyOf(coverage);
        overlaps = List.copyOf(overlaps);
    }

    /** How bad the loss of a site would be. */
    public enum Criticality {
        LOW,
        MEDIUM,
        HIGH
    }

    /**
     * One site.
     *
     * @param prefixes how many address ranges
     * @param asns its own autonomous systems
     * @param domains how many domain names
     * @param contacts how many people can be called
     * @param member the member that receives its notices
     * @param missing what it is not ready in: contact, member, limit or exercise
     */
    public record Site(
            String name,
            String sector,
            Criticality criticality,
            int prefixes,
            List<Asn> asns,
            int domains,
            int contacts,
            Optional<String> member,
            Optional<LocalDate> exercised,
            List<String> missing) {
        public Site {
            asns = List.copyOf(asns);
            missing = List.copyOf(missing);
        }
    }

    /** How many sites of a sector are ready in which respect. */
    public record Coverage(String sector, int sites, int reachable, int covered, int armable, int exercised) {}

    /** Two sites that both claim addresses: the inner prefix lies inside the outer one, or is the same. */
    public record Overlap(String outer, String outerPrefix, String inner, String innerPrefix) {}
}
