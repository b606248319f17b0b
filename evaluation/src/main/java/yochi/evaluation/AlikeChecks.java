package yochi.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.KeyedSources;
import yochi.analysis.cube.TokenSet;
import yochi.analysis.number.Coverage;
import yochi.analysis.number.Median;
import yochi.analysis.similarity.MixTable;
import yochi.analysis.similarity.OverlapTable;
import yochi.analysis.similarity.SimilarityAnalysis;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.sketch.DistinctSketch;
import yochi.evaluation.SourceWeeks.Source;

/**
 * What the similarity must say where the truth is known: halves of one sensor's sources are alike, and permuted data
 * are called different no more often than the test's level. All draws have a fixed seed.
 */
final class AlikeChecks {
    static final long SEED = 20_130_708L;
    static final int SPLITS = 1_000;
    static final int PERMUTED = 2_000;
    private static final double LEVEL = 0.05;
    /** Mean count of a service at a sensor below which it is counted with others: the usual rule for chi-square. */
    private static final int LEAST_MEAN = 5;

    private final SourceWeeks sources;
    private final List<Epoch> weeks;

    /** Over these weeks. */
    AlikeChecks(SourceWeeks sources, List<Epoch> weeks) {
        this.sources = sources;
        this.weeks = weeks.stream().filter(w -> sources.weeks().containsKey(w)).toList();
    }

    private SortedMap<String, SortedMap<Long, Source>> own(Epoch week) {
        return sources.weeks().getOrDefault(week, new TreeMap<>());
    }

    /** The numbers of weeks together over which {@link #halves} is told: one, two, four and so on, and all. */
    List<Integer> spans() {
        List<Integer> out = new ArrayList<>();
        for (int span = 1; 2 * span <= weeks.size() + 1 && span <= 8; span *= 2) {
            out.add(span);
        }
        out.add(weeks.size());
        return out;
    }

    /**
     * How often random halves of one sensor's sources differ less in mix than any two sensors of the same weeks.
     *
     * @param span of so many weeks in a row, a source counting once in each in which it came
     */
    Coverage halves(int span) {
        Random random = new Random(SEED);
        List<Sensors> all = new ArrayList<>();
        for (int from = 0; from + span <= weeks.size(); from += span) {
            all.add(new Sensors(weeks.subList(from, from + span).stream().map(this::own).toList()));
        }
        Coverage won = Coverage.NONE;
        for (int split = 0; split < SPLITS; split++) {
            Sensors sensors = all.get(split % all.size());
            won = won.plus(sensors.halves(split / all.size(), random) < sensors.least);
        }
        return won;
    }

    /** Some weeks of all sensors: tables of their sources, and the smallest divergence of any two. */
    private static final class Sensors {
        private final List<List<List<Source>>> samples = new ArrayList<>();
        private final List<Cell> services;
        private final MixTable mixes;
        private final double least;

        Sensors(List<SortedMap<String, SortedMap<Long, Source>>> weeks) {
            TreeSet<String> names = new TreeSet<>();
            weeks.forEach(w -> names.addAll(w.keySet()));
            SortedMap<Cell, Integer> met = new TreeMap<>();
            for (String name : names) {
                List<List<Source>> byWeek = new ArrayList<>();
                weeks.forEach(w -> byWeek.add(List.copyOf(w.getOrDefault(name, new TreeMap<>()).values())));
                byWeek.forEach(w -> w.forEach(s -> s.hours().keySet().forEach(c -> met.merge(c, 1, Integer::sum))));
                samples.add(byWeek);
            }
            met.values().removeIf(count -> count < LEAST_MEAN * names.size());
            this.services = List.copyOf(met.keySet());
            List<double[][]> tables = samples.stream().map(this::table).toList();
            this.mixes = new MixTable(tables);
            double smallest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < tables.size(); i++) {
                for (int j = i + 1; j < tables.size(); j++) {
                    smallest = Math.min(smallest, mixes.divergence(tables.get(i), tables.get(j)));
                }
            }
            this.least = smallest;
        }

        private double[][] table(List<List<Source>> byWeek) {
            List<double[]> days = new ArrayList<>();
            byWeek.forEach(w -> Collections.addAll(days, SourceWeeks.table(w, services)));
            return days.toArray(double[][]::new);
        }

