package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.KeyedSources;
import yochi.analysis.cube.TokenSet;
import yochi.analysis.number.Coverage;
import yochi.analysis.similarity.Combination;
import yochi.analysis.similarity.MixComparison;
import yochi.analysis.similarity.OverlapTable;
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

    private final SourceWeeks sources;
    private final List<Epoch> weeks;

    /** Over these weeks. */
    AlikeChecks(SourceWeeks sources, List<Epoch> weeks) {
        this.sources = sources;
        this.weeks = weeks.stream().filter(w -> sources.weeks().containsKey(w)).toList();
    }

    /** One sensor's sources in one week. */
    private record Sample(List<Source> sources) {
        static Sample of(Collection<Source> sources) {
            return new Sample(List.copyOf(sources));
        }
    }

    private List<List<Sample>> samples() {
        List<List<Sample>> out = new ArrayList<>();
        for (Epoch week : weeks) {
            out.add(own(week).values().stream().map(s -> Sample.of(s.values())).toList());
        }
        return out;
    }

    private SortedMap<String, SortedMap<Long, Source>> own(Epoch week) {
        return sources.weeks().getOrDefault(week, new TreeMap<>());
    }

    /** How often random halves of one sensor's sources differ less in mix than any two sensors of the same week. */
    Coverage halvesByWeek() {
        Random random = new Random(SEED);
        List<List<Sample>> all = samples();
        double[] least = all.stream().mapToDouble(AlikeChecks::least).toArray();
        Coverage won = Coverage.NONE;
        for (int split = 0; split < SPLITS; split++) {
            int week = split % all.size();
            List<Sample> sensors = all.get(week);
            Sample sensor = sensors.get(split / all.size() % sensors.size());
            won = won.plus(halves(sensor.sources, random) < least[week]);
        }
        return won;
    }

    /** The same over all weeks together, a source counting once in each week in which it came. */
    Coverage halvesOfAll() {
        SortedMap<String, List<Source>> together = new TreeMap<>();
        weeks.forEach(week -> own(week).forEach((sensor, s) -> together
                .computeIfAbsent(sensor, k -> new ArrayList<>())
                .addAll(s.values())));
        List<Sample> sensors = together.values().stream().map(Sample::of).toList();
        double least = least(sensors);
        Random random = new Random(SEED);
        Coverage won = Coverage.NONE;
        for (int split = 0; split < SPLITS; split++) {
            won = won.plus(halves(sensors.get(split % sensors.size()).sources, random) < least);
        }
        return won;
    }

    /** The smallest divergence of any two sensors. */
    private static double least(List<Sample> sensors) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < sensors.size(); i++) {
            for (int j = i + 1; j < sensors.size(); j++) {
                least = Math.min(
                        least,
                        compared(sensors.get(i).sources, sensors.get(j).sources).debiased());
            }
        }
        return least;
    }

    private static double halves(List<Source> whole, Random random) {
        List<Source> shuffled = new ArrayList<>(whole);
        Collections.shuffle(shuffled, random);
        int half = shuffled.size() / 2;
        return compared(shuffled.subList(0, half), shuffled.subList(half, shuffled.size()))
                .debiased();
    }

    private static MixComparison compared(List<Source> a, List<Source> b) {
        List<Source> both = new ArrayList<>(a);
        both.addAll(b);
        List<String> services = SourceWeeks.services(both);
        return MixComparison.of(SourceWeeks.table(a, services), SourceWeeks.table(b, services));
    }

    /** How often two sensors' sources, dealt to the two at random, are told to have different mixes. */
    Coverage mixRejected() {
        Random random = new Random(SEED + 1);
        List<List<Sample>> all = samples();
        Coverage rejected = Coverage.NONE;
        for (int set = 0; set < PERMUTED; set++) {
            List<Sample> sensors = all.get(set % all.size());
            int i = random.nextInt(sensors.size());
            int j = (i + 1 + random.nextInt(sensors.size() - 1)) % sensors.size();
            List<Source> pooled = new ArrayList<>(sensors.get(i).sources);
            pooled.addAll(sensors.get(j).sources);
            Collections.shuffle(pooled, random);
            int to = sensors.get(i).sources.size();
            MixComparison mix = compared(pooled.subList(0, to), pooled.subList(to, pooled.size()));
            rejected = rejected.plus(mix.pValue() < LEVEL);
        }
        return rejected;
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

    /** How often a pair's combined p-value is at most 5 % where each part's values are dealt to the pairs at random. */
    static Coverage combinedRejected(List<List<Finding.Similarity>> weeks) {
        Random random = new Random(SEED + 3);
        Coverage rejected = Coverage.NONE;
        for (int set = 0; set < PERMUTED; set++) {
            List<Finding.Similarity> pairs = weeks.get(set % weeks.size());
            double[] one = new double[pairs.size()];
            Arrays.fill(one, 1);
            List<double[]> places = new ArrayList<>();
            for (double[] part : List.of(
                    pairs.stream().mapToDouble(p -> -p.divergence().orElse(Double.NaN)).toArray(),
                    pairs.stream().mapToDouble(p -> p.low().orElse(Double.NaN)).toArray(),
                    pairs.stream().mapToDouble(p -> p.when().orElse(Double.NaN)).toArray())) {
                shuffle(part, random);
                places.add(Combination.places(part, one));
            }
            int pair = random.nextInt(pairs.size());
            double[] told = places.stream()
                    .mapToDouble(p -> p[pair])
                    .filter(u -> !Double.isNaN(u))
                    .toArray();
            rejected = rejected.plus(
                    told.length > 0 && Combination.pValue(Combination.mean(told), told.length) <= LEVEL);
        }
        return rejected;
    }

    private static void shuffle(double[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
