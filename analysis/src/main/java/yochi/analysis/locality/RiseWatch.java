package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import yochi.analysis.number.FalseDiscovery;
import yochi.analysis.number.Median;

/**
 * Watches all signatures at once for rises: what rises or falls at one region in all its signatures together is the
 * region's own (its sensor grew, was down, or its filter changed) and is taken out first; p-values are made for the
 * strongest rises, and hold for all signatures together under any dependence (Benjamini and Yekutieli 2001).
 */
public final class RiseWatch {
    /** Signatures of which a region must expect something before they tell of the region itself (own choice). */
    private static final int LEAST_SIGNATURES = 10;
    /** Counts a step below which a quotient is too coarse for that (own choice). */
    private static final double LEAST_EXPECTED = 3;
    /** No sensor grows like that from day to day: what such a region reports takes no part (own choice). */
    private static final double MOST_FACTOR = 10;
    /** Rises that get a p-value; the others' is taken as 1, which keeps the q-values true (algorithms §0). */
    private static final int CANDIDATES = 100;

    /** Beyond it no q-value is of use: p-values that cannot reach it are told coarsely. */
    private static final double LARGEST_Q = 0.05;

    private final RiseScan scan;
    private final Panel panel;
    private final int now;
    private final double[][] factor;
    private final List<Usual> usual;
    private Usual.Others others = Usual.Others.NONE;

    /**
     * A signature that rose.
     *
     * @param signature its number in the panel
     * @param q its p-value for all signatures together
     */
    public record Risen(int signature, RiseScan.Rise rise, RiseChance chance, double q) {}

    public RiseWatch(RiseScan.Settings settings, Panel panel) {
        this.scan = new RiseScan(settings);
        this.panel = panel;
        this.now = settings.longest();
        this.usual = new ArrayList<>();
        this.factor = panel.signatures() == 0 ? new double[0][0] : common();
    }

    private RiseWatch(RiseWatch learnt, Panel panel) {
        this.scan = learnt.scan;
        this.panel = panel;
        this.now = learnt.now;
        this.usual = learnt.usual;
        this.factor = learnt.factor;
        this.others = learnt.others;
    }

    /** The same on another panel that tells the very same. */
    RiseWatch on(Panel same) {
        return new RiseWatch(this, same);
    }

    /**
     * One signature, with what all signatures of a region did together taken out, or the region where that is absurd.
     */
    public AgainstPast signature(int number) {
        double[][] exposure = panel.exposure(number);
        double[][] adjusted = new double[exposure.length][];
        for (int r = 0; r < exposure.length; r++) {
            adjusted[r] = exposure[r].clone();
            for (int w = 1; w < factor[r].length; w++) {
                adjusted[r][exposure[r].length - w] *= factor[r][w] > MOST_FACTOR ? 0 : factor[r][w];
            }
        }
        return scan.of(panel.counts(number), adjusted, usual.get(number), others);
    }

    /**
     * By how much a region's signatures together were above their usual {@code ago} steps ago, 1 the newest: 1 where it
     * has too few of them to tell.
     */
    public double factor(int region, int ago) {
        return factor[region][ago];
    }

    /** The strongest rises, the strongest first; p-values are seeded by the signature's number. */
    public List<Risen> risen(long seed) {
        List<RiseScan.Rise> rises = new ArrayList<>();
        for (int g = 0; g < panel.signatures(); g++) {
            rises.add(signature(g).rise());
        }
        return tested(rises, seed);
    }

    /** The same of rises that were looked for already, one of each signature. */
    List<Risen> tested(List<RiseScan.Rise> rises, long seed) {
        List<Integer> candidates = new ArrayList<>();
        for (int g = 0; g < rises.size(); g++) {
            if (rises.get(g).score() > 0) {
                candidates.add(g);
            }
        }
        candidates.sort(Comparator.comparingDouble((Integer g) -> -rises.get(g).score())
                .thenComparing(Comparator.naturalOrder()));
        double[] p = new double[Math.min(CANDIDATES, candidates.size())];
        double needed = LARGEST_Q * p.length / rises.size() / harmonic(rises.size());
        RiseChance[] chances = new RiseChance[p.length];
        for (int i = 0; i < p.length; i++) {
            int g = candidates.get(i);
            chances[i] = signature(g).chance(rises.get(g).score(), seed + g, needed);
            p[i] = chances[i].value();
        }
        double[] q = FalseDiscovery.benjaminiYekutieli(p, rises.size());
        List<Risen> out = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            out.add(new Risen(candidates.get(i), rises.get(candidates.get(i)), chances[i], q[i]));
        }
        return out;
    }

    /** Sum of 1/k, the price of any dependence. */
    private static double harmonic(int n) {
        double sum = 0;
        for (int k = 1; k <= n; k++) {
            sum += 1.0 / k;
        }
        return sum;
    }

    /**
     * Per region and steps ago, the median of count by expectation over the signatures, each by how sure it is, and
     * with what all regions did at it taken out; drawn towards 1 by its own doubt (James and Stein 1961).
     */
    private double[][] common() {
        int regions = panel.counts(0).length;
        int steps = regions == 0 ? 0 : panel.counts(0)[0].length;
        int longest = Math.min(now, Math.max(0, steps - 1));
        List<List<List<double[]>>> quotients = new ArrayList<>();
        for (int r = 0; r < regions; r++) {
            List<List<double[]>> own = new ArrayList<>();
            for (int w = 0; w <= longest; w++) {
                own.add(new ArrayList<>());
            }
            quotients.add(own);
        }
        for (int g = 0; g < panel.signatures(); g++) {
            double[][] counts = panel.counts(g);
            double[][] exposure = panel.exposure(g);
            usual.add(scan.usual(counts, exposure));
            AgainstPast signature = scan.of(counts, exposure, usual.get(g), Usual.Others.NONE);
            for (int w = 1; w <= longest; w++) {
                double shared = signature.sharedOn(w);
                for (int r : signature.known()) {
                    double due = shared * (signature.expected(r, w) - signature.expected(r, w - 1));
                    if (due >= LEAST_EXPECTED) {
                        double count = signature.counted(r, w) - signature.counted(r, w - 1);
                        double sure = 1 / (1 / due + signature.kappa());
                        quotients.get(r).get(w).add(new double[] {count / due, sure});
                    }
                }
            }
        }
        others = Usual.Others.of(usual);
        double[][] out = new double[regions][longest + 1];
        for (int r = 0; r < regions; r++) {
            Arrays.fill(out[r], 1);
            for (int w = 1; w <= longest; w++) {
                if (quotients.get(r).get(w).size() >= LEAST_SIGNATURES) {
                    out[r][w] = drawn(quotients.get(r).get(w));
                }
            }
        }
        return out;
    }

    private static double drawn(List<double[]> quotients) {
        double median = Median.weighted(quotients).orElseThrow();
        double sure = quotients.stream().mapToDouble(q -> q[1]).sum();
        double off = Math.log(median);
        // A normal median's variance is pi / 2 of the mean's.
        return off == 0 ? 1 : median == 0 ? 0 : Math.exp(off * Math.max(0, 1 - Math.PI / sure / (off * off)));
    }
}
