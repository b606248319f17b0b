package yochi.analysis.onset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Variables whose rows of a covariance are the same number for number: sources that sent the same counts in the same
 * slots. The optimum treats them alike, so one of each group stands for all of them.
 */
final class Twins {
    private final int[] group;
    private final int[] first;
    private final int[] sizes;

    Twins(double[][] rows) {
        int p = rows.length;
        group = new int[p];
        int[] firsts = new int[p];
        int groups = 0;
        Map<Integer, Integer> latest = HashMap.newHashMap(p);
        int[] before = new int[p];
        for (int i = 0; i < p; i++) {
            int hash = Arrays.hashCode(rows[i]);
            int g = latest.getOrDefault(hash, -1);
            while (g >= 0 && !Arrays.equals(rows[firsts[g]], rows[i])) {
                g = before[g];
            }
            if (g < 0) {
                g = groups++;
                firsts[g] = i;
                before[g] = latest.getOrDefault(hash, -1);
                latest.put(hash, g);
            }
            group[i] = g;
        }
        first = Arrays.copyOf(firsts, groups);
        sizes = new int[groups];
        for (int g : group) {
            sizes[g]++;
        }
    }

    int groups() {
        return first.length;
    }

    int size() {
        return group.length;
    }

    /** Of the variable, numbered by first appearance. */
    int group(int variable) {
        return group[variable];
    }

    /** First variable of the group. */
    int first(int g) {
        return first[g];
    }

    /** How many are in the group. */
    int size(int g) {
        return sizes[g];
    }
}
