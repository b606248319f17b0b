package yochi.analysis.onset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Sources as points, near each other where they ask for the same services in the same hours: positive pointwise mutual
 * information (shift log 5, smoothing 0.75), truncated singular values (50), each coordinate times the root of its
 * value; vectors of length 1, so that a product is a cosine. In place of DarkVec's skip-grams: deterministic, without
 * native code (algorithms §2.6). It runs where the addresses are; only summaries of {@link Campaigns} leave.
 */
public final class Embedding {
    private static final int DIMENSIONS = 50;
    private static final double SHIFT = 5;
    private static final double SMOOTHING = 0.75;
    /** Cosine of rows that differ by rounding alone. */
    private static final double SAME = 1 - 1e-9;

    private final double[][] points;

    private Embedding(double[][] points) {
        this.points = points;
    }

    /** The points of the rows; a row that tells nothing beyond chance is the origin, and near nobody. */
    public static Embedding of(SparseCounts counts, long seed) {
        TruncatedSvd svd = TruncatedSvd.of(counts.positiveInformation(SHIFT, SMOOTHING), DIMENSIONS, seed);
        double[][] points = svd.left();
        for (double[] point : points) {
            double squares = 0;
            for (int j = 0; j < point.length; j++) {
                point[j] *= Math.sqrt(svd.values()[j]);
                squares += point[j] * point[j];
            }
            double scale = squares > 1e-18 ? 1 / Math.sqrt(squares) : 0;
            for (int j = 0; j < point.length; j++) {
                point[j] *= scale;
            }
        }
        return new Embedding(points);
    }

    int size() {
        return points.length;
    }

    double cosine(int a, int b) {
        double sum = 0;
        for (int j = 0; j < points[a].length; j++) {
            sum += points[a][j] * points[b][j];
        }
        return sum;
    }

    /** The k nearest rows with a cosine above 0, the nearest first, none of the row's own block. */
    int[] nearest(int row, int k, int[] block) {
        int[] best = new int[k];
        double[] near = new double[k];
        int n = 0;
        for (int other = 0; other < points.length; other++) {
            if (other == row || block[other] == block[row]) {
                continue;
            }
            double cosine = cosine(row, other);
            if (cosine > 0 && (n < k || cosine > near[n - 1])) {
                int at = n < k ? n++ : n - 1;
                while (at > 0 && near[at - 1] < cosine) {
                    near[at] = near[at - 1];
                    best[at] = best[at - 1];
                    at--;
                }
                near[at] = cosine;
                best[at] = other;
            }
        }
        return Arrays.copyOf(best, n);
    }

    /**
     * What the majority of the k nearest labelled rows of other blocks say of each row, empty where none is near; of as
     * many votes the nearer one's. Blocks are /24 networks: neighbours of one owner would make the question easy.
     */
    public List<String> vote(int k, int[] block, List<String> labels) {
        return IntStream.range(0, points.length)
                .mapToObj(row -> majority(nearest(row, k, block), labels))
                .toList();
    }

    private static String majority(int[] nearest, List<String> labels) {
        Map<String, Integer> votes = new HashMap<>();
        String best = "";
        for (int other : nearest) {
            votes.merge(labels.get(other), 1, Integer::sum);
        }
        int most = 0;
        for (int other : nearest) {
            int n = votes.getOrDefault(labels.get(other), 0);
            if (n > most) {
                most = n;
                best = labels.get(other);
            }
        }
        return best;
    }

    /**
     * Rows in clusters: two rows are joined where each is among the k nearest of the other and their cosine is beyond
     * the threshold, or where they are the same point, of which there may be more than k; a cluster is what hangs
     * together, from {@code fewest} rows on.
     *
     * @return the cluster of each row, 0 for the largest (of as many rows the one with the first row), -1 for none
     */
    public int[] clusters(int k, double threshold, int fewest) {
        int n = points.length;
        int[] own = IntStream.range(0, n).toArray();
        int[][] near = new int[n][];
        Arrays.setAll(near, row -> nearest(row, k, own));
        int[] root = own.clone();
        for (int a = 0; a < n; a++) {
            for (int b : near[a]) {
                double cosine = cosine(a, b);
                if (cosine > SAME || (cosine > threshold && contains(near[b], a))) {
                    int first = root(root, a);
                    int second = root(root, b);
                    root[Math.max(first, second)] = Math.min(first, second);
                }
            }
        }
        Map<Integer, Integer> size = new TreeMap<>();
        for (int row = 0; row < n; row++) {
            size.merge(root(root, row), 1, Integer::sum);
        }
        List<Integer> order = size.entrySet().stream()
                .filter(e -> e.getValue() >= fewest)
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        int[] out = new int[n];
        Arrays.setAll(out, row -> order.indexOf(root(root, row)));
        return out;
    }

    private static boolean contains(int[] of, int what) {
        for (int x : of) {
            if (x == what) {
                return true;
            }
        }
        return false;
    }

    private static int root(int[] of, int row) {
        int at = row;
        while (of[at] != at) {
            of[at] = of[of[at]];
            at = of[at];
        }
        return at;
    }
}