        double halves(int number, Random random) {
            List<List<Source>> one = new ArrayList<>();
            List<List<Source>> other = new ArrayList<>();
            for (List<Source> week : samples.get(number % samples.size())) {
                List<Source> shuffled = new ArrayList<>(week);
                Collections.shuffle(shuffled, random);
                int half = shuffled.size() / 2;
                one.add(shuffled.subList(0, half));
                other.add(shuffled.subList(half, shuffled.size()));
            }
            return mixes.divergence(table(one), table(other));
        }
    }

    /**
     * How often a pair of sensors is told at 5 % to differ where none does, over all pairs.
     *
     * @param mix in what comes to them
     * @param who in that they share more or fewer sources than by chance
     * @param combined more alike by all parts than a pair like any other
     * @param large the same of pairs of sensors that have twice the median of sources
     */
    record Levels(Coverage mix, Coverage who, Coverage combined, Coverage large) {}

    /**
     * Weeks whose sources are dealt anew: each sensor draws as many as it had from all that came to any, a source with
     * what it did at one of the sensors to which it came; through reports, cube and the whole analysis.
     */
    Levels dealt() {
        return dealt(PERMUTED, SEED + 1);
    }

    Levels dealt(int sets, long seed) {
        Random random = new Random(seed);
        SimilarityAnalysis analysis =
                new SimilarityAnalysis(new SimilarityAnalysis.Settings(new TreeMap<>(), 0, SEED));
        List<List<List<SensorWeek.Seen>>> populations = weeks.stream().map(w -> population(own(w))).toList();
        Levels out = new Levels(Coverage.NONE, Coverage.NONE, Coverage.NONE, Coverage.NONE);
        for (int set = 0; set < sets; set++) {
            Epoch week = weeks.get(set % weeks.size());
            SortedMap<String, List<SensorWeek.Seen>> dealt = new TreeMap<>();
            own(week).forEach((sensor, had) -> dealt.put(
                    sensor, drawn(populations.get(weeks.indexOf(week)), had.size(), random)));
            double large = 2 * Median.of(own(week).values().stream().mapToDouble(Map::size).toArray());
            SimilarityAnalysis.Tested tested = analysis.test(SensorWeek.cube(week, dealt), week);
            for (int pair = 0; pair < tested.mixP().size(); pair++) {
                Finding.Similarity told = tested.pairs().get(pair);
                double p = tested.mixP().get(pair);
                boolean called = told.combinedP().orElse(1) <= LEVEL;
                out = new Levels(
                        Double.isNaN(p) ? out.mix : out.mix.plus(p <= LEVEL),
                        told.who().isEmpty() ? out.who : out.who.plus(misses(told)),
                        out.combined.plus(called),
                        Math.min(told.nA(), told.nB()) >= large ? out.large.plus(called) : out.large);
            }
        }
        return out;
    }

    private static boolean misses(Finding.Similarity told) {
        return told.low().orElse(0) > 1 || told.high().orElse(Double.POSITIVE_INFINITY) < 1;
    }

    private static List<List<SensorWeek.Seen>> population(SortedMap<String, SortedMap<Long, Source>> week) {
        SortedMap<Long, List<SensorWeek.Seen>> out = new TreeMap<>();
        week.values().forEach(own -> own.forEach((token, source) -> out.computeIfAbsent(token, t -> new ArrayList<>())
                .add(new SensorWeek.Seen(token, source))));
        return List.copyOf(out.values());
    }

    private static List<SensorWeek.Seen> drawn(List<List<SensorWeek.Seen>> population, int many, Random random) {
        List<List<SensorWeek.Seen>> deck = new ArrayList<>(population);
        List<SensorWeek.Seen> out = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Collections.swap(deck, i, i + random.nextInt(deck.size() - i));
            List<SensorWeek.Seen> seen = deck.get(i);
            out.add(seen.get(random.nextInt(seen.size())));
        }
        return out;
    }

    /**
     * How often the interval of a pair's overlap misses 1 where every sensor's sources are drawn anew, stratum by
     * stratum and as many as it had, from all that came to any sensor in the week.
     */
    Coverage whoRejected() {
        Random random = new Random(SEED + 2);
        List<long[][]> populations = new ArrayList<>();
        List<int[][]> margins = new ArrayList<>();
        for (Epoch week : weeks) {
            strata(own(week), populations, margins);
        }
        Coverage rejected = Coverage.NONE;
        for (int set = 0; set < PERMUTED; set++) {
            long[][] population = populations.get(set % weeks.size());
            int[][] margin = margins.get(set % weeks.size());
            List<KeyedSources> dealt = new ArrayList<>();
            for (int[] sensor : margin) {
                dealt.add(dealt(population, sensor, random));
            }
            List<OverlapTable.Row> pairs = OverlapTable.of(dealt);
            OverlapTable.Row row = pairs.get(random.nextInt(pairs.size()));
            rejected = rejected.plus(row.low() > 1 || row.high() < 1);
        }
        return rejected;
    }

    /** The week's sources by the highest stratum in which any sensor saw them, and each sensor's number in each. */
    private static void strata(
            SortedMap<String, SortedMap<Long, Source>> week, List<long[][]> populations, List<int[][]> margins) {
        SortedMap<Long, Integer> highest = new TreeMap<>();
        week.values().forEach(s -> s.forEach((source, one) -> highest.merge(source, one.stratum(), Math::max)));
        int strata = Collections.max(highest.values()) + 1;
        long[][] population = new long[strata][];
        for (int s = 0; s < strata; s++) {
            int stratum = s;
            population[s] = highest.entrySet().stream()
                    .filter(e -> e.getValue() == stratum)
                    .mapToLong(e -> e.getKey())
                    .toArray();
        }
        List<int[]> margin = new ArrayList<>();
        week.values().forEach(own -> {
            int[] counts = new int[strata];
            own.keySet().forEach(source -> counts[highest.getOrDefault(source, 0)]++);
            margin.add(counts);
        });
        populations.add(population);
        margins.add(margin.toArray(int[][]::new));
    }

    private static KeyedSources dealt(long[][] population, int[] counts, Random random) {
        DistinctSketch all = DistinctSketch.empty();
        SortedMap<Integer, TokenSet> bright = new TreeMap<>();
        for (int s = 0; s < counts.length; s++) {
            long[] deck = population[s].clone();
            DistinctSketch own = DistinctSketch.empty();
            for (int i = 0; i < counts[s]; i++) {
                int at = i + random.nextInt(deck.length - i);
                long drawn = deck[at];
                deck[at] = deck[i];
                deck[i] = drawn;
                all.add(drawn);
                own.add(drawn);
            }
            bright.put(s, TokenSet.of(own));
        }
        return new KeyedSources(TokenSet.of(all), bright);
    }
}
