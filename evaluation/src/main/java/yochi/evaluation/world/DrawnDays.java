package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.List;
import yochi.core.model.Region;

/**
 * Every source drawn by itself, so that the same one shows at several sites and on several days: for overlaps of
 * sources, which counts cannot tell.
 */
final class DrawnDays implements Days {
    /** Investigative scanners in all; each day and signature some of them. */
    private static final int SCANNERS = 30;

    private static final long EVENT = 1L << 40;
    private static final long SCANNER = 1L << 41;
    private static final long BURST = 1L << 42;

    private final Ground ground;
    private final List<Signature> signatures;
    private final List<PlantedEvent> events;
    private final Passage passage;
    /** How often the address of each slot of each signature has changed. */
    private final List<int[]> generations = new ArrayList<>();

    private int day;

    DrawnDays(Ground ground, List<Signature> signatures, List<PlantedEvent> events) {
        this.ground = ground;
        this.signatures = signatures;
        this.events = events;
        this.passage = new Passage(ground, signatures, events);
        ground.known().forEach(s -> generations.add(new int[0]));
    }

    /** Sources of one site and signature as they come. */
    private static final class Seen {
        private final List<Long> tokens = new ArrayList<>();
        private final List<Long> packets = new ArrayList<>();

        void add(long token, long sent) {
            tokens.add(token);
            packets.add(sent);
        }
    }

    @Override
    public List<SiteDay> next() {
        int sites = ground.siteList().size();
        List<List<Seen>> seen = new ArrayList<>();
        for (int i = 0; i < sites; i++) {
            List<Seen> own = new ArrayList<>();
            signatures.forEach(s -> own.add(new Seen()));
            seen.add(own);
        }
        for (int g = 0; g < ground.known().size(); g++) {
            population(g, seen);
            scanners(g, seen);
        }
        bursts(seen);
        events.forEach(e -> members(e, seen));
        List<SiteDay> out = new ArrayList<>();
        for (int i = 0; i < sites; i++) {
            out.add(closed(i, seen.get(i)));
        }
        day++;
        return out;
    }

    /** A token stands for a keyed address; its bits say nothing. */
    private long token(long kind, long a, long b, long c) {
        return Chance.of(ground.seed(), "token", kind, a, b, c).any();
    }

    private void population(int g, List<List<Seen>> seen) {
        RegionParameters.Sources p = ground.parameters().sources();
        Visibility visibility = ground.visibility();
        Chance chance = Chance.of(ground.seed(), "population", g, day);
        // An address change makes two sources of half the probes each out of one.
        double once = (1 - p.churn()) * visibility.seen(ground.middle());
        double twice = p.churn() * 2 * visibility.seen(ground.middle() / 2);
        double mean = ground.known().get(g).base() / (once + twice) * ground.level(g, day);
        int many = Math.toIntExact(chance.poisson(mean));
        int[] generation = java.util.Arrays.copyOf(generations.get(g), Math.max(many, generations.get(g).length));
        generations.set(g, generation);
        for (int k = 0; k < generation.length; k++) {
            generation[k] += chance.happens(p.stay()) ? 0 : 1;
        }
        double[] factor = new double[seen.size()];
        for (int i = 0; i < factor.length; i++) {
            double local = chance.scatter(ground.parameters().swing().local());
            factor[i] = ground.affinity(i, g) * local * CountedDays.share(ground.watched(i, day));
        }
        for (int k = 0; k < many; k++) {
            int stratum = stratum(Chance.of(ground.seed(), "stratum", g, k).unit());
            long token = token(g, k, generation[k], 0);
            if (chance.happens(p.churn())) {
                spray(chance, seen, g, stratum, 0.5, factor, token);
                spray(chance, seen, g, stratum, 0.5, factor, token(g, k, generation[k], day + 1));
                generation[k]++;
            } else {
                spray(chance, seen, g, stratum, 1, factor, token);
            }
        }
    }

