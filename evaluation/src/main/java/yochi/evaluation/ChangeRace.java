package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import yochi.analysis.trend.ChangeMethod;
import yochi.analysis.trend.ChangeScore;
import yochi.analysis.trend.HourlyPast;
import yochi.evaluation.world.PlantedSeries;
import yochi.evaluation.world.SeriesKind;
import yochi.evaluation.world.SeriesParameters;
import yochi.evaluation.world.SeriesWorld;

/**
 * How soon, and how exactly, methods tell a planted doubling or halving of hourly counts when each may tell one false
 * change a series and month: the bars are found on series of another seed without a change. The first third of each
 * series, where nothing is planted, is the past that level, rhythm and scatter are learnt from.
 */
final class ChangeRace {
    private static final int MONTH = 720;
    private static final int WEEK = 168;
    /** After an alarm a method is silent for a day: one change is told once. */
    private static final int QUIET = 24;
    /** A change told within so many bins of its time is told in time. */
    private static final int NEAR = 3;

    private static final int HALVINGS = 18;
    private static final double LEAST_BAR = -14;
    private static final double LARGEST_BAR = 100;
    private static final int DRAWS = 1_000;
    private static final double Z95 = 1.959963984540054;

    private final SeriesParameters parameters;
    private final int series;
    private final long seed;
    private final Consumer<Decision> dump;

    private record Alarm(int at, int begun) {}

    /** What came of one series: whether its change was told in time, and how many other alarms there were. */
    private record Told(boolean found, int wrong) {}

    /** What one method reached. */
    private record Reached(double bar, double falseAMonth, List<Double> delays, int missed, List<Told> told) {
        double f1() {
            return f1(told);
        }

        private static double f1(List<Told> of) {
            int right = 0;
            int wrong = 0;
            for (Told one : of) {
                right += one.found() ? 1 : 0;
                wrong += one.wrong();
            }
            return 2.0 * right / (right + wrong + of.size());
        }

        /** That quantile of F1 over series drawn again. */
        double f1(double quantile) {
            SplittableRandom random = new SplittableRandom(DRAWS);
            double[] drawn = new double[DRAWS];
            for (int i = 0; i < DRAWS; i++) {
                List<Told> again = new ArrayList<>();
                for (int k = 0; k < told.size(); k++) {
                    again.add(told.get(random.nextInt(told.size())));
                }
                drawn[i] = f1(again);
            }
            Arrays.sort(drawn);
            return drawn[(int) (quantile * (DRAWS - 1))];
        }

        double mean() {
            return delays.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        double half() {
            double mean = mean();
            double squares = delays.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
            return Z95 * Math.sqrt(squares / delays.size() / Math.max(1, delays.size() - 1));
        }
    }

    /** A race over so many series of each kind. */
    ChangeRace(SeriesParameters parameters, int series, long seed, Consumer<Decision> dump) {
        this.dump = dump;
        this.parameters = parameters;
        this.series = series;
        this.seed = seed;
    }

    List<Evaluation.Measured> measures() {
        List<PlantedSeries> steady = kind(SeriesKind.FLAT, seed + 1);
        List<PlantedSeries> fresh = kind(SeriesKind.FLAT, seed);
        List<PlantedSeries> changed = new ArrayList<>(kind(SeriesKind.LEVEL_UP, seed));
        changed.addAll(kind(SeriesKind.LEVEL_DOWN, seed));
        Map<ChangeMethod, Reached> reached = new EnumMap<>(ChangeMethod.class);
        for (ChangeMethod method : ChangeMethod.values()) {
            reached.put(method, reached(method, bar(method, steady), fresh, changed));
        }
        tell(reached);
        return List.of(delay(reached), f1(reached), falseAlarms(reached));
    }

    private void tell(Map<ChangeMethod, Reached> reached) {
        List<Double> ours = reached.getOrDefault(ChangeMethod.RUN_LENGTHS, none()).delays();
        for (int i = 0; i < ours.size(); i++) {
            Map<String, Double> rivals = new TreeMap<>();
            for (Map.Entry<ChangeMethod, Reached> rival : reached.entrySet()) {
                if (rival.getKey() != ChangeMethod.RUN_LENGTHS) {
                    rivals.put(rival.getKey().title(), rival.getValue().delays().get(i));
                }
            }
            double delay = ours.get(i);
            String key = group() + ", " + (i < series ? "up " : "down ") + i % series;
            dump.accept(new Decision("hours", key, "delay of a change", delay, rivals, delay < WEEK ? 1 : 0));
        }
    }

    private List<PlantedSeries> kind(SeriesKind kind, long from) {
        SeriesWorld world = SeriesWorld.of(parameters, from);
        List<PlantedSeries> out = new ArrayList<>();
        for (int k = 0; k < series; k++) {
            out.add(world.hourly(kind, k));
        }
        return out;
    }

