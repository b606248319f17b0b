package yochi.analysis.victim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By which vector an attack goes on in the next step: a Markov chain over the vectors of all attacks seen, drawn toward
 * what followed what in the same country lately (crews have menus), with pseudo-counts instead of a fit (Dirichlet). A
 * nowcast; judged on simulated worlds only.
 */
public final class NextVector {
    /** Name and version of the method, as it stands in nowcasts. */
    public static final String METHOD = "next vector/1 (simulated)";

    /** Steps of prior weight with which a vector's own transitions are drawn toward the usual share of changes. */
    private static final double PRIOR_STEPS = 10;
    /** Weight of one change seen in the same country beside all changes seen anywhere, which weigh 1 together. */
    private static final double LOCAL_CHANGE = 1;
    /** Weight of one step of a vector in the same country. */
    private static final double LOCAL_STEP = 0.5;
    /** What is known of a country fades with a half-life of so many steps of its attacks. */
    private static final double HALF_LIFE_STEPS = 40;

    private final List<String> vectors;
    private final double stayedShare;
    private final double seenSteps;
    private final double[][] all;
    private final double[] steps;
    private final Map<String, Local> countries = new HashMap<>();

    /** What was seen in one country of late. */
    private static final class Local {
        private final double[][] changes;
        private final double[] steps;

        Local(int n) {
            changes = new double[n][n];
            steps = new double[n];
        }

        void fade() {
            double keep = Math.pow(0.5, 1 / HALF_LIFE_STEPS);
            for (int i = 0; i < steps.length; i++) {
                steps[i] *= keep;
                for (int j = 0; j < steps.length; j++) {
                    changes[i][j] *= keep;
                }
            }
        }
    }

    /** Knows nothing yet but which vectors there are. */
    public NextVector(List<String> vectors) {
        this(vectors, 0.5, 2);
    }

    /** Knows besides, as if from so many steps, in which share of them a vector stayed. */
    public NextVector(List<String> vectors, double stayedShare, double seenSteps) {
        this.stayedShare = stayedShare;
        this.seenSteps = seenSteps;
        this.vectors = List.copyOf(vectors);
        all = new double[vectors.size()][vectors.size()];
        steps = new double[vectors.size()];
    }

    /** Takes what one attack did, step by step, once it is over. */
    public void learn(String country, List<String> course) {
        Local local = countries.computeIfAbsent(country, c -> new Local(vectors.size()));
        for (int i = 0; i < course.size(); i++) {
            int now = place(course.get(i));
            local.fade();
            steps[now]++;
            local.steps[now]++;
            if (i > 0) {
                int before = place(course.get(i - 1));
                all[before][now]++;
                local.changes[before][now] += before == now ? 0 : 1;
            }
        }
    }

    private int place(String vector) {
        int at = vectors.indexOf(vector);
        if (at < 0) {
            throw new IllegalArgumentException(vector + " is none of " + vectors);
        }
        return at;
    }

    /** The chance of each vector in the next step of an attack that goes on. */
    public SortedMap<String, Double> next(String country, String vector) {
        int now = place(vector);
        double stay = stay(now);
        double[] to = changes(country, now);
        SortedMap<String, Double> out = new TreeMap<>();
        for (int v = 0; v < to.length; v++) {
            out.put(vectors.get(v), v == now ? stay : (1 - stay) * to[v]);
        }
        return out;
    }

    /** The chance of each other vector, if it changes. */
    private double[] changes(String country, int now) {
        int n = vectors.size();
        Local local = countries.getOrDefault(country, new Local(n));
        double[] weight = new double[n];
        double seen = 0;
        double kinds = 0;
        for (int v = 0; v < n; v++) {
            seen += v == now ? 0 : all[now][v];
            kinds += v == now ? 0 : steps[v] + 1;
        }
        double sum = 0;
        for (int v = 0; v < n; v++) {
            if (v != now) {
                double usual = (all[now][v] + PRIOR_STEPS * (steps[v] + 1) / kinds) / (seen + PRIOR_STEPS);
                weight[v] = usual + LOCAL_CHANGE * local.changes[now][v] + LOCAL_STEP * local.steps[v];
                sum += weight[v];
            }
        }
        for (int v = 0; v < n; v++) {
            weight[v] /= sum;
        }
        return weight;
    }

    private double stay(int now) {
        double stayed = 0;
        double any = 0;
        for (int v = 0; v < all.length; v++) {
            stayed += all[v][v];
            for (double count : all[v]) {
                any += count;
            }
        }
        double usual = (stayed + stayedShare * seenSteps) / (any + seenSteps);
        double own = 0;
        for (double count : all[now]) {
            own += count;
        }
        return (all[now][now] + PRIOR_STEPS * usual) / (own + PRIOR_STEPS);
    }
}
