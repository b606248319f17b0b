package yochi.centre.open;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import yochi.core.model.AttackType;
import yochi.core.model.Country;

/** Made-up open statistics: a rise, a gap, a withheld count, a right and a wrong forecast. */
public final class MadeUpOpen {
    private static final LocalDate UNTIL = LocalDate.parse("2026-02-21");

    private MadeUpOpen() {}

    /** With one of everything that the page can show. */
    public static OpenStatistics full() {
        List<OpenStatistics.Count> counts = new ArrayList<>();
        for (int back = 34; back >= 0; back--) {
            boolean off = back == 20 || back == 3;
            counts.add(count(back, "JP", AttackType.ALL_ORIGIN, off ? -1 : 400 + 10 * (back % 7), false));
            counts.add(count(back, "JP", AttackType.LOGIN_BRUTE_FORCE, off ? -1 : back % 2 == 0 ? 0 : 30, false));
            counts.add(count(back, "SG", AttackType.ALL_ORIGIN, 12_340 + 100L * back, true));
        }
        return statistics(counts, forecasts());
    }

    /** Before the first count and forecast. */
    static OpenStatistics empty() {
        return new OpenStatistics(
                new Country("JP"),
                Optional.empty(),
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                new OpenStatistics.Forecasts(0, 0, 0, 0, 0, List.of(), List.of()));
    }

    private static OpenStatistics statistics(List<OpenStatistics.Count> counts, OpenStatistics.Forecasts forecasts) {
        return new OpenStatistics(
                new Country("JP"),
                Optional.of(UNTIL),
                true,
                true,
                List.of(new OpenStatistics.Source("Made-up <test> & data", "https://example.org/", "CC0-1.0")),
                counts,
                List.of(
                        new OpenStatistics.Usual(new Country("JP"), 1.4),
                        new OpenStatistics.Usual(new Country("SG"), 0.7),
                        new OpenStatistics.Usual(Country.UNKNOWN, 1.0)),
                forecasts);
    }

    /** Below 0: not watched; 0: too few. */
    private static OpenStatistics.Count count(int back, String country, AttackType kind, long n, boolean least) {
        return new OpenStatistics.Count(
                UNTIL.minusDays(back),
                new Country(country),
                kind,
                n > 0 ? OptionalLong.of(n) : OptionalLong.empty(),
                n > 0
                        ? Optional.empty()
                        : Optional.of(n < 0 ? OpenStatistics.Why.UNWATCHED : OpenStatistics.Why.FEW),
                least);
    }

    private static OpenStatistics.Forecasts forecasts() {
        return new OpenStatistics.Forecasts(
                160,
                140,
                15,
                5,
                3,
                List.of(
                        method("attack-order hazard/1", 0.08, OpenStatistics.Verdict.BETTER),
                        method("damped ETS on log1p/1", 0.12, OpenStatistics.Verdict.OPEN),
                        method("a method without a name of its own", 0.2, OpenStatistics.Verdict.WORSE),
                        method("attack-order hazard/2", 0.2, OpenStatistics.Verdict.FEW)),
                List.of(
                        told("a", AttackType.ATTACK_ORDER, OptionalDouble.of(0.7), 1, Optional.of(true)),
                        told("b", AttackType.ATTACK_ORDER, OptionalDouble.of(0.005), 1, Optional.of(false)),
                        told("c", AttackType.SCAN_SYN, OptionalDouble.empty(), 420, Optional.empty()),
                        told("d", AttackType.SCAN_SYN, OptionalDouble.empty(), -1, Optional.of(false))));
    }

    private static OpenStatistics.Method method(String name, double ours, OpenStatistics.Verdict verdict) {
        return new OpenStatistics.Method(
                name, "forecast", 24, 1, "brier", ours, "climatology", 0.12, verdict, 140, 43);
    }

    private static OpenStatistics.Told told(
            String id, AttackType kind, OptionalDouble p, double outcome, Optional<Boolean> nearer) {
        Instant from = Instant.parse("2026-02-20T00:00:00Z");
        boolean number = p.isEmpty();
        return new OpenStatistics.Told(
                id,
                new Country("JP"),
                kind,
                from,
                from.plusSeconds(86_400),
                p,
                number ? OptionalDouble.of(400) : OptionalDouble.empty(),
                number ? OptionalDouble.of(310) : OptionalDouble.empty(),
                number ? OptionalDouble.of(520) : OptionalDouble.empty(),
                outcome < 0 ? OptionalDouble.empty() : OptionalDouble.of(outcome),
                nearer);
    }
}
