package yochi.analysis.onset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;

/**
 * The first-seen detector (algorithms §2.4): how many sources that had not been seen for seven days came to each
 * service, beside what the service's level lets expect. The level is a model handed in, since it belongs to another
 * analysis: of a count and its exposure it says the chance of so many or more, and learns them.
 */
final class Newcomers {
    /** A service that nobody new came to for a week starts anew. */
    private static final int DAYS = 7;
    /** Services watched; beyond, the one idle for longest goes. */
    private static final int MOST = 1 << 13;

    private final Supplier<DoubleBinaryOperator> levels;
    private final int perDay;
    private final int silent;
    private final Map<Integer, Level> services = new TreeMap<>();
    private long begun = Long.MIN_VALUE;

    /**
     * What a window shows.
     *
     * @param pValue Simes's of all watched services
     * @param service the least likely one
     * @param count its new sources
     */
    record Seen(double pValue, int service, int count) {}

    private static final class Level {
        private final DoubleBinaryOperator model;
        private long next;

        Level(DoubleBinaryOperator model, long next) {
            this.model = model;
            this.next = next;
        }
    }

    /**
     * @param levels makes the model of one service
     * @param perDay windows of a day
     * @param silent first windows that only teach: everybody is new to who has just begun to look
     */
    Newcomers(Supplier<DoubleBinaryOperator> levels, int perDay, int silent) {
        this.levels = levels;
        this.perDay = perDay;
        this.silent = silent;
    }

    /**
     * Judges a window and learns it.
     *
     * @param counts new sources by service; 0 for the others
     * @param exposure share of the window that was watched, 0..1
     * @return empty in the first windows, and where nothing was watched
     */
    Optional<Seen> of(long window, Map<Integer, Integer> counts, double exposure) {
        if (!(exposure > 0)) {
            return Optional.empty();
        }
        begun = begun == Long.MIN_VALUE ? window : begun;
        forget(window);
        double[] p = new double[counts.size()];
        int at = 0;
        int least = 0;
        int count = 0;
        double lowest = 2;
        for (Map.Entry<Integer, Integer> e : new TreeMap<>(counts).entrySet()) {
            Level level = services.computeIfAbsent(e.getKey(), s -> new Level(levels.get(), window));
            if (window > level.next) {
                double _ = level.model.applyAsDouble(0, (double) (window - level.next));
            }
            p[at] = level.model.applyAsDouble(e.getValue(), exposure);
            level.next = window + 1;
            if (p[at] < lowest) {
                lowest = p[at];
                least = e.getKey();
                count = e.getValue();
            }
            at++;
        }
        if (window - begun < silent) {
            return Optional.empty();
        }
        return Optional.of(new Seen(simes(p, Math.max(services.size(), p.length)), least, count));
    }

    /** Services without a new source have a p-value of 1 and come last. */
    private static double simes(double[] p, int m) {
        Arrays.sort(p);
        double least = 1;
        for (int rank = 1; rank <= p.length; rank++) {
            least = Math.min(least, p[rank - 1] * m / rank);
        }
        return least;
    }

    private void forget(long window) {
        services.values().removeIf(level -> window - level.next > (long) DAYS * perDay);
        if (services.size() > MOST) {
            Map<Integer, Long> idle = new HashMap<>();
            services.forEach((service, level) -> idle.put(service, level.next));
            Iterator<Integer> oldest = idle.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .limit(services.size() - MOST)
                    .map(Map.Entry::getKey)
                    .iterator();
            oldest.forEachRemaining(services::remove);
        }
    }
}
