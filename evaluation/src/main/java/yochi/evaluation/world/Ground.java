package yochi.evaluation.world;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import yochi.analysis.cube.Cell;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** What a world of regions is like before anything happens in it: sites, signatures, rhythm, outages, networks. */
final class Ground {
    private static final double WANDER_MEMORY = 0.9;
    /** Hours of a day in which a source is active, on average (own choice: most come once, few stay). */
    static final double ACTIVE_HOURS = 1.5;
    /** Local time at which most comes (own choice). */
    private static final double PEAK_HOUR = 15;

    private static final int LAST_PORT = 49_151;

    private final RegionParameters parameters;
    private final long seed;
    private final Visibility visibility;
    private final List<Site> sites;
    private final List<Signature> signatures;
    private final double middle;
    /** Log level of each signature on each day. */
    private final double[][] wander;
    /** Outages of each site, as pairs of seconds from the start. */
    private final List<List<long[]>> outages;

    Ground(RegionParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        this.visibility = new Visibility(parameters.sources());
        this.sites = sites();
        this.signatures = signatures();
        this.middle = Math.sqrt((double) parameters.leastAddresses() * parameters.mostAddresses());
        this.wander = wander();
        this.outages = outages();
    }

    RegionParameters parameters() {
        return parameters;
    }

    long seed() {
        return seed;
    }

    Visibility visibility() {
        return visibility;
    }

    List<Site> siteList() {
        return sites;
    }

    /** Those that are always there. */
    List<Signature> known() {
        return signatures;
    }

    double middle() {
        return middle;
    }

    long startSecond() {
        return parameters.start().toEpochDay() * Epoch.DAY;
    }

    Epoch day(int day) {
        return new Epoch(startSecond() + (long) day * Epoch.DAY, Epoch.DAY);
    }

