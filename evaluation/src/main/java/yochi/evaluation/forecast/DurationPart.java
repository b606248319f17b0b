package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import yochi.analysis.score.Scores;
import yochi.analysis.victim.StayModel;
import yochi.analysis.victim.SurvivalCurve;
import yochi.evaluation.Evaluation;

/**
 * How much longer a listed target stays listed, asked once a day of every target, at the first snapshot of the day that
 * lists it: nowcasts of what is already ordered. Fitted anew every seventh day on what was known then.
 */
final class DurationPart implements Part {
    static final List<Integer> HOURS = List.of(6, 24, 72);
    static final String MARGINAL = "Kaplan-Meier";
    static final String OF_AGE = "Kaplan-Meier at its age";
    private static final int FIRST_ORIGIN = 60;
    private static final long DAY = 86_400;

    /** One nowcast with its outcome: by method the chance to stay so long, and hours expected. */
    private record Asked(
            long day,
            OrderStays.Listing listing,
            StayModel.Stay came,
            Map<Integer, Map<String, Double>> survival,
            Map<String, Double> expected) {
        /** Whether it stayed so long; empty where that was not seen. */
        Optional<Boolean> stayed(int hours) {
            return came.hours() > hours ? Optional.of(true) : came.left() ? Optional.of(false) : Optional.empty();
        }
    }