    /** The least bar with at most one alarm a series and month. */
    private static double bar(ChangeMethod method, List<PlantedSeries> steady) {
        double low = LEAST_BAR;
        double high = LARGEST_BAR;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (falseAMonth(method, middle, steady) > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double falseAMonth(ChangeMethod method, double bar, List<PlantedSeries> steady) {
        int told = 0;
        int bins = 0;
        for (PlantedSeries one : steady) {
            told += alarms(method, bar, one).size();
            bins += one.counts().length - past(one);
        }
        return (double) told * MONTH / bins;
    }

    private static int past(PlantedSeries one) {
        return one.counts().length / 3;
    }

    private static List<Alarm> alarms(ChangeMethod method, double bar, PlantedSeries one) {
        int past = past(one);
        double[] whole = new double[past];
        Arrays.fill(whole, 1);
        HourlyPast learnt = HourlyPast.of(Arrays.copyOf(one.counts(), past), whole);
        ChangeScore score = method.start(learnt.level(), learnt.dispersion());
        List<Alarm> out = new ArrayList<>();
        int silent = past;
        for (int t = 0; t < one.counts().length; t++) {
            double now = score.add(one.counts()[t], learnt.due(t));
            if (t >= silent && now > bar) {
                out.add(new Alarm(t, t - score.begun()));
                score.restart();
                silent = t + QUIET;
            }
        }
        return out;
    }

    private static Reached reached(
            ChangeMethod method, double bar, List<PlantedSeries> fresh, List<PlantedSeries> changed) {
        List<Double> delays = new ArrayList<>();
        int missed = 0;
        List<Told> told = new ArrayList<>();
        for (PlantedSeries one : changed) {
            int wrong = 0;
            int at = one.from();
            double delay = WEEK;
            boolean found = false;
            for (Alarm alarm : alarms(method, bar, one)) {
                if (alarm.at() >= at && alarm.at() - at < delay) {
                    delay = alarm.at() - at;
                }
                boolean near = Math.abs(alarm.begun() - at) <= NEAR;
                wrong += near && !found ? 0 : 1;
                found |= near;
            }
            missed += delay == WEEK ? 1 : 0;
            told.add(new Told(found, wrong));
            delays.add(delay);
        }
        return new Reached(bar, falseAMonth(method, bar, fresh), delays, missed, told);
    }

    private String group() {
        return String.format(
                Locale.ROOT,
                "simulated hours, %s an hour, level times or over %s, seed %d",
                parameters.base(),
                parameters.levelFactor(),
                seed);
    }

    private Evaluation.Measured delay(Map<ChangeMethod, Reached> reached) {
        Reached ours = reached.getOrDefault(ChangeMethod.RUN_LENGTHS, none());
        StringBuilder text = new StringBuilder("bar and changes missed:");
        reached.forEach((method, r) -> text.append(
                String.format(Locale.ROOT, " %s %.2f, %d;", method.title(), r.bar(), r.missed())));
        return new Evaluation.Measured(
                "delay of a change at one false alarm a series and month",
                group(),
                "hours, mean, a missed change as 168",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                ours.mean(),
                ours.mean() - ours.half(),
                ours.mean() + ours.half(),
                ours.delays().size(),
                ours.delays().size(),
                rivals(reached, false),
                Optional.empty(),
                text.toString());
    }

    private Evaluation.Measured f1(Map<ChangeMethod, Reached> reached) {
        Reached ours = reached.getOrDefault(ChangeMethod.RUN_LENGTHS, none());
        return new Evaluation.Measured(
                "F1 of changes within 3 bins at one false alarm a series and month",
                group(),
                "F1",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                ours.f1(),
                ours.f1(0.025),
                ours.f1(0.975),
                2L * series,
                2L * series,
                rivals(reached, true),
                Optional.empty(),
                "one change a series, so with one false alarm a month beside it F1 cannot reach 1; the time is where a"
                        + " method says that the change began");
    }

    private Evaluation.Measured falseAlarms(Map<ChangeMethod, Reached> reached) {
        double months = (double) series * (parameters.hourlySteps() - parameters.hourlySteps() / 3) / MONTH;
        double rate = reached.getOrDefault(ChangeMethod.RUN_LENGTHS, none()).falseAMonth();
        double low = rate - Z95 * Math.sqrt(rate / months);
        double high = rate + Z95 * Math.sqrt(rate / months);
        List<Evaluation.Rival> rivals = new ArrayList<>();
        reached.forEach((method, r) -> {
            if (method != ChangeMethod.RUN_LENGTHS) {
                rivals.add(new Evaluation.Rival(method.title(), r.falseAMonth()));
            }
        });
        return new Evaluation.Measured(
                "false alarms at that bar on fresh series",
                group(),
                "a series and month",
                Evaluation.Better.LOWER.word(),
                Optional.of(1.0),
                rate,
                low,
                high,
                series,
                series,
                rivals,
                Optional.empty(),
                String.format(
                        Locale.ROOT,
                        "at most 1 asked for: %s; bars found on seed %d",
                        low <= 1 ? high <= 1 ? "surely kept" : "kept as far as the interval tells" : "not kept",
                        seed + 1));
    }

    private static Reached none() {
        return new Reached(Double.NaN, Double.NaN, List.of(), 0, List.of());
    }

    private static List<Evaluation.Rival> rivals(Map<ChangeMethod, Reached> reached, boolean byF1) {
        List<Evaluation.Rival> out = new ArrayList<>();
        reached.forEach((method, r) -> {
            if (method != ChangeMethod.RUN_LENGTHS) {
                out.add(new Evaluation.Rival(method.title(), byF1 ? r.f1() : r.mean()));
            }
        });
        return out;
    }
}
