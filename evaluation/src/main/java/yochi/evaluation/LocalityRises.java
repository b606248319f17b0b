package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import yochi.analysis.cube.Cell;
import yochi.core.model.Region;
import yochi.evaluation.world.PlantedEvent;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Wanted;

/**
 * Threefold rises of three days in one to four of twenty regions: which regions each method names, and after how many
 * days at its own threshold, which quiet worlds exceed once a month, all signatures together.
 */
final class LocalityRises {
    private static final double Z95 = 1.959963984540054;
    private static final List<Double> BASES = List.of(2.0, 5.0, 20.0, 100.0);
    private static final double[] TARGETS = {Double.NaN, Double.NaN, 0.9, 0.9};
    private static final int MOST_REGIONS = 4;
    private static final double FACTOR = 3;
    private static final int RISE_DAYS = 3;
    private static final int ONSET = 42;
    private static final int LOOKED = 7;
    private static final int MONTH = 30;

    private final RegionParameters parameters;
    private final int worlds;
    private final long quietSeed;
    private final long riseSeed;
    private final Consumer<Decision> dump;

    /** Seeds of quiet worlds and of rises lie apart, so that thresholds never see what they are judged by. */
    LocalityRises(
            RegionParameters parameters, int worlds, long quietSeed, long riseSeed, Consumer<Decision> dump) {
        this.parameters = parameters;
        this.worlds = worlds;
        this.quietSeed = quietSeed;
        this.riseSeed = riseSeed;
        this.dump = dump;
    }

    /** One planted rise and what each method made of it. */
    private record Found(double base, int regions, Map<LocalityMethod, Outcome> outcomes) {}

    /**
     * What a method made of a rise.
     *
     * @param delay days to the alarm, the first day 1; {@value #LOOKED} + 1 where none came
     */
    private record Outcome(double precision, double recall, double f1, int delay) {}

    List<Evaluation.Measured> measures() {
        List<Evaluation.Measured> out = new ArrayList<>();
        Map<LocalityMethod, Double> thresholds = thresholds();
        List<Found> found = new ArrayList<>();
        for (int w = 0; w < worlds; w++) {
            found.addAll(rises(riseSeed + w, w % MOST_REGIONS + 1, thresholds));
        }
        delays("all bases", found, out);
        for (int b = 0; b < BASES.size(); b++) {
            double base = BASES.get(b);
            List<Found> of = found.stream().filter(f -> f.base == base).toList();
            table(of, base, TARGETS[b], out);
            for (int k = 1; k <= MOST_REGIONS; k++) {
                int regions = k;
                String group = String.format(Locale.ROOT, "base %.0f, %d of 20 regions", base, k);
                List<Found> some = of.stream().filter(f -> f.regions == regions).toList();
                out.add(share("subset F1", group, some, Outcome::f1, Double.NaN));
                delays(group, some, out);
            }
        }
        return out;
    }

    private static void table(List<Found> of, double base, double target, List<Evaluation.Measured> out) {
        String group = String.format(Locale.ROOT, "base %.0f", base);
        out.add(share("subset precision", group, of, Outcome::precision, Double.NaN));
        out.add(share("subset recall", group, of, Outcome::recall, Double.NaN));
        out.add(share("subset F1", group, of, Outcome::f1, target));
        delays(group, of, out);
    }

