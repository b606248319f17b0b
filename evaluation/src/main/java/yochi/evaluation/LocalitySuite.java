package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.number.Coverage;
import yochi.core.model.Region;
import yochi.evaluation.world.PlantedEvent;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Signature;
import yochi.evaluation.world.Wanted;
import yochi.evaluation.world.WorldParameters;

/**
 * What locality finds of rises planted into simulated regions (issue 4 §3): which regions, after how many days at one
 * false alarm a month of the whole system, beside per-region surprise, z-score and lift at their own thresholds; what
 * bursts of one source are called; how often the scan's p-value rejects where nothing happened; and the verdicts with
 * their calibration.
 */
public final class LocalitySuite {
    /** Worlds of each part: 2,000 sets for the null check. */
    public static final int WORLDS = 50;

    private static final double Z95 = 1.959963984540054;
    private static final long SEED = 4_300_000;
    /** Seeds of each part lie apart, so that thresholds never see what they are judged by. */
    private static final long QUIET = SEED;

    private static final long RISES = SEED + 10_000;
    private static final long NULLS = SEED + 30_000;

    private static final List<Double> BASES = List.of(2.0, 5.0, 20.0, 100.0);
    private static final double[] TARGETS = {Double.NaN, Double.NaN, 0.9, 0.9};
    private static final int MOST_REGIONS = 4;
    private static final double FACTOR = 3;
    private static final int RISE_DAYS = 3;
    /** First day that has a full past of four weeks beside the newest seven days. */
    private static final int FIRST_DAY = 35;

    private static final int ONSET = 42;
    private static final int LOOKED = 7;
    private static final int MONTH = 30;
    private static final double LEVEL = 0.05;
    /** So that 50 worlds make 2,000 sets. */
    private static final int SETS_PER_WORLD = 40;

    private static final List<String> LIMITS = List.of(
            "simulated: how often such rises come, and how regions really differ, these figures do not show",
            "a spread that has not gone on yet and a local event are drawn alike: no method tells them apart before",
            "at base 2 the smallest sensors see less than one source a day: three days of a threefold rise add two");

    private final int worlds;
    private final RegionParameters parameters;

    /** @param worlds of rises; as many quiet ones, and twice as many events for the verdicts */
    public LocalitySuite(int worlds) {
        this.worlds = worlds;
        this.parameters = WorldParameters.committed().regions();
    }

    /** The weights of the verdicts, fitted on worlds of their own. */
    public static List<String> train(int worlds) {
        return LocalityVerdicts.train(WorldParameters.committed().regions(), worlds);
    }

    /** One planted rise and what each method made of it. */
    private record Found(double base, int regions, Map<LocalityMethod, Outcome> outcomes) {}

    /**
     * What a method made of a rise.
     *
     * @param delay days to the alarm, the first day 1; {@value #LOOKED} + 1 where none came
     */
    private record Outcome(double precision, double recall, double f1, int delay) {}

    public Evaluation evaluate() {
        List<Evaluation.Measured> out = new ArrayList<>();
        Map<LocalityMethod, Double> thresholds = thresholds();
        List<Found> found = new ArrayList<>();
        for (int w = 0; w < worlds; w++) {
            found.addAll(rises(RISES + w, w % MOST_REGIONS + 1, thresholds));
        }
        for (int b = 0; b < BASES.size(); b++) {
            double base = BASES.get(b);
            double target = TARGETS[b];
            List<Found> of = found.stream().filter(f -> f.base == base).toList();
            table(of, base, target, out);
            for (int k = 1; k <= MOST_REGIONS; k++) {
                int regions = k;
                String group = String.format(Locale.ROOT, "base %.0f, %d of 20 regions", base, k);
                List<Found> some = of.stream().filter(f -> f.regions == regions).toList();
                out.add(share("subset F1", group, some, Outcome::f1, Double.NaN));
                out.add(delay(group, some));
            }
        }
        out.addAll(new LocalityVerdicts(parameters, worlds).measures());
        RegionParameters quiet = parameters.withNuisances(RegionParameters.Nuisances.NONE);
        out.add(nullCheck("quiet worlds, Poisson", quiet.withSwing(RegionParameters.Swing.NONE)));
        out.add(nullCheck("quiet worlds with swings", quiet));
        out.add(nullCheck("quiet worlds with all nuisances", parameters));
        return new Evaluation(
                Evaluation.VERSION,
                "locality",
                "simulated regions, 20 of two decades in size, " + worlds + " worlds a part",
                parameters.start().toString(),
                parameters.start().plusDays(parameters.days()).toString(),
                "simulated",
                SEED,
                out)
                .limitedBy(LIMITS);
    }

    private void table(List<Found> of, double base, double target, List<Evaluation.Measured> out) {
        String group = String.format(Locale.ROOT, "base %.0f", base);
        out.add(share("subset precision", group, of, Outcome::precision, Double.NaN));
        out.add(share("subset recall", group, of, Outcome::recall, Double.NaN));
        out.add(share("subset F1", group, of, Outcome::f1, target));
        out.add(delay(group, of));
    }

