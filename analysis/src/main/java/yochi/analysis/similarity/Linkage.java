package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Groups by average linkage (Sokal and Michener 1958): the two groups with the smallest mean distance become one, until
 * no distance between groups is known. Ties go to the groups with the smallest members, so that the order in which
 * regions came does not matter.
 */
final class Linkage {
    /** Two groups that became one, as the members of each. */
    record Merge(BitSet a, BitSet b, double height) {
        BitSet members() {
            BitSet all = (BitSet) a.clone();
            all.or(b);
            return all;
        }
    }

    private final List<Merge> merges = new ArrayList<>();
    private final int leaves;

    /** Distances are symmetric, NaN where not known; a group's distance is the mean of those known. */
    Linkage(double[][] distance) {
        this.leaves = distance.length;
        List<BitSet> groups = new ArrayList<>();
        double[][] sum = new double[leaves][leaves];
        int[][] known = new int[leaves][leaves];
        for (int i = 0; i < leaves; i++) {
            groups.add(BitSet.valueOf(new long[0]));
            groups.get(i).set(i);
            for (int j = 0; j < leaves; j++) {
                boolean told = i != j && !Double.isNaN(distance[i][j]);
                sum[i][j] = told ? distance[i][j] : 0;
                known[i][j] = told ? 1 : 0;
            }
        }
        boolean[] gone = new boolean[leaves];
        for (int step = 1; step < leaves; step++) {
            int a = -1;
            int b = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < leaves; i++) {
                for (int j = i + 1; j < leaves && !gone[i]; j++) {
                    double mean = gone[j] || known[i][j] == 0 ? Double.NaN : sum[i][j] / known[i][j];
                    if (mean < least) {
                        least = mean;
                        a = i;
                        b = j;
                    }
                }
            }
            if (a < 0) {
                return;
            }
            merges.add(new Merge((BitSet) groups.get(a).clone(), groups.get(b), least));
            groups.get(a).or(groups.get(b));
            gone[b] = true;
            for (int k = 0; k < leaves; k++) {
                sum[a][k] += sum[b][k];
                sum[k][a] = sum[a][k];
                known[a][k] += known[b][k];
                known[k][a] = known[a][k];
            }
        }
    }

    int leaves() {
        return leaves;
    }

    List<Merge> merges() {
        return merges;
    }

    /** The group of each leaf when only merges up to that height are made, numbered by their smallest leaf. */
    int[] groups(double height) {
        int[] group = new int[leaves];
        Arrays.setAll(group, i -> i);
        for (Merge merge : merges) {
            if (merge.height() > height) {
                break;
            }
            int to = merge.members().nextSetBit(0);
            merge.members().stream().forEach(i -> group[i] = to);
        }
        return group;
    }
}
