package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A simulated world of attacks on the victims of many countries: campaigns with and without precursors, attacks that
 * nobody ordered, botnets that grow before they are used or are never used, and what order readers, honeypots and
 * darknets of several nodes see of it and report, some of it late or never. The same seed gives the same world.
 */
public final class VictimWorld {
    /** Booters whose customers attack beside all campaigns; each crew has one of its own besides. */
    private static final int OPEN_BOOTERS = 6;

    private final VictimParameters parameters;
    private final VictimSensors sensors;
    private final List<SimulatedCampaign> campaigns;
    private final List<VictimAttack> attacks = new ArrayList<>();
    /** What showed somewhere, by day and country. */
    private final List<List<List<Sighting>>> sightings = new ArrayList<>();

    private final long[][][] sources;
    private final List<Order> orders = new ArrayList<>();
    private final boolean[][] reading;

    /** One attack as sensors saw it: which nodes' honeypots were used enough, and each darknet's packets. */
    private record Sighting(int site, int honeypotNodes, List<Long> backscatter) {
        boolean ofSite() {
            return site >= 0;
        }
    }

    /**
     * That a node's own sensors saw one of a country's public sites attacked on a day.
     *
     * @param reflected by honeypots; else by its darknet alone
     * @param known on which day it was reported
     */
    public record SiteSeen(int node, int site, boolean reflected, int known) {}

    /**
     * What the lists of one day told of one country.
     *
     * @param targets distinct sites named
     * @param readers nodes that told so
     * @param watching nodes that read lists on that day
     */
    public record OrderDay(int day, int country, int targets, int readers, int watching) {}

    private record Order(int day, int country, int site, int reader) {}

    private VictimWorld(VictimParameters parameters, long seed) {
        this.parameters = parameters;
        int crewCount = parameters.campaigns().crews();
        sensors = new VictimSensors(parameters, crewCount + OPEN_BOOTERS, seed);
        Crews crews = new Crews(parameters, seed);
        campaigns = crews.campaigns();
        VictimAttacks drawer = new VictimAttacks(parameters, crews, sensors, seed);
        for (int day = 0; day < parameters.days(); day++) {
            List<List<Sighting>> row = new ArrayList<>();
            for (int country = 0; country < parameters.ground().countries(); country++) {
                row.add(new ArrayList<>());
            }
            sightings.add(row);
        }
        campaigns.forEach(c -> attacks.addAll(drawer.of(c)));
        attacks.sort(Comparator.comparingLong(VictimAttack::startSecond).thenComparingInt(VictimAttack::country));
        attacks.forEach(this::sight);
        background(drawer, crewCount, seed);
        scanners(seed);
        sources = sources(crews, seed);
        reading = new boolean[parameters.ground().readers().size()][parameters.days()];
        orders(seed);
    }

    /** The world of those parameters and that seed. */
    public static VictimWorld of(VictimParameters parameters, long seed) {
        return new VictimWorld(parameters, seed);
    }

    public VictimParameters parameters() {
        return parameters;
    }

    /** User-assigned codes of ISO 3166: no real country. */
    public List<String> countries() {
        return IntStream.range(0, parameters.ground().countries())
                .mapToObj(c -> "X" + (char) ('A' + c))
                .toList();
    }

    public List<SimulatedCampaign> campaigns() {
        return campaigns;
    }

    /** Attacks of campaigns and those before them, in order of time; of the rest only what was seen is kept. */
    public List<VictimAttack> attacks() {
        return List.copyOf(attacks);
    }

