package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import yochi.analysis.propagation.ArrivalAnalysis;
import yochi.analysis.propagation.ArrivalForecast;
import yochi.analysis.propagation.Arrow;
import yochi.analysis.propagation.Cascade;
import yochi.analysis.propagation.FirstArrivals;
import yochi.evaluation.world.CascadeParameters;
import yochi.evaluation.world.CascadeWorld;

/**
 * One world of cascades as the analysis may see it: sightings to the hour, telescopes' sizes, and the mean rate of
 * sightings; not the cascades' strengths, not which are of a common cause.
 */
final class PropagationTrial {
    private static final double APART_HOURS = 1000;
    private static final double AHEAD_HOURS = 24;
    private static final double LIE_HOURS = 24;

    private final CascadeWorld world;
    private final CascadeParameters parameters;
    private final long seed;
    private final List<yochi.evaluation.world.Cascade> truth = new ArrayList<>();
    private final List<Cascade> seen = new ArrayList<>();

    PropagationTrial(CascadeParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        this.world = CascadeWorld.of(parameters, seed);
        List<yochi.evaluation.world.Cascade> all = new ArrayList<>(world.cascades());
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = all.size() - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            all.set(other, all.set(k, all.get(other)));
        }
        for (yochi.evaluation.world.Cascade one : all) {
            Cascade cascade = seen(one, seen.size());
            if (cascade.start() < cascade.end()) {
                seen.add(cascade);
                truth.add(one);
            }
        }
    }

    private Cascade seen(yochi.evaluation.world.Cascade one, int number) {
        int n = world.regions();
        int[] addresses = world.addresses();
        double largest = Arrays.stream(addresses).max().orElse(1);
        double begin = number * APART_HOURS;
        double[] from = new double[n];
        double[] to = new double[n];
        double[] rate = new double[n];
        boolean[] watched = new boolean[n];
        double start = begin + one.horizon();
        for (int i = 0; i < n; i++) {
            from[i] = one.seen(i) ? begin + one.seenAfter()[i] : Double.NaN;
            to[i] = one.seen(i) ? begin + one.seenBy()[i] : Double.NaN;
            rate[i] = parameters.sightHours() == 0
                    ? Double.POSITIVE_INFINITY
                    : addresses[i] / largest / parameters.sightHours();
            watched[i] = true;
            start = one.seen(i) ? Math.min(start, from[i]) : start;
        }
        return new Cascade("cascade " + number, start, begin + one.horizon(), from, to, rate, watched);
    }

    int regions() {
        return world.regions();
    }

    boolean edge(int from, int to) {
        return world.edge(from, to);
    }

    int edges() {
        return (int) IntStream.range(0, regions() * regions())
                .filter(k -> edge(k / regions(), k % regions()))
                .count();
    }

    ArrivalAnalysis analysis() {
        return new ArrivalAnalysis(ArrivalAnalysis.Settings.DEFAULTS, regions(), seen);
    }

    ArrivalAnalysis uncorrected() {
        List<Cascade> at = seen.stream().map(Cascade::uncorrected).toList();
        return new ArrivalAnalysis(ArrivalAnalysis.Settings.DEFAULTS, regions(), at);
    }

    List<Cascade> cascades() {
        return List.copyOf(seen);
    }

    /** The region of middle size. */
    int middle() {
        int[] addresses = world.addresses();
        return IntStream.range(0, regions())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> addresses[i]).thenComparingInt(i -> i))
                .toList()
                .get(regions() / 2);
    }

    /** If that region says of each cascade that it saw it a day before all others. */
    ArrivalAnalysis lied(int liar) {
        List<Cascade> told = seen.stream()
                .map(c -> {
                    double[] from = c.from().clone();
                    double[] to = c.to().clone();
                    from[liar] = c.start() - LIE_HOURS;
                    to[liar] = from[liar] + 1;
                    return new Cascade(c.name(), from[liar], c.end(), from, to, c.rate(), c.watched());
                })
                .toList();
        return new ArrivalAnalysis(ArrivalAnalysis.Settings.DEFAULTS, regions(), told);
    }

    double area(ArrivalAnalysis analysis) {
        double[][] evidence = analysis.evidence();
        return Ranking.area(regions(), this::edge, (j, i) -> evidence[j][i]);
    }

    /** Every ordered pair of regions with what speaks for an arrow. */
    List<Decision> decisions(ArrivalAnalysis analysis) {
        double[][] evidence = analysis.evidence();
        FirstArrivals order = FirstArrivals.of(seen, regions());
        List<Decision> out = new ArrayList<>();
        for (int j = 0; j < regions(); j++) {
            for (int i = 0; i < regions(); i++) {
                if (i != j) {
                    out.add(new Decision(
                            "score",
                            "world " + seed + ": " + j + " to " + i,
                            "edge AUC, first arrivals",
                            evidence[j][i],
                            Map.of("who came first (sign test)", (double) order.first(j, i) - order.first(i, j)),
                            edge(j, i) ? 1 : 0));
                }
            }
        }
        return out;
    }

    /** By how much oftener the one came first. */
    double leaders() {
        FirstArrivals order = FirstArrivals.of(seen, regions());
        return Ranking.area(regions(), this::edge, (j, i) -> order.first(j, i) - order.first(i, j));
    }

    double chance(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Ranking.area(regions(), this::edge, (j, i) -> random.nextDouble());
    }

    /** How many of the arrows drawn are edges. */
    int right(List<Arrow> arrows) {
        return (int) arrows.stream().filter(a -> edge(a.from(), a.to())).count();
    }

    /**
     * One forecast of an arrival and what became of it.
     *
     * @param cascade of which world, and which there
     * @param base share of regions reached within the same time in the cascades learnt from
     */
    record Foretold(String cascade, double reach, boolean reached, double seen, boolean sighted, double base) {}

    /**
     * Rolling origin: learnt from the first half, asked of each later cascade, six hours after its first sighting,
     * about every region that has not seen it, for the next day.
     */
    List<Foretold> foretold() {
        int half = seen.size() / 2;
        ArrivalAnalysis learnt =
                new ArrivalAnalysis(ArrivalAnalysis.Settings.DEFAULTS, regions(), seen.subList(0, half));
        double base = base(half);
        List<Foretold> out = new ArrayList<>();
        for (int c = half; c < seen.size(); c++) {
            Cascade all = seen.get(c);
            double now = all.start() + AHEAD_HOURS / 4;
            Cascade known = all.until(now);
            for (int i = 0; i < regions() && now + AHEAD_HOURS <= all.end(); i++) {
                if (!known.seen(i)) {
                    ArrivalForecast f = learnt.forecast(known, i, AHEAD_HOURS);
                    boolean reached = c * APART_HOURS + truth.get(c).arrived()[i] <= now + AHEAD_HOURS;
                    boolean sighted = all.seen(i) && all.to()[i] <= now + AHEAD_HOURS;
                    out.add(new Foretold(seed + " " + c, f.reach(), reached, f.seen(), sighted, base));
                }
            }
        }
        return out;
    }

    private double base(int half) {
        double sighted = 0;
        double asked = 0;
        for (Cascade all : seen.subList(0, half)) {
            double now = all.start() + AHEAD_HOURS / 4;
            Cascade known = all.until(now);
            for (int i = 0; i < regions() && now + AHEAD_HOURS <= all.end(); i++) {
                if (!known.seen(i)) {
                    asked++;
                    sighted += all.seen(i) && all.to()[i] <= now + AHEAD_HOURS ? 1 : 0;
                }
            }
        }
        return asked == 0 ? 0 : sighted / asked;
    }
}