    @Override
    public List<String> limits() {
        return List.of(
                "residualDuration: nowcasts of orders already given; an order is not traffic, so this is how long a"
                        + " target stays listed, not how long it is attacked.",
                "residualDuration: snapshots were mostly kept on change, so a list counts as in force until the next;"
                        + " where that came later than " + OrderStays.LONGEST_GAP_HOURS + " h, stays are cut short and"
                        + " the scores leave out what was not seen.",
                "residualDuration: features were chosen on days before 2024-02-21; 'last third' holds none of them.");
    }

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.orders().isEmpty()) {
            return List.of();
        }
        OrderLists lists = OrderLists.read(inputs.orders().get(), inputs.span());
        List<Asked> all = roll(new OrderStays(lists), lists);
        all.forEach(a -> dump(a, inputs));
        long kept = VictimPart.lastThird(
                OrderLists.day(lists.snapshots().firstKey(), 0),
                OrderLists.day(lists.snapshots().lastKey(), 0));
        List<Evaluation.Measured> out = new ArrayList<>();
        out.addAll(figures("whole", all, inputs, a -> true));
        out.addAll(figures("last third", all, inputs, a -> a.day() >= kept));
        out.addAll(figures("first listings", all, inputs, a -> a.listing().moment().ageHours() == 0));
        return out;
    }

    private static List<Asked> roll(OrderStays stays, OrderLists lists) {
        List<OrderStays.Listing> moments = firstOfDay(stays.listings());
        long first = OrderLists.day(lists.snapshots().firstKey(), 0);
        List<Asked> out = new ArrayList<>();
        Map<Long, Fitted> fits = new HashMap<>();
        for (OrderStays.Listing listing : moments) {
            long day = OrderLists.day(listing.second(), 0);
            if (day < first + FIRST_ORIGIN) {
                continue;
            }
            long fitDay = day - (day - first - FIRST_ORIGIN) % VictimPart.REFIT_DAYS;
            Fitted fitted = fits.computeIfAbsent(fitDay, d -> fit(stays, moments, d * DAY));
            out.add(asked(day, listing, fitted));
        }
        return out;
    }

    /** The model and its rivals, as known at a moment. */
    private record Fitted(StayModel model, SurvivalCurve left, SurvivalCurve whole) {}

    private static Fitted fit(OrderStays stays, List<OrderStays.Listing> moments, long until) {
        List<StayModel.Stay> known = moments.stream()
                .filter(m -> m.second() < until)
                .map(m -> m.asOf(until))
                .toList();
        SurvivalCurve left = new SurvivalCurve(known.stream()
                .map(s -> new SurvivalCurve.Time(s.hours(), s.left()))
                .toList());
        SurvivalCurve whole = new SurvivalCurve(stays.whole(until));
        return new Fitted(StayModel.fit(known, whole), left, whole);
    }

    private static Asked asked(long day, OrderStays.Listing listing, Fitted fitted) {
        StayModel.Moment moment = listing.moment();
        Map<String, DoubleUnaryOperator> methods = Map.of(
                Days.OURS, h -> fitted.model().survival(moment, h),
                MARGINAL, h -> fitted.left().beyond(h),
                OF_AGE, h -> fitted.whole().beyond(moment.ageHours(), h));
        Map<Integer, Map<String, Double>> survival = new TreeMap<>();
        Map<String, Double> expected = new TreeMap<>();
        methods.forEach((method, curve) -> {
            HOURS.forEach(h -> survival.computeIfAbsent(h, k -> new TreeMap<>()).put(method, curve.applyAsDouble(h)));
            expected.put(method, StayModel.expectedHours(curve));
        });
        return new Asked(day, listing, listing.asOf(Long.MAX_VALUE), survival, expected);
    }

    /** Every target once a day. */
    private static List<OrderStays.Listing> firstOfDay(List<OrderStays.Listing> listings) {
        Set<String> seen = new HashSet<>();
        return listings.stream()
                .filter(l -> seen.add(OrderLists.day(l.second(), 0) + "/" + l.target().id()))
                .toList();
    }

    private static List<Evaluation.Measured> figures(
            String group, List<Asked> all, Inputs inputs, Predicate<Asked> member) {
        List<Asked> own = all.stream().filter(member).toList();
        List<Evaluation.Measured> out = new ArrayList<>();
        for (int hours : HOURS) {
            Days days = new Days(inputs.seed());
            own.forEach(a -> a.stayed(hours).ifPresent(stayed -> {
                Map<String, Double> losses = new TreeMap<>();
                a.survival().getOrDefault(hours, Map.of())
                        .forEach((method, p) -> losses.put(method, Scores.brier(p, stayed)));
                days.add(a.day(), losses);
            }));
            if (days.n() > 0) {
                out.add(days.measured(
                        "residualDuration.brier" + hours,
                        "nowcast, " + group,
                        "Brier score of still being listed after " + hours + " h",
                        Evaluation.Better.LOWER,
                        Optional.empty()));
            }
        }
        Days pairs = concordance(own, inputs.seed());
        if (pairs.n() > 0) {
            out.add(pairs.measured(
                    "residualDuration.cIndex",
                    "nowcast, " + group,
                    "share of pairs of one day set in the right order",
                    Evaluation.Better.HIGHER,
                    Optional.empty()));
        }
        return out;
    }

    /** Harrell's concordance over pairs of one day: who is known to leave first should be expected to. */
    private static Days concordance(List<Asked> own, long seed) {
        Map<Long, List<Asked>> byDay = new TreeMap<>();
        own.forEach(a -> byDay.computeIfAbsent(a.day(), d -> new ArrayList<>()).add(a));
        Days pairs = new Days(seed);
        byDay.forEach((day, asked) -> {
            for (Asked one : asked) {
                for (Asked other : asked) {
                    if (one.came().left() && one.came().hours() < other.came().hours()) {
                        Map<String, Double> right = new TreeMap<>();
                        one.expected().forEach((method, hours) -> {
                            double compared =
                                    Double.compare(other.expected().getOrDefault(method, 0.), hours);
                            right.put(method, compared > 0 ? 1. : compared == 0 ? 0.5 : 0.);
                        });
                        pairs.add(day, right);
                    }
                }
            }
        });
        return pairs;
    }

    private static void dump(Asked asked, Inputs inputs) {
        for (int hours : HOURS) {
            asked.stayed(hours).ifPresent(stayed -> {
                Map<String, Object> rivals = new TreeMap<>(asked.survival().getOrDefault(hours, Map.of()));
                Object ours = rivals.remove(Days.OURS);
                inputs.dump().accept(line(
                        asked,
                        "residualDuration.brier" + hours,
                        hours,
                        Optional.of((Double) Objects.requireNonNull(ours)),
                        Optional.empty(),
                        rivals,
                        stayed ? 1 : 0));
            });
        }
        Map<String, Object> rivals = new TreeMap<>(asked.expected());
        Double ours = (Double) Objects.requireNonNull(rivals.remove(Days.OURS));
        inputs.dump().accept(line(
                asked,
                "residualDuration.cIndex",
                StayModel.WEEK_HOURS,
                Optional.empty(),
                Optional.of(ours),
                rivals,
                asked.came().hours()));
    }

    private static Line line(
            Asked asked,
            String measure,
            int hours,
            Optional<Double> probability,
            Optional<Double> value,
            Map<String, Object> rivals,
            double outcome) {
        Instant at = Instant.ofEpochSecond(asked.listing().second());
        return new Line(
                measure + "/" + asked.listing().target().id() + "/" + asked.listing().second(),
                at,
                at,
                at,
                at.plusSeconds(hours * 3600L),
                asked.listing().moment().ageHours() == 0 ? "nowcast, first listing" : "nowcast, listed before",
                asked.listing().target().country(),
                measure,
                probability,
                Map.of(),
                value,
                rivals,
                outcome,
                at.plusSeconds((long) (asked.came().hours() * 3600) + 1),
                asked.came().left() ? List.of() : List.of("cut short"),
                StayModel.METHOD,
                "");
    }
}
