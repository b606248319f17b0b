package yochi.node.border;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.summary.Addresses;
import yochi.node.summary.CellCode;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.EpochSummary;

/**
 * The public view (algorithms §6.4): per day, country of the sensors and class of attack the number of distinct
 * addresses with two-sided geometric noise. The unit protected is one address on one day: it counts in at most {@code
 * cellsPerSource} classes, drawn at random. The classes are the same whatever was seen; those below three times the
 * noise's scale are left out, which is computed from what is private already. Each day costs its epsilon once: a day
 * that was told is never told again. Who is active on d days is protected by d times epsilon, no better.
 */
public final class PublicDays {
    private static final int SUPPRESSED_SCALES = 3;

    private final PrivacyPolicy.PublicView rule;
    private final RandomGenerator random;
    private final Sieve sieve;

    /**
     * A maker of public days.
     *
     * @param policy with a public view
     * @param draw of the sensors, where the policy draws them
     * @param random cryptographically secure
     */
    public PublicDays(PrivacyPolicy policy, SensorDraw draw, RandomGenerator random) {
        this.rule = policy.publicView()
                .orElseThrow(() -> new YochiException(
                        ErrorCode.USAGE, "policy " + policy.name() + " has no publicView: nothing is public"));
        this.random = random;
        this.sieve = Sieve.drawing(policy, draw);
    }

    /**
     * One country's public day.
     *
     * @param day in UTC
     * @param country where the sensors stand
     * @param epsilon what the day costs every address
     * @param cellsPerSource classes that one address counts in at most
     * @param scale of the noise; classes below three times this are left out
     * @param addresses noisy numbers of distinct addresses by class
     */
    public record PublicDay(
            LocalDate day,
            Country country,
            double epsilon,
            int cellsPerSource,
            double scale,
            SortedMap<AttackType, Long> addresses) {}

    /**
     * The days that are over for longer than the delay and were not told yet.
     *
     * @param windows of one country
     * @param told which days were told before
     */
    public List<PublicDay> of(Country country, List<ClosedWindow> windows, Instant now, Predicate<LocalDate> told) {
        SortedMap<LocalDate, Map<Object, Set<AttackType>>> days = new TreeMap<>();
        for (ClosedWindow window : windows) {
            LocalDate first = LocalDate.ofInstant(window.window().start(), ZoneOffset.UTC);
            LocalDate last = LocalDate.ofInstant(window.window().end().minusNanos(1), ZoneOffset.UTC);
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                if (!end(day).plus(rule.delay()).isAfter(now) && !told.test(day)) {
                    days.computeIfAbsent(day, d -> new HashMap<>()); // a day without anything is told like any other
                }
            }
            for (EpochSummary epoch : sieve.of(window).window().epochs()) {
                LocalDate day = LocalDate.ofInstant(epoch.epoch().start(), ZoneOffset.UTC);
                Map<Object, Set<AttackType>> types = days.get(day);
                if (types != null && !epoch.epoch().end().isAfter(end(day))) {
                    take(epoch, types);
                }
            }
        }
        List<PublicDay> out = new ArrayList<>();
        days.forEach((day, types) -> out.add(noisy(day, country, types)));
        return out;
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static void take(EpochSummary epoch, Map<Object, Set<AttackType>> types) {
        Addresses addresses = epoch.dictionary().addresses();
        epoch.counted().forEachPair((slot, address, n) -> {
            Object name = address < 1L << 32 ? (Object) address : java.nio.ByteBuffer.wrap(addresses.bytes(address));
            types.computeIfAbsent(name, a -> EnumSet.noneOf(AttackType.class))
                    .add(CellCode.type(epoch.counted().code(slot)));
        });
    }

    private PublicDay noisy(LocalDate day, Country country, Map<Object, Set<AttackType>> types) {
        Map<AttackType, Long> exact = new EnumMap<>(AttackType.class);
        for (Set<AttackType> of : types.values()) {
            List<AttackType> drawn = new ArrayList<>(of);
            if (drawn.size() > rule.cellsPerSource()) {
                Collections.shuffle(drawn, java.util.Random.from(random));
            }
            drawn.stream().limit(rule.cellsPerSource()).forEach(type -> exact.merge(type, 1L, Long::sum));
        }
        double scale = rule.cellsPerSource() / rule.epsilon();
        DiscreteLaplace noise = new DiscreteLaplace(rule.epsilon(), rule.cellsPerSource(), random);
        SortedMap<AttackType, Long> out = new TreeMap<>();
        for (AttackType type : AttackType.values()) {
            if (!type.isRest() && !type.isTotal()) {
                long value = exact.getOrDefault(type, 0L) + noise.draw();
                if (value >= SUPPRESSED_SCALES * scale) {
                    out.put(type, value);
                }
            }
        }
        return new PublicDay(day, country, rule.epsilon(), rule.cellsPerSource(), scale, out);
    }
}
