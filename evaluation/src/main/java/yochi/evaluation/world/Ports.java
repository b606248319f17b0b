package yochi.evaluation.world;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Services by popularity, which follows Zipf's law. */
final class Ports {
    /** What scanners ask for most in public telescope reports, in no exact order. */
    private static final List<Integer> POPULAR = List.of(23, 22, 445, 80, 443, 8080, 3389, 2323, 5555, 1433, 81, 6379);
    /** The ports from which a popular one is drawn. */
    private static final int TOP = 30;

    private final int[] ports;
    private final double[] cumulative;

    Ports(int many, double zipf, Chance chance) {
        Set<Integer> all = new LinkedHashSet<>(POPULAR);
        while (all.size() < many) {
            all.add(1 + chance.below(65_535));
        }
        this.ports = all.stream().limit(many).mapToInt(Integer::intValue).toArray();
        this.cumulative = new double[many];
        double sum = 0;
        for (int k = 0; k < many; k++) {
            sum += Math.pow(k + 1, -zipf);
            cumulative[k] = sum;
        }
    }

    int draw(Chance chance) {
        double at = chance.between(0, 1) * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return ports[low];
    }

    /** One of the most popular, all alike. */
    int popular(Chance chance) {
        return ports[chance.below(Math.min(TOP, ports.length))];
    }

    /** So many different ones, at most all. */
    int[] several(Chance chance, int many) {
        int[] which = chance.distinct(Math.min(many, ports.length), ports.length);
        int[] out = new int[which.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = ports[which[i]];
        }
        return out;
    }
}
