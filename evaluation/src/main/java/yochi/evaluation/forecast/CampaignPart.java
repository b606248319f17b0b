package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import yochi.analysis.score.Scores;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.CampaignModel;
import yochi.evaluation.Evaluation;

/**
 * Which first listings become campaigns. Every alarm here is a nowcast: an order has been given. The curve goes from an
 * alarm at every first listing (the rival) over alarms at those that look like a campaign, else at the second target,
 * to waiting for the second target always, which cannot be wrong and is late.
 */
final class CampaignPart implements Part {
    private static final String EVERY = "every first listing";
    private static final List<Double> THRESHOLDS = List.of(0., 0.3, 0.5, 0.7, 1.01);
    private static final int LEAST_OPENINGS = 20;
    private static final double MONTH_DAYS = 365.25 / 12;
    private static final double RECALL = 0.95;

    /** One opening with what was said of it. */
    private record Asked(CampaignOpenings.Opened opened, double probability, double base) {}

    @Override
    public List<String> limits() {
        return List.of(
                "campaign.*: all alarms are nowcasts, raised at the first listing or later; forecasts sealed before a"
                        + " campaign's first order are scored by victim.onsetPrAuc.",
                "campaign.*: 'else at the second target' has recall 1 by definition of a campaign; what it costs is the"
                        + " delay, told beside it. Without waiting an alarm not raised at the first listing is lost.",
                "campaign.*: an opening whose three observed days reach behind the data is left out.");
    }

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.orders().isEmpty()) {
            return List.of();
        }
        OrderLists lists = OrderLists.read(inputs.orders().get(), inputs.span());
        AttackDays days = lists.days(0, t -> t.byName() ? Set.of(t.country()) : Set.of());
        List<Asked> all = asked(CampaignOpenings.of(lists));
        if (all.isEmpty()) {
            return List.of();
        }
        Map<Long, Integer> watched = countries(days, all.getFirst().opened().day());
        all.forEach(a -> dump(a, inputs));
        watched.forEach((day, countries) -> inputs.dump().accept(countries(day, countries)));
        long kept = VictimPart.lastThird(days.day(0), days.day(days.size() - 1));
        List<Evaluation.Measured> out = new ArrayList<>();
        for (boolean late : new boolean[] {false, true}) {
            Predicate<Long> member = day -> !late || day >= kept;
            String group = late ? "last third" : "whole";
            Map<Long, Integer> own = new TreeMap<>(watched);
            own.keySet().removeIf(member.negate());
            List<Asked> asked = all.stream()
                    .filter(a -> member.test(a.opened().day()))
                    .toList();
            out.addAll(figures(group, asked, own, inputs));
        }
        return out;
    }

    /** From the first opening before which enough had passed. */
    private static List<Asked> asked(List<CampaignOpenings.Opened> all) {
        List<Asked> out = new ArrayList<>();
        for (CampaignOpenings.Opened opened : all) {
            List<CampaignOpenings.Opened> past =
                    all.stream().filter(o -> o.known() <= opened.second()).toList();
            if (past.size() >= LEAST_OPENINGS) {
                CampaignModel model = CampaignModel.fit(
                        past.stream().map(CampaignOpenings.Opened::opening).toList(),
                        past.stream().map(CampaignOpenings.Opened::campaign).toList());
                List<CampaignOpenings.Opened> single =
                        past.stream().filter(o -> o.opening().targets() == 1).toList();
                double base = (single.stream().filter(CampaignOpenings.Opened::campaign).count() + 0.5)
                        / (single.size() + 1);
                out.add(new Asked(opened, model.probability(opened.opening()), base));
            }
        }
        return out;
    }

    /** Per watched day from the first opening asked of, the countries named by then. */
    private static Map<Long, Integer> countries(AttackDays days, long from) {
        Map<Long, Integer> out = new TreeMap<>();
        for (int at = (int) (from - days.day(0)); at < days.size(); at++) {
            if (days.watched(at)) {
                out.put(days.day(at), days.until(at + 1).countries().size());
            }
        }
        return out;
    }

    private static List<Evaluation.Measured> figures(
            String group, List<Asked> asked, Map<Long, Integer> watched, Inputs inputs) {
        List<Evaluation.Measured> out = new ArrayList<>();
        if (asked.stream().noneMatch(a -> a.opened().campaign())) {
            return out;
        }
        for (double threshold : THRESHOLDS) {
            Predicate<Asked> first = a -> a.probability() >= threshold;
            String point = threshold > 1
                    ? "alarm at the second target"
                    : threshold == 0
                            ? "alarm at the first listing"
                            : String.format(
                                    Locale.ROOT, "first listing if p >= %.1f, else second target", threshold);
            out.addAll(point("nowcast, " + group + ", " + point, asked, first, true, watched, inputs));
        }
        Optional<Double> sharp = sharp(asked);
        sharp.ifPresent(threshold -> out.addAll(point(
                String.format(
                        Locale.ROOT,
                        "nowcast, %s, first listing only, p >= %.3f (chosen in hindsight)",
                        group,
                        threshold),
                asked,
                a -> a.probability() >= threshold,
                false,
                watched,
                inputs)));
        Days brier = new Days(inputs.seed());
        asked.stream().filter(a -> a.opened().opening().targets() == 1).forEach(a -> brier.add(
                a.opened().day(),
                Map.of(
                        Days.OURS, Scores.brier(a.probability(), a.opened().campaign()),
                        "base rate", Scores.brier(a.base(), a.opened().campaign()))));
        if (brier.n() > 0) {
            out.add(brier.measured(
                    "campaign.brier",
                    "nowcast, " + group + ", one target at first",
                    "Brier score",
                    Evaluation.Better.LOWER,
                    Optional.empty()));
        }
        return out;
    }

    /** The highest threshold that, without waiting, still reaches the recall asked for. */
    private static Optional<Double> sharp(List<Asked> asked) {
        List<Double> campaigns = asked.stream()
                .filter(a -> a.opened().campaign())
                .map(Asked::probability)
                .sorted()
                .toList();
        int missed = (int) Math.floor((1 - RECALL) * campaigns.size() + 1e-9);
        return campaigns.isEmpty() ? Optional.empty() : Optional.of(campaigns.get(missed));
    }

    private static List<Evaluation.Measured> point(
            String group,
            List<Asked> asked,
            Predicate<Asked> first,
            boolean waits,
            Map<Long, Integer> watched,
            Inputs inputs) {
        Days recall = new Days(inputs.seed());
        Days precision = new Days(inputs.seed());
        Days hours = new Days(inputs.seed());
        Days snapshots = new Days(inputs.seed());
        Map<Long, int[]> wrong = new HashMap<>();
        for (Asked a : asked) {
            CampaignOpenings.Opened o = a.opened();
            boolean now = first.test(a);
            boolean alarm = now || (waits && o.campaign());
            if (o.campaign()) {
                recall.add(o.day(), Map.of(Days.OURS, alarm ? 1. : 0, EVERY, 1.));
                if (alarm) {
                    hours.add(o.day(), Map.of(Days.OURS, now ? 0 : o.delayHours().orElse(0.), EVERY, 0.));
                    snapshots.add(o.day(), Map.of(Days.OURS, now ? 0. : o.delaySnapshots(), EVERY, 0.));
                }
            } else {
                int[] of = wrong.computeIfAbsent(o.day(), d -> new int[2]);
                of[0] += alarm ? 1 : 0;
                of[1]++;
            }
            if (alarm) {
                precision.add(o.day(), Map.of(Days.OURS, o.campaign() ? 1. : 0, EVERY, share(asked)));
            }
        }
        Days falseAlarms = new Days(inputs.seed());
        watched.forEach((day, countries) -> {
            int[] of = wrong.getOrDefault(day, new int[2]);
            for (int c = 0; c < countries; c++) {
                falseAlarms.add(day, Map.of(
                        Days.OURS, c < of[0] ? MONTH_DAYS : 0, EVERY, c < of[1] ? MONTH_DAYS : 0));
            }
        });
        List<Evaluation.Measured> out = new ArrayList<>();
        out.add(falseAlarms.measured(
                "campaign.falseAlarms", group, "per country-month", Evaluation.Better.LOWER, Optional.empty()));
        out.add(recall.measured(
                "campaign.recall", group, "share of campaigns", Evaluation.Better.HIGHER, Optional.of(RECALL)));
        out.add(precision.measured(
                "campaign.precision", group, "share of alarms", Evaluation.Better.HIGHER, Optional.empty()));
        out.add(hours.measured(
                "campaign.delayHours", group, "hours behind the first listing", Evaluation.Better.LOWER,
                Optional.empty()));
        out.add(snapshots.measured(
                "campaign.delaySnapshots", group, "lists behind the first", Evaluation.Better.LOWER,
                Optional.empty()));
        return out;
    }

    private static double share(List<Asked> asked) {
        return (double) asked.stream().filter(a -> a.opened().campaign()).count() / asked.size();
    }

    private static void dump(Asked asked, Inputs inputs) {
        CampaignOpenings.Opened o = asked.opened();
        String unit = o.opening().targets() == 1 ? "one target at first" : "several targets at first";
        inputs.dump().accept(line(
                o,
                "campaign",
                unit,
                Optional.of(asked.probability()),
                Optional.empty(),
                Map.of("base rate", asked.base()),
                o.campaign() ? 1 : 0));
        o.delayHours().ifPresent(hours -> inputs.dump().accept(line(
                o,
                "campaign.delayHours",
                unit,
                Optional.empty(),
                Optional.of(hours),
                Map.of(),
                o.delaySnapshots())));
    }

    /** Countries named by the end of a watched day: the country-days that false alarms are counted by. */
    private static Line countries(long day, int countries) {
        Instant from = Instant.ofEpochSecond(OrderLists.start(day, 0));
        Instant to = Instant.ofEpochSecond(OrderLists.start(day + 1, 0));
        return new Line(
                "campaign.countryDays/" + day,
                from,
                from,
                from,
                to,
                "countries",
                "all",
                "campaign.countryDays",
                Optional.empty(),
                Map.of(),
                Optional.of((double) countries),
                Map.of(),
                countries,
                to,
                List.of(),
                CampaignModel.METHOD,
                "");
    }

    private static Line line(
            CampaignOpenings.Opened o,
            String measure,
            String unit,
            Optional<Double> probability,
            Optional<Double> value,
            Map<String, Object> rivals,
            double outcome) {
        Instant at = Instant.ofEpochSecond(o.second());
        Instant known = Instant.ofEpochSecond(o.known());
        return new Line(
                measure + "/" + o.country() + "/" + o.second(),
                at,
                at,
                at,
                known,
                "nowcast, " + unit,
                o.country(),
                measure,
                probability,
                Map.of(),
                value,
                rivals,
                outcome,
                known,
                List.of(),
                CampaignModel.METHOD,
                "");
    }
}
