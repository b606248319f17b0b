package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Intervals for figures over forecasts that resemble their neighbours in time: whole weeks of origins are drawn with
 * replacement (Künsch 1989).
 */
final class BlockBootstrap {
    private static final int DRAWS = 500;
    private static final int BLOCK_DAYS = 7;

    private final List<List<Scored>> blocks;
    private final long seed;

    BlockBootstrap(List<Scored> scored, long seed) {
        TreeMap<Integer, List<Scored>> perWeek = new TreeMap<>();
        scored.forEach(s -> perWeek.computeIfAbsent(s.origin() / BLOCK_DAYS, w -> new ArrayList<>())
                .add(s));
        this.blocks = List.copyOf(perWeek.values());
        this.seed = seed;
    }

    /** Ends of the 95 % interval of a figure over independent things, each drawn for itself. */
    static <T> double[] drawn(List<T> of, long seed, ToDoubleFunction<List<T>> figure) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            List<T> some = new ArrayList<>();
            for (int k = 0; k < of.size(); k++) {
                some.add(of.get(random.nextInt(of.size())));
            }
            values[i] = figure.applyAsDouble(some);
        }
        Arrays.sort(values);
        return new double[] {values[(int) (.025 * DRAWS)], values[(int) (.975 * DRAWS)]};
    }

    int blocks() {
        return blocks.size();
    }

    /** Lower and upper end of the 95 % interval of a figure. */
    double[] interval(ToDoubleFunction<List<Scored>> figure) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            List<Scored> drawn = new ArrayList<>();
            for (int b = 0; b < blocks.size(); b++) {
                drawn.addAll(blocks.get(random.nextInt(blocks.size())));
            }
            values[i] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(values);
        return new double[] {values[(int) (.025 * DRAWS)], values[(int) (.975 * DRAWS)]};
    }
}