    private void spray(
            Chance chance, List<List<Seen>> seen, int g, int stratum, double part, double[] factor, long token) {
        for (int i = 0; i < seen.size(); i++) {
            double addresses = part * ground.siteList().get(i).addresses(day);
            double p = ground.visibility().seen(stratum, addresses) * factor[i];
            if (chance.happens(Math.min(1, p))) {
                long more = chance.poisson(ground.visibility().packets(stratum, addresses));
                seen.get(i).get(g).add(token, 1 + more);
            }
        }
    }

    private int stratum(double share) {
        double left = share;
        int last = ground.visibility().strata() - 1;
        for (int s = 0; s < last; s++) {
            left -= ground.visibility().share(s);
            if (left <= 0) {
                return s;
            }
        }
        return last;
    }

    private void scanners(int g, List<List<Seen>> seen) {
        Chance chance = Chance.of(ground.seed(), "investigative", g, day);
        long many = Math.min(
                SCANNERS, chance.poisson(ground.parameters().nuisances().investigative()));
        int[] which = chance.distinct((int) many, SCANNERS);
        for (int s : which) {
            for (int i = 0; i < seen.size(); i++) {
                if (CountedDays.share(ground.watched(i, day)) > 0) {
                    seen.get(i).get(g).add(token(SCANNER, s, 0, 0), 1 + chance.poisson(3));
                }
            }
        }
    }

    private void bursts(List<List<Seen>> seen) {
        for (int i = 0; i < seen.size(); i++) {
            Chance chance = Chance.of(ground.seed(), "bursts", i, day);
            double watched = CountedDays.share(ground.watched(i, day));
            long many =
                    chance.poisson(ground.parameters().nuisances().burstsPerRegionDay() * watched);
            for (long b = 0; b < many; b++) {
                int g = chance.below(ground.known().size());
                seen.get(i).get(g).add(token(BURST, i, day, b), (long) chance.logBetween(1e3, 1e5));
            }
        }
    }

    private void members(PlantedEvent e, List<List<Seen>> seen) {
        for (int i = 0; i < seen.size(); i++) {
            Region region = ground.siteList().get(i).region();
            long[] tokens = sourcesOf(ground, e, region, day);
            long[] sent = e.packets().get(region);
            if (tokens.length == 0 || sent == null) {
                continue;
            }
            long each = sent[day] / tokens.length;
            for (int g = 0; g < signatures.size(); g++) {
                if (signatures.get(g).cell().equals(e.cell())) {
                    for (int k = 0; k < tokens.length; k++) {
                        long rest = k == 0 ? sent[day] - each * tokens.length : 0;
                        seen.get(i).get(g).add(tokens[k], each + rest);
                    }
                }
            }
        }
    }

    /** The event's sources that the region saw on the day: drawn from one population for all regions and days. */
    static long[] sourcesOf(Ground ground, PlantedEvent e, Region region, int day) {
        long[] added = e.added().get(region);
        if (added == null || added[day] == 0) {
            return new long[0];
        }
        long most = e.added().values().stream()
                .flatMapToLong(java.util.Arrays::stream)
                .max()
                .orElse(0);
        int population = Math.toIntExact(2 * most);
        int[] which = Chance.of(ground.seed(), "members", e.number(), region.name().hashCode(), day)
                .distinct(Math.toIntExact(added[day]), Math.max(population, 1));
        long[] out = new long[which.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = Chance.of(ground.seed(), "token", EVENT, e.number(), which[k], 0)
                    .any();
        }
        return out;
    }

    private SiteDay closed(int site, List<Seen> own) {
        int n = signatures.size();
        long[] sources = new long[n];
        long[] packets = new long[n];
        List<long[]> tokens = new ArrayList<>();
        List<long[]> bright = new ArrayList<>();
        for (int g = 0; g < n; g++) {
            Seen seen = passage.open(site, g, day) ? own.get(g) : new Seen();
            tokens.add(seen.tokens.stream().mapToLong(Long::longValue).toArray());
            bright.add(seen.packets.stream().mapToLong(Long::longValue).toArray());
            sources[g] = seen.tokens.size();
            packets[g] = seen.packets.stream().mapToLong(Long::longValue).sum();
        }
        return new SiteDay(sources, packets, tokens, bright);
    }
}