    private void sight(VictimAttack attack) {
        int nodes = parameters.ground().nodes();
        int used = 0;
        List<Long> backscatter = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            long most = 0;
            long packets = 0;
            for (VictimStep step : attack.steps()) {
                most += step.listed(node) == 0 ? 0 : step.requests(node) / step.listed(node);
                packets += step.backscatter(node);
            }
            used |= most >= parameters.sight().leastRequests() ? 1 << node : 0;
            backscatter.add(packets);
        }
        if (used != 0 || backscatter.stream().anyMatch(packets -> packets > 0)) {
            sightings.get(attack.day()).get(attack.country()).add(new Sighting(attack.site(), used, backscatter));
        }
    }

    private void background(VictimAttacks drawer, int crewCount, long seed) {
        VictimParameters.Background b = parameters.background();
        for (int country = 0; country < parameters.ground().countries(); country++) {
            double usual = Chance.of(seed, "usual", country).around(b.countrySigma());
            for (int day = 0; day < parameters.days(); day++) {
                Chance chance = Chance.of(seed, "background", country, day);
                double factor = usual * chance.scatter(b.scatter());
                long reflected = chance.poisson(b.reflectedPerDay() * factor);
                long spoofed = chance.poisson(b.spoofedPerDay() * factor);
                for (long k = 0; k < reflected + spoofed; k++) {
                    VictimVector.Kind kind =
                            k < reflected ? VictimVector.Kind.REFLECTED : VictimVector.Kind.SPOOFED;
                    int booter = crewCount + chance.below(OPEN_BOOTERS);
                    sight(drawer.background(day, country, kind, booter, chance));
                }
            }
        }
    }

    /** Who looks for reflectors and asks one often enough looks like a victim where he stands. */
    private void scanners(long seed) {
        List<Integer> nodes = IntStream.range(0, parameters.ground().nodes())
                .filter(n -> parameters.ground().honeypots().get(n) > 0)
                .boxed()
                .toList();
        for (int day = 0; day < parameters.days() && !nodes.isEmpty(); day++) {
            Chance chance = Chance.of(seed, "scanners", day);
            long many = chance.poisson(parameters.nuisances().scannersPerDay());
            for (long k = 0; k < many; k++) {
                int node = nodes.get(chance.below(nodes.size()));
                int country = chance.below(parameters.ground().countries());
                if (chance.happens(sensors.up(node, day))) {
                    sightings.get(day)
                            .get(country)
                            .add(new Sighting(-1, 1 << node, Collections.nCopies(parameters.ground().nodes(), 0L)));
                }
            }
        }
    }

    private long[][][] sources(Crews crews, long seed) {
        VictimParameters.Nuisances n = parameters.nuisances();
        long[][][] out = new long[crews.scanners()][parameters.days()][parameters.ground().nodes()];
        for (int k = 0; k < out.length; k++) {
            double[] research = new double[parameters.days()];
            for (int day = 0; day < parameters.days(); day++) {
                if (Chance.of(seed, "research", k, day).happens(n.researchPerDay())) {
                    for (int d = day; d < Math.min(research.length, day + n.researchDays()); d++) {
                        research[d] += n.researchSources();
                    }
                }
                Chance chance = Chance.of(seed, "sources", k, day);
                for (int node = 0; node < out[k][day].length; node++) {
                    double seen = (crews.bots(k, day) * sensors.meets(node) + research[day]) * sensors.up(node, day);
                    out[k][day][node] = chance.poisson(seen);
                }
            }
        }
        return out;
    }

    private void orders(long seed) {
        List<Integer> readers = parameters.ground().readers();
        for (int r = 0; r < readers.size(); r++) {
            for (int day = 0; day < parameters.days(); day++) {
                reading[r][day] = sensors.known(readers.get(r), day, Integer.MAX_VALUE - 1);
            }
        }
        int number = 0;
        for (VictimAttack attack : attacks) {
            Chance chance = Chance.of(seed, "read", number++);
            OptionalLong listed = attack.ordered();
            int day = (int) Math.floorDiv(listed.orElse(-1), 86_400L);
            for (int r = 0; r < readers.size(); r++) {
                boolean reads = chance.happens(parameters.ground().reading());
                if (listed.isPresent() && reads && reading[r][day]) {
                    orders.add(new Order(day, attack.country(), attack.site(), r));
                }
            }
        }
        for (int day = 0; day < parameters.days() && !readers.isEmpty(); day++) {
            Chance chance = Chance.of(seed, "forged", day);
            int r = chance.below(readers.size());
            int country = chance.below(parameters.ground().countries());
            int site = chance.below(parameters.ground().sites());
            if (chance.happens(parameters.nuisances().forged()) && reading[r][day]) {
                orders.add(new Order(day, country, site, r));
            }
        }
    }

    /** Whether any node read lists on the day. */
    public boolean watched(int day) {
        return watching(day) > 0;
    }

    private int watching(int day) {
        return (int) Arrays.stream(reading).filter(r -> r[day]).count();
    }

    /** What the lists told, by day and country. */
    public List<OrderDay> orderDays() {
        List<OrderDay> out = new ArrayList<>();
        for (int day = 0; day < parameters.days(); day++) {
            int of = day;
            List<Order> told = orders.stream().filter(o -> o.day() == of).toList();
            for (int country : told.stream().map(Order::country).distinct().sorted().toList()) {
                Set<Integer> sites = new HashSet<>();
                Set<Integer> readers = new HashSet<>();
                told.stream().filter(o -> o.country() == country).forEach(o -> {
                    sites.add(o.site());
                    readers.add(o.reader());
                });
                out.add(new OrderDay(day, country, sites.size(), readers.size(), watching(day)));
            }
        }
        return out;
    }

    /**
     * Victims of the country that honeypots were used against on a day, as far as reported by the end of another.
     *
     * @param sitesOnly whether only its public sites count
     */
    public int amplified(int country, int day, int asOf, boolean sitesOnly) {
        int known = knownNodes(day, asOf);
        return (int) sightings.get(day).get(country).stream()
                .filter(s -> (s.ofSite() || !sitesOnly) && (s.honeypotNodes() & known) != 0)
                .count();
    }

    /** Victims of the country whose backscatter, pooled over the darknets reported, passes the threshold. */
    public int backscattered(int country, int day, int asOf, boolean sitesOnly) {
        int known = knownNodes(day, asOf);
        int out = 0;
        for (Sighting s : sightings.get(day).get(country)) {
            long packets = 0;
            for (int node = 0; node < s.backscatter().size(); node++) {
                packets += (known >> node & 1) == 1 ? s.backscatter().get(node) : 0;
            }
            boolean counts = s.ofSite() || !sitesOnly;
            out += counts && packets >= parameters.sight().leastBackscatter() ? 1 : 0;
        }
        return out;
    }

    /** Which public sites of a country each node by itself saw attacked on a day, but what is never reported. */
    public List<SiteSeen> sitesSeen(int country, int day) {
        List<SiteSeen> out = new ArrayList<>();
        for (Sighting s : sightings.get(day).get(country)) {
            for (int node = 0; s.ofSite() && node < s.backscatter().size(); node++) {
                int known = sensors.arrival(node, day);
                if (known < Integer.MAX_VALUE && (s.honeypotNodes() >> node & 1) == 1) {
                    out.add(new SiteSeen(node, s.site(), true, known));
                }
                if (known < Integer.MAX_VALUE
                        && s.backscatter().get(node) >= parameters.sight().leastBackscatter()) {
                    out.add(new SiteSeen(node, s.site(), false, known));
                }
            }
        }
        return out;
    }

    /** On which day a node's day was reported; {@link Integer#MAX_VALUE}: never. */
    public int reported(int node, int day) {
        return sensors.arrival(node, day);
    }

    private int knownNodes(int day, int asOf) {
        int out = 0;
        for (int node = 0; node < parameters.ground().nodes(); node++) {
            out |= sensors.known(node, day, asOf) ? 1 << node : 0;
        }
        return out;
    }

    /** Share of the day watched, mean over the honeypots reported by then; 0 where none was. */
    public double honeypotUptime(int day, int asOf) {
        double all = 0;
        double up = 0;
        for (int node = 0; node < parameters.ground().nodes(); node++) {
            int pots = parameters.ground().honeypots().get(node);
            all += pots;
            up += sensors.known(node, day, asOf) ? pots * sensors.up(node, day) : 0;
        }
        return all == 0 ? 0 : up / all;
    }

    /** Share of all addresses that darknets watched on the day, weighed by uptime, as far as reported. */
    public double darknetShare(int day, int asOf) {
        double out = 0;
        for (int node = 0; node < parameters.ground().nodes(); node++) {
            out += sensors.known(node, day, asOf) ? sensors.darknet(node) * sensors.up(node, day) : 0;
        }
        return out;
    }

    /** Share of all addresses that the nodes' darknets are. */
    public double darknetShare() {
        double out = 0;
        for (int node = 0; node < parameters.ground().nodes(); node++) {
            out += sensors.darknet(node);
        }
        return out;
    }

    /** Share of all addresses that darknets watch on the day, as whoever asks while it runs is told. */
    public double darknetShareNow(int day) {
        double out = 0;
        for (int node = 0; node < parameters.ground().nodes(); node++) {
            out += sensors.darknet(node) * sensors.up(node, day);
        }
        return out;
    }

    /** Services that botnets and worms scan. */
    public int services() {
        return sources.length;
    }

    /** Sources of a service on a day, summed over the nodes reported by the end of another; NaN where none was. */
    public double sources(int service, int day, int asOf) {
        double out = 0;
        boolean any = false;
        for (int node = 0; node < parameters.ground().nodes(); node++) {
            if (sensors.known(node, day, asOf) && sensors.up(node, day) > 0) {
                out += sources[service][day][node];
                any = true;
            }
        }
        return any ? out : Double.NaN;
    }

    /** What a source's chance to be seen sums up to over those nodes. */
    public double exposure(int day, int asOf) {
        double out = 0;
        for (int node = 0; node < parameters.ground().nodes(); node++) {
            out += sensors.known(node, day, asOf) ? sensors.meets(node) * sensors.up(node, day) : 0;
        }
        return out;
    }
}
