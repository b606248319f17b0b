package yochi.evaluation.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import yochi.analysis.score.Scores;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Covariate;
import yochi.analysis.victim.Features;
import yochi.analysis.victim.HazardModel;
import yochi.analysis.victim.PublicEvents;
import yochi.centre.situation.EventCalendar;
import yochi.evaluation.Evaluation;

/**
 * Which country will be named by attack orders: every day from the 91st on is an origin, the hazard is fitted anew
 * every seventh day on what was known then, and asked of every country named before. Onsets after seven observed quiet
 * days apart. Each figure for four day boundaries, since the lists' time zone is not stated.
 */
final class VictimPart implements Part {
    /** Days known before the first forecast. */
    static final int FIRST_ORIGIN = 90;

    static final int REFIT_DAYS = 7;
    static final int QUIET_DAYS = 7;
    /** Fewer events say nothing of one country. */
    static final int LEAST_EVENTS = 30;

    private static final Covariate CALENDAR =
            new PublicEvents(EventCalendar.shipped().current().events());

    private final List<Integer> shiftHours;
    private final List<Integer> horizonDays;

    VictimPart() {
        this(DayBoundaries.HOURS, List.of(1, 7));
    }

    /**
     * A part of fewer figures.
     *
     * @param shiftHours day boundaries that the first horizon is judged for; the others at midnight UTC
     * @param horizonDays spans asked for
     */
    VictimPart(List<Integer> shiftHours, List<Integer> horizonDays) {
        this.shiftHours = List.copyOf(shiftHours);
        this.horizonDays = List.copyOf(horizonDays);
    }

    /** Which targets count. */
    private enum View {
        CCTLD("ccTLD"),
        ALL("all");

        private final String word;

        View(String word) {
            this.word = word;
        }

        boolean counts(OrderLists.Target target) {
            return this == ALL || target.byName();
        }
    }

    /** Of one view, horizon and day boundary. */
    private record Setting(View view, int horizonDays, int shiftHours) {
        String name() {
            return view.word + ", " + horizonDays + (horizonDays == 1 ? " day" : " days");
        }

        String shifted() {
            return String.format("%s, shift %+d h", name(), shiftHours);
        }
    }

    /** One forecast with its outcome. */
    private record Asked(long day, String country, Map<String, Double> probabilities, boolean onset, boolean came) {}

