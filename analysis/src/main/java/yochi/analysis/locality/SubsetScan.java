package yochi.analysis.locality;

import java.util.Arrays;

/**
 * Finds the subset of regions whose counts are most elevated above what is expected: the exact maximum of Poisson's log
 * likelihood ratio over all 2^N subsets, since it is always one of the N that hold the regions of the largest quotients
 * (linear-time subset scanning; Neill 2012). O(N log N).
 */
final class SubsetScan {
    /** Regions up to which they are put in order by insertion, which gives the same order (own choice). */
    private static final int FEW = 24;
    /** Far more than a score is off by rounding, by its count. */
    private static final double ROUNDING = 1e-12;

    private SubsetScan() {}

    /** The most elevated subset. */
    static final class Elevated {
        static final Elevated NONE = new Elevated(0, new int[0], 0, 0);

        private final double score;
        private final int[] regions;
        private final double count;
        private final double expected;

        private Elevated(double score, int[] regions, double count, double expected) {
            this.score = score;
            this.regions = regions;
            this.count = count;
            this.expected = expected;
        }

        /** Its log likelihood ratio; 0 where nothing is elevated. */
        double score() {
            return score;
        }

        /** Places of its regions, ascending. */
        int[] regions() {
            return regions.clone();
        }

        double count() {
            return count;
        }

        double expected() {
            return expected;
        }
    }

    /** Expectation-based: C ln(C/B) + B - C where the count C exceeds the expectation B, else 0. */
    static double score(double count, double expected) {
        if (count <= expected) {
            return 0;
        }
        return expected == 0 ? Double.POSITIVE_INFINITY : count * Math.log(count / expected) + expected - count;
    }

    /** Kulldorff's (1997), given the sum of all: c ln(c/E) + (T-c) ln((T-c)/(T-E)). */
    static double populationScore(double count, double expected, double total) {
        if (count <= expected) {
            return 0;
        }
        double rest = total - count;
        return count * Math.log(count / expected) + (rest <= 0 ? 0 : rest * Math.log(rest / (total - expected)));
    }

    /** How a subset is scored. */
    @FunctionalInterface
    interface Score {
        double of(double count, double expected);
    }

    /** Above the expectation; a region whose count or expectation is NaN, or that expects nothing, takes no part. */
    static Elevated most(double[] count, double[] expected) {
        return most(count, expected, SubsetScan::score);
    }

    /**
     * The rival by Kulldorff, above the others: expectations are brought to the sum of the counts first, whatever all
     * regions share.
     */
    static Elevated mostAmong(double[] count, double[] expected) {
        double total = 0;
        double due = 0;
        double[] all = new double[count.length];
        double[] asked = new double[count.length];
        for (int i = 0; i < count.length; i++) {
            boolean takesPart = expected[i] > 0 && !Double.isNaN(count[i]);
            all[i] = takesPart ? count[i] : 0;
            asked[i] = takesPart ? expected[i] : 0;
        }
        Arrays.sort(all);
        Arrays.sort(asked);
        for (int i = 0; i < all.length; i++) {
            total += all[i];
            due += asked[i];
        }
        double[] brought = new double[expected.length];
        double sum = total;
        double by = due == 0 ? 0 : total / due;
        Arrays.setAll(brought, i -> by * expected[i]);
        return most(count, brought, (c, e) -> populationScore(c, e, sum));
    }

    /**
     * The score alone of {@link #most}, for who asks very often.
     *
     * @param order room for as many regions, whatever stands in it
     * @param quotient the same
     */
    static double highest(double[] count, double[] expected, int[] order, double[] quotient) {
        int n = ordered(count, expected, order, quotient);
        double c = 0;
        double b = 0;
        double most = 0;
        for (int k = 0; k < n; k++) {
            int i = order[k];
            c += count[i];
            b += expected[i];
            boolean last = k + 1 == n || quotient[order[k + 1]] != quotient[i];
            // ln x <= x - 1: most subsets need no logarithm to be less than the best so far, rounding left aside.
            if (last && c > b && (c - b) * (c - b) / b + ROUNDING * c > most) {
                most = Math.max(most, score(c, b));
            }
        }
        return most;
    }

    private static Elevated most(double[] count, double[] expected, Score by) {
        int[] order = new int[count.length];
        double[] quotient = new double[count.length];
        int n = ordered(count, expected, order, quotient);
        if (n == 0) {
            return Elevated.NONE;
        }
        double c = 0;
        double b = 0;
        double most = 0;
        double mostCount = 0;
        double mostExpected = 0;
        int size = 0;
        for (int k = 0; k < n; k++) {
            c += count[order[k]];
            b += expected[order[k]];
            boolean last = k + 1 == n || quotient[order[k + 1]] != quotient[order[k]];
            double score = last ? by.of(c, b) : 0;
            if (score > most) {
                most = score;
                mostCount = c;
                mostExpected = b;
                size = k + 1;
            }
        }
        int[] regions = Arrays.copyOf(order, size);
        Arrays.sort(regions);
        return new Elevated(most, regions, mostCount, mostExpected);
    }

    /** Places of the regions that take part, by falling quotient; how many they are. */
    private static int ordered(double[] count, double[] expected, int[] order, double[] quotient) {
        int n = 0;
        for (int i = 0; i < count.length; i++) {
            if (expected[i] > 0 && count[i] >= 0) {
                quotient[i] = count[i] / expected[i];
                order[n++] = i;
            }
        }
        if (n <= FEW) {
            insert(order, n, quotient, expected);
        } else {
            merge(order, n, quotient, expected);
        }
        return n;
    }

    private static void insert(int[] order, int n, double[] quotient, double[] expected) {
        for (int k = 1; k < n; k++) {
            int region = order[k];
            int at = k;
            for (; at > 0 && before(region, order[at - 1], quotient, expected); at--) {
                order[at] = order[at - 1];
            }
            order[at] = region;
        }
    }

    /** By falling quotient, then by falling expectation: the order of the regions in the arrays plays no part. */
    private static void merge(int[] order, int n, double[] quotient, double[] expected) {
        int[] from = Arrays.copyOf(order, n);
        int[] into = new int[n];
        for (int width = 1; width < n; width *= 2) {
            for (int low = 0; low < n; low += 2 * width) {
                int middle = Math.min(low + width, n);
                int high = Math.min(low + 2 * width, n);
                int left = low;
                int right = middle;
                for (int k = low; k < high; k++) {
                    boolean takeLeft = right >= high
                            || (left < middle && !before(from[right], from[left], quotient, expected));
                    into[k] = takeLeft ? from[left++] : from[right++];
                }
            }
            int[] swap = from;
            from = into;
            into = swap;
        }
        System.arraycopy(from, 0, order, 0, n);
    }

    private static boolean before(int a, int b, double[] quotient, double[] expected) {
        return quotient[a] != quotient[b] ? quotient[a] > quotient[b] : expected[a] > expected[b];
    }
}