    /** The score that quiet worlds exceed once a month, all signatures together; what lasts is one alarm. */
    private Map<LocalityMethod, Double> thresholds() {
        Map<LocalityMethod, List<Double>> peaks = new EnumMap<>(LocalityMethod.class);
        int days = 0;
        for (int w = 0; w < (worlds + 1) / 2; w++) {
            RegionWorld world = RegionWorld.of(parameters, List.of(), quietSeed + w);
            DailyCubes cubes = new DailyCubes(world);
            List<Cell> cells = LocalitySuite.cells(world);
            LocalityMethod.Race race = new LocalityMethod.Race();
            Map<String, Double> last = new HashMap<>();
            for (int d = LocalitySuite.FIRST_DAY; d < world.days(); d++) {
                Map<Cell, Map<LocalityMethod, LocalityMethod.Said>> said = race.all(cubes.after(d), cells);
                Map<String, Double> now = new HashMap<>();
                for (Map.Entry<Cell, Map<LocalityMethod, LocalityMethod.Said>> e : said.entrySet()) {
                    e.getValue().forEach((method, s) -> {
                        String key = method + " " + e.getKey();
                        // A signature's score counts once until it has been lower for a day.
                        double before = last.getOrDefault(key, 0.0);
                        if (s.score() > before) {
                            List<Double> of = peaks.computeIfAbsent(method, m -> new ArrayList<>());
                            of.remove(before);
                            of.add(s.score());
                        }
                        now.put(key, s.score() > before ? s.score() : s.score() < before / 2 ? 0 : before);
                    });
                }
                last.clear();
                last.putAll(now);
                days++;
            }
        }
        Map<LocalityMethod, Double> out = new EnumMap<>(LocalityMethod.class);
        int allowed = Math.max(1, days / MONTH);
        peaks.forEach((method, scores) -> {
            double[] sorted = scores.stream().mapToDouble(s -> s).sorted().toArray();
            out.put(method, Math.nextUp(sorted[Math.max(0, sorted.length - 1 - allowed)]));
        });
        return out;
    }

    /** One rise of each base, in as many regions. */
    private List<Found> rises(long seed, int regions, Map<LocalityMethod, Double> thresholds) {
        List<Wanted> wanted =
                BASES.stream().map(b -> Wanted.rise(b, FACTOR, RISE_DAYS, regions, ONSET)).toList();
        RegionWorld world = RegionWorld.of(parameters.withDays(ONSET + LOOKED), wanted, seed);
        List<Cell> cells = LocalitySuite.cells(world);
        LocalityMethod.Race race = new LocalityMethod.Race();
        DailyCubes cubes = new DailyCubes(world);
        List<Map<Cell, Map<LocalityMethod, LocalityMethod.Said>>> days = new ArrayList<>();
        for (int d = ONSET; d < ONSET + LOOKED; d++) {
            days.add(race.all(cubes.after(d), cells));
        }
        List<Found> out = new ArrayList<>();
        for (PlantedEvent event : world.events()) {
            Map<LocalityMethod, Outcome> outcomes = new EnumMap<>(LocalityMethod.class);
            for (LocalityMethod method : LocalityMethod.values()) {
                outcomes.put(method, outcome(event, method, thresholds.getOrDefault(method, 0.0), days));
            }
            tell(seed + " " + event.cell(), event.wanted().base(), regions, outcomes);
            out.add(new Found(event.wanted().base(), regions, outcomes));
        }
        return out;
    }

    private void tell(String world, double base, int regions, Map<LocalityMethod, Outcome> outcomes) {
        String key = String.format(Locale.ROOT, "%s base %.0f, %d of 20 regions", world, base, regions);
        dump.accept(decision("F1", key, "subset F1", Outcome::f1, outcomes));
        dump.accept(decision("days", key, "days to the alarm at 1 false alarm a month", Outcome::delay, outcomes));
    }

    private static Decision decision(
            String unit, String key, String measure, Figure figure, Map<LocalityMethod, Outcome> outcomes) {
        Map<String, Double> rivals = new TreeMap<>();
        outcomes.forEach((method, outcome) -> rivals.put(method.words(), figure.of(outcome)));
        double ours = Objects.requireNonNull(rivals.remove(LocalityMethod.SUBSETS.words()), "every method is asked");
        return new Decision(unit, key, measure, ours, rivals, ours > LOOKED ? 0 : 1);
    }

    /** The subset is read at the end of the third day; an alarm counts if it names a region that rose. */
    private static Outcome outcome(
            PlantedEvent event,
            LocalityMethod method,
            double threshold,
            List<Map<Cell, Map<LocalityMethod, LocalityMethod.Said>>> days) {
        Set<Region> truth = event.arrivals().keySet();
        LocalityMethod.Said third = said(days.get(RISE_DAYS - 1), event.cell(), method);
        // The scan names its subset itself; a rival names what reaches its threshold.
        TreeSet<Region> named = third.above(method == LocalityMethod.SUBSETS ? 0 : threshold);
        Set<Region> right = new HashSet<>(named);
        right.retainAll(truth);
        double precision = named.isEmpty() ? 0 : (double) right.size() / named.size();
        double recall = (double) right.size() / truth.size();
        int delay = LOOKED + 1;
        for (int d = days.size() - 1; d >= 0; d--) {
            LocalityMethod.Said s = said(days.get(d), event.cell(), method);
            if (s.score() >= threshold && s.above(threshold).stream().anyMatch(truth::contains)) {
                delay = d + 1;
            }
        }
        return new Outcome(
                precision, recall, right.isEmpty() ? 0 : 2 * precision * recall / (precision + recall), delay);
    }

