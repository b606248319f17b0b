package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/**
 * In which hours the sources of one day came to which services, in slots: the documents of DarkVec, whose words are
 * sources and whose repetitions in a row count once. It holds addresses and stays where they are. Some 15 MB when full.
 */
final class SourceDay {
    /** Sources kept; those that come later in the day are only counted. */
    private static final int MOST = 1 << 17;
    /** Pairs of source and context kept. */
    private static final int MOST_PAIRS = 1 << 19;
    /** Sources compared, the busiest first: all pairs of them cost some CPU-seconds once a day. */
    private static final int COMPARED = 4_096;
    /** DarkVec's ten sightings, here slots a day. */
    private static final int FEWEST = 10;

    private static final int HOURS = 24;
    private static final int CONTEXT_BITS = 29;

    private final RowTable sources = new RowTable();
    private final RowTable pairs = new RowTable();
    private int[] slots = new int[1 << 10];
    private int left;
    private int[] chosen = {};

    /** Takes in a window that was judged: what was left out of its tests is left out here. */
    void add(SourceMatrix matrix, int hour) {
        for (int pair = 0; pair < matrix.pairs(); pair++) {
            int active = Long.bitCount(matrix.activeOfPair(pair));
            if (active > 0) {
                add(matrix.key(matrix.sourceOfPair(pair)), matrix.serviceOfPair(pair) * HOURS + hour, active);
            }
        }
    }

    private void add(long source, int context, int active) {
        int row = sources.rowOf(source);
        if (row < 0 && sources.size() < MOST) {
            row = sources.insert(source);
        }
        long key = (long) row << CONTEXT_BITS | context;
        int pair = row < 0 ? -1 : pairs.rowOf(key);
        if (row >= 0 && pair < 0 && pairs.size() < MOST_PAIRS) {
            pair = pairs.insert(key);
            slots = pair < slots.length ? slots : Arrays.copyOf(slots, 2 * slots.length);
        }
        if (pair < 0) {
            left++;
        } else {
            slots[pair] += active;
        }
    }

    /** Sightings that the bounds kept out. */
    int left() {
        return left;
    }

    /** The counts of the busiest sources that came often enough; rows as in {@link #networks}. */
    SparseCounts counts() {
        int[] sum = new int[sources.size()];
        for (int pair = 0; pair < pairs.size(); pair++) {
            sum[row(pair)] += slots[pair];
        }
        chosen = IntStream.range(0, sum.length)
                .filter(row -> sum[row] >= FEWEST)
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> -sum[row]).thenComparingLong(sources::key))
                .limit(COMPARED)
                .mapToInt(Integer::intValue)
                .toArray();
        Map<Integer, Integer> place = new HashMap<>();
        Arrays.stream(chosen).forEach(row -> place.put(row, place.size()));
        Map<Integer, Integer> columns = new TreeMap<>();
        List<TreeMap<Integer, Integer>> rows = new ArrayList<>();
        Arrays.stream(chosen).forEach(row -> rows.add(new TreeMap<>()));
        for (int pair = 0; pair < pairs.size(); pair++) {
            Integer at = place.get(row(pair));
            if (at != null) {
                rows.get(at).put(context(pair), slots[pair]);
                columns.put(context(pair), 0);
            }
        }
        int next = 0;
        for (Map.Entry<Integer, Integer> column : columns.entrySet()) {
            column.setValue(next++);
        }
        return SparseCounts.of(
                columns.size(),
                rows.stream()
                        .map(r -> r.keySet().stream().mapToInt(c -> columns.getOrDefault(c, 0)).toArray())
                        .toArray(int[][]::new),
                rows.stream()
                        .map(r -> r.values().stream().mapToDouble(Integer::doubleValue).toArray())
                        .toArray(double[][]::new));
    }

    /** Of each row of the counts. */
    long[] networks(LongUnaryOperator network) {
        return Arrays.stream(chosen).mapToLong(row -> network.applyAsLong(sources.key(row))).toArray();
    }

    /** Slots of these rows of the counts, by service. */
    Map<Integer, Integer> services(List<Integer> rows) {
        boolean[] wanted = new boolean[sources.size()];
        rows.forEach(row -> wanted[chosen[row]] = true);
        Map<Integer, Integer> out = new TreeMap<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (wanted[row(pair)]) {
                out.merge(context(pair) / HOURS, slots[pair], Integer::sum);
            }
        }
        return out;
    }

    private int row(int pair) {
        return (int) (pairs.key(pair) >>> CONTEXT_BITS);
    }

    private int context(int pair) {
        return (int) (pairs.key(pair) & (1L << CONTEXT_BITS) - 1);
    }
}
