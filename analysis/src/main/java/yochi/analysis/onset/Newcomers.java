package yochi.analysis.onset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;

/**
 * The first-seen detector (algorithms §2.4): how many sources that had not been seen for seven days came to each
 * service, beside what the service's level lets expect and how many came to all other services: a swell of everything,
 * or a filter that fills, is no news of one service. The level is a model handed in, since it belongs to another
 * analysis: of a count and its exposure it says the chance of so many or more, and learns them.
 */
final class Newcomers {
    /** A service that nobody new came to for a week starts anew. */
    private static final int DAYS = 7;
    /** Services watched; beyond, the one idle for longest goes. */
    private static final int MOST = 1 << 13;
    /** New sources of the other services from which on they tell a swell (own choice: within a fifth or so). */
    private static final double FEW = 20;

    private final Supplier<DoubleBinaryOperator> levels;
    private final int perDay;
    private final int silent;
    private final Map<Integer, Level> services = new TreeMap<>();
    private long begun = Long.MIN_VALUE;
    /** Windows watched so far, parts of one as such. */
    private double watched;

    /**
     * What a window shows.
     *
     * @param pValue Simes's of all watched services
     * @param service the least likely one
     * @param count its new sources
     */
    record Seen(double pValue, int service, int count) {}

    /** One service: its model, and its new sources of late as an exponential mean over a day. */
    private final class Level {
        private final DoubleBinaryOperator model;
        private double sum;
        private double windows = settled(watched);
        private double since = watched;
        private long last;

        Level(DoubleBinaryOperator model) {
            this.model = model;
        }

        /** In a whole window now. */
        double usual() {
            double kept = Math.exp((since - watched) / perDay);
            return sum * kept / Math.max(1e-9, windows * kept + settled(watched - since));
        }

        double judge(int count, double exposure, double swell) {
            double silent = watched - since;
            if (silent > 0) {
                double _ = model.applyAsDouble(0, silent);
            }
            double kept = Math.exp((since - watched - exposure) / perDay);
            sum = sum * kept + count;
            windows = windows * kept + settled(silent + exposure);
            since = watched + exposure;
            return model.applyAsDouble(count, exposure * swell);
        }
    }

    /** What so many windows in a row weigh. */
    private double settled(double windowsInARow) {
        return -perDay * Math.expm1(-windowsInARow / perDay);
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
     * @param flooded services that are not judged now
     * @param exposure share of the window that was watched, 0..1
     * @return empty in the first windows, and where nothing was watched
     */
    Optional<Seen> of(long window, Map<Integer, Integer> counts, Set<Integer> flooded, double exposure) {
        if (!(exposure > 0)) {
            return Optional.empty();
        }
        begun = begun == Long.MIN_VALUE ? window : begun;
        forget(window);
        flooded.stream().filter(services::containsKey).forEach(s -> level(s).since += exposure);
        Map<Integer, Integer> judged = new TreeMap<>(counts);
        judged.keySet().removeAll(flooded);
        double all = judged.values().stream().mapToInt(Integer::intValue).sum();
        double due = 0;
        for (Map.Entry<Integer, Level> e : services.entrySet()) {
            due += flooded.contains(e.getKey()) ? 0 : e.getValue().usual() * exposure;
        }
        double[] p = new double[judged.size()];
        int at = 0;
        Seen least = new Seen(2, -1, 0);
        for (Map.Entry<Integer, Integer> e : judged.entrySet()) {
            Level level = level(e.getKey());
            int count = e.getValue();
            double others = (all - count + FEW) / (Math.max(0, due - level.usual() * exposure) + FEW);
            p[at] = level.judge(count, exposure, watched > 0 ? others : 1);
            level.last = window;
            least = p[at] < least.pValue() ? new Seen(p[at], e.getKey(), count) : least;
            at++;
        }
        watched += exposure;
        if (window - begun < silent) {
            return Optional.empty();
        }
        return Optional.of(new Seen(simes(p, Math.max(services.size(), p.length)), least.service(), least.count()));
    }

    private Level level(int service) {
        return services.computeIfAbsent(service, s -> new Level(levels.get()));
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
        services.values().removeIf(level -> window - level.last > (long) DAYS * perDay);
        if (services.size() > MOST) {
            Map<Integer, Long> idle = new HashMap<>();
            services.forEach((service, level) -> idle.put(service, level.last));
            Iterator<Integer> oldest = idle.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .limit(services.size() - MOST)
                    .map(Map.Entry::getKey)
                    .iterator();
            oldest.forEachRemaining(services::remove);
        }
    }
}