    /** Sizes are spread evenly over the decades and dealt out at random. */
    private List<Site> sites() {
        int n = parameters.regions();
        Chance chance = Chance.of(seed, "sites");
        int[] rank = chance.distinct(n, n);
        List<Site> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double share = n == 1 ? 0.5 : (double) rank[i] / (n - 1);
            double size = parameters.leastAddresses()
                    * Math.pow((double) parameters.mostAddresses() / parameters.leastAddresses(), share);
            boolean grows = chance.happens(parameters.nuisances().grown());
            int from = parameters.days() / 4 + chance.below(Math.max(1, parameters.days() / 2));
            String name = String.format(java.util.Locale.ROOT, "simulated-%02d", i + 1);
            out.add(new Site(
                    new Region(name),
                    country(i),
                    Math.max(1, (int) Math.round(size)),
                    Math.rint(chance.between(-11, 12)),
                    grows ? from : Integer.MAX_VALUE));
        }
        return List.copyOf(out);
    }

    /** XA to XZ, then QM to QZ: codes for users' own use in ISO 3166-1; beyond those they come again. */
    private static Country country(int i) {
        int at = i % 40;
        return new Country(at < 26 ? "X" + (char) ('A' + at) : "Q" + (char) ('M' + at - 26));
    }

    private List<Signature> signatures() {
        Set<Integer> used = new HashSet<>();
        Chance chance = Chance.of(seed, "signatures");
        List<Signature> out = new ArrayList<>();
        for (double base : parameters.bases()) {
            for (int i = 0; i < parameters.signaturesPerBase(); i++) {
                out.add(new Signature(cell(chance, used), base, true));
            }
        }
        return List.copyOf(out);
    }

    /** A kind and service that is not used yet. */
    static Cell cell(Chance chance, Set<Integer> used) {
        while (true) {
            boolean tcp = chance.happens(0.7);
            int port = 1 + chance.below(LAST_PORT);
            if (used.add(tcp ? port : -port)) {
                return tcp
                        ? new Cell(AttackType.SCAN_SYN, Service.tcp(port))
                        : new Cell(AttackType.SCAN_UDP, Service.udp(port));
            }
        }
    }

    /** Numbers by which {@link #cell} knows the services in use. */
    Set<Integer> usedPorts() {
        Set<Integer> used = new HashSet<>();
        for (Signature s : signatures) {
            Service service = s.cell().service();
            used.add(service.protocol() == Service.Protocol.TCP ? service.number() : -service.number());
        }
        return used;
    }

    private double[][] wander() {
        double[][] out = new double[signatures.size()][parameters.days()];
        double step = parameters.swing().wander();
        for (int g = 0; g < out.length; g++) {
            Chance chance = Chance.of(seed, "wander", g);
            double level = step / Math.sqrt(1 - WANDER_MEMORY * WANDER_MEMORY) * chance.normal();
            for (int d = 0; d < parameters.days(); d++) {
                out[g][d] = level;
                level = WANDER_MEMORY * level + step * chance.normal();
            }
        }
        return out;
    }

    private List<List<long[]>> outages() {
        List<List<long[]>> out = new ArrayList<>();
        double seconds = (double) parameters.days() * Epoch.DAY;
        for (int i = 0; i < sites.size(); i++) {
            Chance chance = Chance.of(seed, "outages", i);
            List<long[]> own = new ArrayList<>();
            long many = chance.poisson(parameters.nuisances().outagesPerRegionDay() * parameters.days());
            for (long k = 0; k < many; k++) {
                long from = (long) (seconds * chance.between(0, 1));
                long length = 60 + (long) chance.exponential(parameters.nuisances().outageHours() * Epoch.HOUR);
                own.add(new long[] {from, from + length});
            }
            out.add(own);
        }
        return out;
    }

    /** Share of each hour of the day that the site's sensor watched. */
    double[] watched(int site, int day) {
        double[] out = new double[24];
        for (int h = 0; h < 24; h++) {
            long from = (long) day * Epoch.DAY + (long) h * Epoch.HOUR;
            boolean[] down = new boolean[60];
            for (long[] outage : outages.get(site)) {
                for (int m = 0; m < 60; m++) {
                    down[m] |= outage[0] <= from + m * 60L && from + m * 60L < outage[1];
                }
            }
            int up = 0;
            for (boolean d : down) {
                up += d ? 0 : 1;
            }
            out[h] = up / 60.0;
        }
        return out;
    }

    /** How a day's traffic is spread over its hours at the site; sums to 1. */
    double[] rhythm(int site) {
        double[] out = new double[24];
        for (int h = 0; h < 24; h++) {
            double local = h + 0.5 + sites.get(site).zoneHours();
            out[h] = (1 + parameters.swing().dayAmplitude() * Math.cos(2 * Math.PI * (local - PEAK_HOUR) / 24)) / 24;
        }
        return out;
    }

    double weekday(int day) {
        DayOfWeek name = parameters.start().plusDays(day).getDayOfWeek();
        boolean weekend = name == DayOfWeek.SATURDAY || name == DayOfWeek.SUNDAY;
        return weekend ? parameters.swing().weekendFactor() : 1;
    }

    /** What all regions have in common on a day: the signature's slow level and the day's own swing. */
    double level(int signature, int day) {
        return Math.exp(wander[signature][day])
                * Chance.of(seed, "common", signature, day).scatter(parameters.swing().common())
                * weekday(day);
    }

    /** Local habit of a site for a signature, mean about 1, always the same. */
    double affinity(int site, int signature) {
        double sigma = parameters.sources().affinity();
        return sigma == 0
                ? 1
                : Chance.of(seed, "affinity", site, signature).around(sigma) * Math.exp(-sigma * sigma / 2);
    }

    /** By how much more sources a site sees on that day than the sensor of middle size. */
    double reach(int site, int day) {
        return visibility.seen(sites.get(site).addresses(day)) / visibility.seen(middle);
    }

    /** Whether the site's network lets the service through at all, and whether the reports state it. */
    boolean hidden(int site, int signature) {
        return Chance.of(seed, "hidden", site, signature)
                .happens(parameters.nuisances().hidden());
    }

    boolean hiddenTold(int site, int signature) {
        return hidden(site, signature)
                && Chance.of(seed, "told", site, signature)
                        .happens(parameters.nuisances().hiddenTold());
    }
}