    private static LocalityMethod.Said said(
            Map<Cell, Map<LocalityMethod, LocalityMethod.Said>> day, Cell cell, LocalityMethod method) {
        return day.getOrDefault(cell, Map.of()).getOrDefault(method, new LocalityMethod.Said(0, Map.of()));
    }

    /** A figure of an outcome. */
    private interface Figure {
        double of(Outcome outcome);
    }

    private static Evaluation.Measured share(
            String name, String group, List<Found> found, Figure figure, double target) {
        double[] ours = values(found, LocalityMethod.SUBSETS, figure);
        double mean = mean(ours);
        double half = Z95 * deviation(ours) / Math.sqrt(Math.max(1, ours.length));
        List<Evaluation.Rival> rivals = rivals(found, figure);
        boolean reached = mean >= target;
        return new Evaluation.Measured(
                name,
                group,
                "mean over events",
                Evaluation.Better.HIGHER.word(),
                Double.isNaN(target) ? Optional.empty() : Optional.of(target),
                mean,
                Math.max(0, mean - half),
                Math.min(1, mean + half),
                ours.length,
                ours.length,
                rivals,
                Optional.empty(),
                Double.isNaN(target) ? "no target" : reached ? "reached" : "not reached");
    }

    /** Mean and median of the days to the alarm; a rise that nobody told counts as one day more than was looked. */
    private static void delays(String group, List<Found> found, List<Evaluation.Measured> out) {
        double[] ours = values(found, LocalityMethod.SUBSETS, Outcome::delay);
        long within = Arrays.stream(ours).filter(d -> d <= RISE_DAYS).count();
        long ever = Arrays.stream(ours).filter(d -> d <= LOOKED).count();
        String told = within + " of " + ours.length + " within " + RISE_DAYS + " days, " + ever + " within " + LOOKED;
        double mean = mean(ours);
        double half = Z95 * deviation(ours) / Math.sqrt(Math.max(1, ours.length));
        List<Evaluation.Rival> means = rivals(found, Outcome::delay);
        out.add(delay("mean", group, mean, mean - half, mean + half, means, found.size(), told));
        List<Evaluation.Rival> medians = new ArrayList<>();
        for (LocalityMethod method : LocalityMethod.values()) {
            if (method != LocalityMethod.SUBSETS) {
                medians.add(new Evaluation.Rival(method.words(), middle(values(found, method, Outcome::delay), 0.5)));
            }
        }
        double low = middle(ours, 0.1);
        double high = middle(ours, 0.9);
        String tenths = "low and high: a tenth and nine tenths of the rises; " + told;
        out.add(delay("median", group, middle(ours, 0.5), low, high, medians, found.size(), tenths));
    }

    private static Evaluation.Measured delay(
            String which,
            String group,
            double value,
            double low,
            double high,
            List<Evaluation.Rival> rivals,
            int n,
            String verdict) {
        return new Evaluation.Measured(
                "days to the alarm at 1 false alarm a month, " + which,
                group,
                "days; " + (LOOKED + 1) + ": none came",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                value,
                low,
                high,
                n,
                n,
                rivals,
                Optional.empty(),
                verdict);
    }

    private static double middle(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) (share * sorted.length)];
    }

    private static List<Evaluation.Rival> rivals(List<Found> found, Figure figure) {
        List<Evaluation.Rival> out = new ArrayList<>();
        for (LocalityMethod method : LocalityMethod.values()) {
            if (method != LocalityMethod.SUBSETS) {
                out.add(new Evaluation.Rival(method.words(), mean(values(found, method, figure))));
            }
        }
        return out;
    }

    private static double[] values(List<Found> found, LocalityMethod method, Figure figure) {
        return found.stream()
                .mapToDouble(f -> figure.of(f.outcomes.getOrDefault(method, new Outcome(0, 0, 0, LOOKED + 1))))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
                / Math.max(1, values.length - 1));
    }
}
