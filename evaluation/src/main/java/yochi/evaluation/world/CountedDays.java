package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.List;

/** Counts of sources and packets drawn at once, without drawing a single source: cheap enough for many worlds. */
final class CountedDays implements Days {
    private final Ground ground;
    private final List<Signature> signatures;
    private final List<PlantedEvent> events;
    private final Passage passage;
    private final double[][] affinity;
    private int day;

    CountedDays(Ground ground, List<Signature> signatures, List<PlantedEvent> events) {
        this.ground = ground;
        this.signatures = signatures;
        this.events = events;
        this.passage = new Passage(ground, signatures, events);
        int known = ground.known().size();
        this.affinity = new double[ground.siteList().size()][known];
        for (int i = 0; i < affinity.length; i++) {
            for (int g = 0; g < known; g++) {
                affinity[i][g] = ground.affinity(i, g);
            }
        }
    }

    @Override
    public List<SiteDay> next() {
        int known = ground.known().size();
        double[] level = new double[known];
        long[] tried = new long[known];
        for (int g = 0; g < known; g++) {
            level[g] = ground.level(g, day);
            tried[g] = Chance.of(ground.seed(), "investigative", g, day)
                    .poisson(ground.parameters().nuisances().investigative());
        }
        List<SiteDay> out = new ArrayList<>();
        for (int i = 0; i < ground.siteList().size(); i++) {
            out.add(site(i, level, tried));
        }
        day++;
        return out;
    }

    private SiteDay site(int i, double[] level, long[] tried) {
        Chance chance = Chance.of(ground.seed(), "counts", i, day);
        RegionParameters p = ground.parameters();
        double watched = share(ground.watched(i, day));
        double reach = ground.reach(i, day);
        double more = ground.visibility().more(ground.siteList().get(i).addresses(day));
        long[] sources = new long[signatures.size()];
        long[] packets = new long[signatures.size()];
        for (int g = 0; g < level.length; g++) {
            double local = chance.scatter(p.swing().local());
            double mean = ground.known().get(g).base() * reach * affinity[i][g] * level[g] * local * watched;
            sources[g] = chance.poisson(mean) + (watched > 0 ? tried[g] : 0);
            packets[g] = sources[g] + chance.poisson(sources[g] * more * chance.scatter(1));
        }
        long bursts = chance.poisson(p.nuisances().burstsPerRegionDay() * watched);
        for (long b = 0; b < bursts; b++) {
            int g = chance.below(level.length);
            sources[g]++;
            packets[g] += (long) chance.logBetween(1e3, 1e5);
        }
        for (PlantedEvent e : events) {
            add(e, i, sources, packets);
        }
        for (int g = 0; g < sources.length; g++) {
            if (!passage.open(i, g, day)) {
                sources[g] = 0;
                packets[g] = 0;
            }
        }
        return SiteDay.counted(sources, packets);
    }

    private void add(PlantedEvent e, int site, long[] sources, long[] packets) {
        long[] added = e.added().get(ground.siteList().get(site).region());
        long[] sent = e.packets().get(ground.siteList().get(site).region());
        if (added == null || sent == null) {
            return;
        }
        for (int g = 0; g < sources.length; g++) {
            if (signatures.get(g).cell().equals(e.cell())) {
                sources[g] += added[day];
                packets[g] += sent[day];
            }
        }
    }

    static double share(double[] hours) {
        double sum = 0;
        for (double h : hours) {
            sum += h;
        }
        return sum / hours.length;
    }
}
