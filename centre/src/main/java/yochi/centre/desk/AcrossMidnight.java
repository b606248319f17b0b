package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import yochi.centre.pages.Attacks;

/**
 * Floods that last over midnight as one, under the number of their first part. Keys change at midnight and victims'
 * tokens with them, so the pool tells two; nobody at the centre can know that both have one victim. They are taken for
 * one where time and likeness leave one choice: the first ended and the second began within 300 s of that midnight (the
 * silence that ends a flood), both of one kind, seen by as many nodes in the same countries, at rates that differ by no
 * more than a factor of two (own value), and neither has another such partner.
 */
final class AcrossMidnight {
    static final Duration SILENCE = Duration.ofMinutes(5);
    private static final double MOST_RATIO = 2;

    private AcrossMidnight() {}

    /** The same floods, parts put together; the newest first. */
    static List<Attacks.Pooled> joined(List<Attacks.Pooled> told) {
        List<Attacks.Pooled> byTime = new ArrayList<>(told);
        byTime.sort(Comparator.comparing(Attacks.Pooled::from).thenComparingLong(Attacks.Pooled::number));
        Map<Long, Attacks.Pooled> next = new HashMap<>();
        Map<Long, Integer> chosen = new HashMap<>();
        for (Attacks.Pooled first : byTime) {
            List<Attacks.Pooled> partners =
                    byTime.stream().filter(second -> continues(first, second)).toList();
            partners.forEach(second -> chosen.merge(second.number(), 1, Integer::sum));
            if (partners.size() == 1) {
                next.put(first.number(), partners.getFirst());
            }
        }
        next.values().removeIf(second -> chosen.getOrDefault(second.number(), 0) > 1);
        List<Long> parts = next.values().stream().map(Attacks.Pooled::number).toList();
        List<Attacks.Pooled> out = new ArrayList<>();
        for (Attacks.Pooled first : byTime) {
            if (!parts.contains(first.number())) {
                Attacks.Pooled whole = first;
                for (Attacks.Pooled part = next.get(first.number());
                        part != null;
                        part = next.get(part.number())) {
                    whole = together(whole, part);
                }
                out.add(whole);
            }
        }
        out.sort(Comparator.comparing(Attacks.Pooled::from).reversed().thenComparingLong(Attacks.Pooled::number));
        return out;
    }

    private static boolean continues(Attacks.Pooled first, Attacks.Pooled second) {
        Instant midnight = second.from().plus(SILENCE).truncatedTo(ChronoUnit.DAYS);
        boolean over = !first.until().isAfter(midnight)
                && !second.from().isBefore(midnight)
                && !first.until().isBefore(midnight.minus(SILENCE))
                && !second.from().isAfter(midnight.plus(SILENCE))
                && Duration.between(first.until(), second.from()).compareTo(SILENCE) <= 0;
        double ratio = rate(first) / rate(second);
        return over
                && first.attackType() == second.attackType()
                && first.nodes() == second.nodes()
                && first.countries().equals(second.countries())
                && ratio <= MOST_RATIO
                && ratio >= 1 / MOST_RATIO;
    }

    private static double rate(Attacks.Pooled a) {
        return a.packets() / (double) Math.max(1, Duration.between(a.from(), a.until()).toSeconds());
    }

    private static Attacks.Pooled together(Attacks.Pooled a, Attacks.Pooled b) {
        return new Attacks.Pooled(
                a.number(),
                a.attackType(),
                a.from(),
                b.until(),
                a.packets() + b.packets(),
                Math.max(a.mostInMinute(), b.mostInMinute()),
                Math.max(a.nodes(), b.nodes()),
                Stream.concat(a.countries().stream(), b.countries().stream()).distinct().toList(),
                a.alone() || b.alone(),
                Math.max(a.confidence(), b.confidence()),
                a.parts() + b.parts());
    }
}
