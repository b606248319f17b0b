package yochi.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.AttackType;

/** What became of undecided sessions in the last 30 days, as a prior in the place of all that was learnt (§1.5). */
final class RecentShares {
    private static final Duration SPAN = Duration.ofDays(30);

    private final TreeMap<Long, Map<AttackType, Integer>> byHour = new TreeMap<>();

    void add(Instant at, AttackType became) {
        byHour.computeIfAbsent(hour(at), h -> new EnumMap<>(AttackType.class)).merge(became, 1, Integer::sum);
    }

    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofHours(1).toSeconds());
    }

    /** Shares of the classes in the 30 days before, with Laplace 1 over the classes that are known at all. */
    Map<AttackType, Double> before(Instant now, Map<AttackType, Double> known) {
        Map<AttackType, Double> out = new TreeMap<>();
        known.keySet().forEach(type -> out.put(type, 1.0));
        byHour.subMap(hour(now.minus(SPAN)), true, hour(now), false)
                .values()
                .forEach(counts -> counts.forEach((type, n) -> out.merge(type, (double) n, Double::sum)));
        return scaled(out);
    }

    /** The same posterior, had these shares been its prior. */
    Map<AttackType, Double> instead(Map<AttackType, Double> prior, Map<AttackType, Double> posterior, Instant now) {
        Map<AttackType, Double> recent = before(now, prior);
        Map<AttackType, Double> out = new TreeMap<>();
        posterior.forEach((type, p) ->
                out.put(type, p / prior.getOrDefault(type, 1.0) * recent.getOrDefault(type, 1.0)));
        return scaled(out);
    }

    private static Map<AttackType, Double> scaled(Map<AttackType, Double> shares) {
        double sum = shares.values().stream().mapToDouble(d -> d).sum();
        shares.replaceAll((type, share) -> share / sum);
        return shares;
    }
}