    /** The score that quiet worlds exceed once a month, all signatures together; what lasts is one alarm. */
    private Map<LocalityMethod, Double> thresholds() {
        Map<LocalityMethod, List<Double>> peaks = new EnumMap<>(LocalityMethod.class);
        int days = 0;
        for (int w = 0; w < worlds; w++) {
            RegionWorld world = RegionWorld.of(parameters, List.of(), QUIET + w);
            DailyCubes cubes = new DailyCubes(world);
            List<Cell> cells = cells(world);
            Map<String, Double> last = new HashMap<>();
            for (int d = FIRST_DAY; d < world.days(); d++) {
                Map<Cell, Map<LocalityMethod, LocalityMethod.Said>> said = LocalityMethod.all(cubes.after(d), cells);
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

    private static List<Cell> cells(RegionWorld world) {
        return world.signatures().stream().map(Signature::cell).sorted().toList();
    }

    /** One rise of each base, in as many regions. */
    private List<Found> rises(long seed, int regions, Map<LocalityMethod, Double> thresholds) {
        List<Wanted> wanted =
                BASES.stream().map(b -> Wanted.rise(b, FACTOR, RISE_DAYS, regions, ONSET)).toList();
        RegionWorld world = RegionWorld.of(parameters.withDays(ONSET + LOOKED), wanted, seed);
        List<Cell> cells = cells(world);
        DailyCubes cubes = new DailyCubes(world);
        List<Map<Cell, Map<LocalityMethod, LocalityMethod.Said>>> days = new ArrayList<>();
        for (int d = ONSET; d < ONSET + LOOKED; d++) {
            days.add(LocalityMethod.all(cubes.after(d), cells));
        }
        List<Found> out = new ArrayList<>();
        for (PlantedEvent event : world.events()) {
            Map<LocalityMethod, Outcome> outcomes = new EnumMap<>(LocalityMethod.class);
            for (LocalityMethod method : LocalityMethod.values()) {
                outcomes.put(method, outcome(event, method, thresholds.getOrDefault(method, 0.0), days));
            }
            out.add(new Found(event.wanted().base(), regions, outcomes));
        }
        return out;
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

    private static Evaluation.Measured delay(String group, List<Found> found) {
        double[] ours = values(found, LocalityMethod.SUBSETS, Outcome::delay);
        Arrays.sort(ours);
        long within = Arrays.stream(ours).filter(d -> d <= RISE_DAYS).count();
        long ever = Arrays.stream(ours).filter(d -> d <= LOOKED).count();
        int n = ours.length;
        List<Evaluation.Rival> rivals = new ArrayList<>();
        for (LocalityMethod method : LocalityMethod.values()) {
            if (method != LocalityMethod.SUBSETS) {
                double[] theirs = values(found, method, Outcome::delay);
                Arrays.sort(theirs);
                rivals.add(new Evaluation.Rival(method.words(), theirs.length == 0 ? 0 : theirs[theirs.length / 2]));
            }
        }
        return new Evaluation.Measured(
                "days to the alarm at 1 false alarm a month",
                group,
                "days, median; " + (LOOKED + 1) + ": none came",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                n == 0 ? 0 : ours[n / 2],
                n == 0 ? 0 : ours[n / 10],
                n == 0 ? 0 : ours[9 * n / 10],
                n,
                n,
                rivals,
                Optional.empty(),
                within + " of " + n + " within " + RISE_DAYS + " days, " + ever + " within " + LOOKED);
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

    /** P-values of the scan on signatures of worlds in which nothing happens. */
    private Evaluation.Measured nullCheck(String group, RegionParameters quiet) {
        Coverage rejected = Coverage.NONE;
        int sets = worlds * SETS_PER_WORLD;
        for (int w = 0; rejected.of() < sets; w++) {
            RegionWorld world = RegionWorld.of(quiet.withDays(FIRST_DAY + 1), List.of(), NULLS + w);
            for (double p : LocalityMethod.pValues(new DailyCubes(world).after(FIRST_DAY), cells(world), NULLS + w)) {
                rejected = rejected.of() < sets ? rejected.plus(p <= LEVEL) : rejected;
            }
        }
        boolean held = rejected.share() >= 0.04 && rejected.share() <= 0.06;
        return new Evaluation.Measured(
                "rejections of the scan at 5 %",
                group,
                "share of sets",
                Evaluation.Better.TARGET.word(),
                Optional.of(LEVEL),
                rejected.share(),
                rejected.low(Z95),
                rejected.high(Z95),
                rejected.of(),
                rejected.of(),
                List.of(),
                Optional.empty(),
                held ? "within 4.0 to 6.0 %" : "outside 4.0 to 6.0 %: not reached");
    }
}