    @Override
    public List<String> limits() {
        return List.of(
                "victim.*: one botnet's orders, not measured traffic; whether an attack followed is not known.",
                "victim.*: the lists' time zone is not stated; figures for day boundaries moved by -3, 0, +3, +9 h"
                        + " stand side by side.",
                "victim.*: days without a snapshot (18 of 392) are missing: no forecast is scored there and none counts"
                        + " as quiet.",
                "victim.*: the calendar of public events was written after its era by a rule (its head states it);"
                        + " that elections and summits came to mind is hindsight.",
                "victim.*: features and weights were chosen on days before 2024-02-21; the groups 'last third' hold"
                        + " none of them.");
    }

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.orders().isEmpty()) {
            return List.of();
        }
        OrderLists lists = OrderLists.read(inputs.orders().get(), inputs.span());
        List<Evaluation.Measured> out = new ArrayList<>(unread(lists));
        for (View view : View.values()) {
            out.addAll(DayBoundaries.over(
                    shiftHours,
                    shift -> figures(new Setting(view, horizonDays.getFirst(), shift), lists, inputs)));
            for (int horizon : horizonDays.subList(1, horizonDays.size())) {
                out.addAll(figures(new Setting(view, horizon, 0), lists, inputs));
            }
        }
        return out;
    }

    /** Rows that were left out, where there are any. */
    private static List<Evaluation.Measured> unread(OrderLists lists) {
        int n = lists.rejected();
        return n == 0
                ? List.of()
                : List.of(new Evaluation.Measured(
                        "victim.rejectedRows",
                        "order lists",
                        "rows that could not be read",
                        Evaluation.Better.LOWER.word(),
                        Optional.of(0.),
                        n,
                        n,
                        n,
                        n,
                        n,
                        List.of(),
                        Optional.empty(),
                        "left out; mend the rows and measure again"));
    }

    private static List<Evaluation.Measured> figures(Setting setting, OrderLists lists, Inputs inputs) {
        List<Asked> all = roll(setting, lists, inputs);
        if (all.isEmpty()) {
            return List.of();
        }
        long first = OrderLists.day(lists.snapshots().firstKey(), setting.shiftHours());
        long last = OrderLists.day(lists.snapshots().lastKey(), setting.shiftHours());
        long kept = lastThird(first, last);
        List<Evaluation.Measured> out = new ArrayList<>();
        out.addAll(figures(setting.shifted() + ", whole", all, inputs, a -> true));
        out.addAll(figures(setting.shifted() + ", last third", all, inputs, a -> a.day() >= kept));
        if (setting.shiftHours() == 0) {
            Predicate<Asked> home = a -> a.country().equals(inputs.home());
            figures(setting.name() + ", home " + inputs.home(), all, inputs, home).stream()
                    .filter(m -> m.name().equals("victim.brier"))
                    .map(m -> ofHome(m, all.stream().filter(home).toList()))
                    .forEach(out::add);
        }
        return out;
    }

    /** Of one country the events are counted, and told one by one where they are few. */
    private static Evaluation.Measured ofHome(Evaluation.Measured m, List<Asked> asked) {
        List<String> cases = asked.stream()
                .filter(Asked::came)
                .map(a -> String.format(
                        Locale.ROOT,
                        "%s %.3f",
                        LocalDate.ofEpochDay(a.day()),
                        a.probabilities().getOrDefault(Days.OURS, 0.)))
                .toList();
        return cases.size() >= LEAST_EVENTS
                ? m
                : new Evaluation.Measured(
                        m.name(),
                        m.group(),
                        m.unit(),
                        m.better(),
                        m.target(),
                        m.value(),
                        m.low(),
                        m.high(),
                        m.n(),
                        cases.size(),
                        m.rivals(),
                        m.difference(),
                        cases.size() + " events, too few to tell; days named, with what was said of them: "
                                + String.join("; ", cases));
    }

    /** The first day of the last third of the dates. */
    static long lastThird(long first, long last) {
        return first + (last - first + 1) * 2 / 3;
    }

    private static List<Asked> roll(Setting setting, OrderLists lists, Inputs inputs) {
        AttackDays days = lists.days(
                setting.shiftHours(), t -> setting.view().counts(t) ? Set.of(t.country()) : Set.of());
        AttackDays wider = lists.days(setting.shiftHours(), t -> Set.of(t.country()));
        return roll(setting, days, new Features(days, wider, List.of(CALENDAR)), inputs);
    }

    private static List<Asked> roll(Setting setting, AttackDays days, Features features, Inputs inputs) {
        List<Asked> out = new ArrayList<>();
        Optional<HazardModel> fitted = Optional.empty();
        int horizon = setting.horizonDays();
        for (int end = FIRST_ORIGIN; end + horizon <= days.size(); end++) {
            HazardModel model = fitted.isEmpty() || (end - FIRST_ORIGIN) % REFIT_DAYS == 0
                    ? HazardModel.fit(features, end, horizon)
                    : fitted.get();
            fitted = Optional.of(model);
            if (days.whole(end, horizon)) {
                for (String country : days.until(end).countries()) {
                    Asked asked = asked(days, model, country, end, horizon);
                    out.add(asked);
                    inputs.dump().accept(line(setting, asked));
                }
            }
        }
        return out;
    }

    private static Asked asked(AttackDays days, HazardModel model, String country, int end, int horizon) {
        HazardModel.Answer answer = model.answer(country, end);
        Map<String, Double> probabilities = new TreeMap<>(answer.rivals());
        probabilities.put(Days.OURS, answer.probability());
        return new Asked(
                days.day(end),
                country,
                probabilities,
                days.quiet(country, end - 1, QUIET_DAYS),
                days.any(country, end, horizon));
    }

    private static Line line(Setting setting, Asked asked) {
        Instant from = Instant.ofEpochSecond(OrderLists.start(asked.day(), setting.shiftHours()));
        Instant to = Instant.ofEpochSecond(
                OrderLists.start(asked.day() + setting.horizonDays(), setting.shiftHours()));
        return new Line(
                "victim/" + setting.shifted() + "/" + asked.country() + "/" + asked.day(),
                from,
                from,
                from,
                to,
                setting.shifted(),
                asked.country(),
                asked.onset() ? "victim.onset" : "victim",
                Optional.of(asked.probabilities().getOrDefault(Days.OURS, 0.)),
                Map.of(),
                Optional.empty(),
                asked.probabilities().entrySet().stream()
                        .filter(e -> !e.getKey().equals(Days.OURS))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                asked.came() ? 1 : 0,
                to,
                List.of(),
                HazardModel.METHOD,
                "");
    }

    private static List<Evaluation.Measured> figures(
            String group, List<Asked> all, Inputs inputs, Predicate<Asked> member) {
        Days brier = new Days(inputs.seed());
        VictimRanking ranking = new VictimRanking(inputs.seed());
        VictimRanking onsets = new VictimRanking(inputs.seed());
        all.stream().filter(member).forEach(a -> {
            Map<String, Double> loss = new TreeMap<>();
            a.probabilities().forEach((method, p) -> loss.put(method, Scores.brier(p, a.came())));
            brier.add(a.day(), loss);
            ranking.add(a.day(), a.probabilities(), a.came());
            if (a.onset()) {
                onsets.add(a.day(), a.probabilities(), a.came());
            }
        });
        List<Evaluation.Measured> out = new ArrayList<>();
        if (brier.n() > 0) {
            out.add(brier.measured(
                    "victim.brier", group, "Brier score", Evaluation.Better.LOWER, Optional.empty()));
        }
        ranking.measured(VictimRanking.Figure.AUC, "victim.auc", group, Optional.empty())
                .ifPresent(out::add);
        onsets.only("climatology")
                .measured(VictimRanking.Figure.AVERAGE_PRECISION, "victim.onsetPrAuc", group, Optional.empty())
                .ifPresent(out::add);
        return out;
    }
}
