package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.number.Coverage;
import yochi.analysis.score.Scores;
import yochi.analysis.spread.SpreadForecast;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.evaluation.Evaluation;
import yochi.evaluation.world.Injection;
import yochi.evaluation.world.WorldParameters;

/**
 * Whether what is new in some region is seen at home within 1, 3 and 7 days: of events planted into real reports, every
 * region in turn as home, beside the share of earlier ones that came; the real events apart, one by one (algorithms
 * §3.4, §10.8).
 */
final class SpreadPart implements Part {
    /** A rival that knows, as nobody could, which events are planted. */
    static final String PLANTED_RATE = "share of earlier planted ones that came";

    private static final String BRIER = "spread.brier";
    private static final String REAL = "spread.real";
    /** Real events among the reports with planted ones: for the dump and calibration alone. */
    private static final String BESIDE = "spread.besidePlanted";

    static final int PLANTED = 60;
    private static final int FIRST_NEW_PORT = 49_152;
    /** Days before the first forecast: the first week shows what is old, two more how new ones fare. */
    private static final int FIRST = 21;
    /** A span watched less is not scored, as in the ledger. */
    private static final double LEAST_UPTIME = 0.95;

    private static final int BINS = 5;
    /** Groups of spans that begin the day after the first of which nothing is known, as those of a live centre. */
    private static final String LATER = "from the next day on, ";

    private static final double Z95 = 1.959963984540054;

    /**
     * A chance with what came.
     *
     * @param day of issue, since 1970-01-01
     * @param gap days from the issue to the span
     */
    record Answered(SpreadForecast.Told told, boolean planted, boolean came, double plantedRate, long day, int gap) {
        Map<String, Double> chances() {
            Map<String, Double> out = new TreeMap<>(told.base());
            out.put(Days.OURS, told.probability());
            if (planted) {
                out.put(PLANTED_RATE, plantedRate);
            }
            return out;
        }

        Map<String, Double> losses() {
            Map<String, Double> out = new TreeMap<>();
            chances().forEach((name, chance) -> out.put(name, Scores.brier(chance, came)));
            return out;
        }
    }

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.captures().isEmpty()) {
            return List.of();
        }
        Injection planted = planted(inputs.reports().get(), inputs.seed());
        Set<Cell> cells = new HashSet<>();
        planted.planted().forEach(p -> cells.add(p.cell()));
        // Real events among the reports as they are, so that nothing is learnt for them from planted ones.
        Cube cube = inputs.cubes().build(Instant.MAX);
        SpreadForecast beside = new SpreadForecast(planted.cube());
        SpreadForecast real = new SpreadForecast(cube);
        Set<Region> home = Set.copyOf(cube.regionsOf(Country.parse(inputs.home())));
        List<Evaluation.Measured> out = new ArrayList<>(judged(
                "", answered(planted.cube(), beside, cells, 0), answered(cube, real, Set.of(), 0), home, inputs));
        out.addAll(judged(
                LATER,
                answered(planted.cube(), beside.fromTheNextDay(), cells, 1),
                answered(cube, real.fromTheNextDay(), Set.of(), 1),
                home,
                inputs));
        return out;
    }

    private static List<Evaluation.Measured> judged(
            String when, List<Answered> mixed, List<Answered> real, Set<Region> home, Inputs inputs) {
        List<Answered> planted = mixed.stream().filter(Answered::planted).toList();
        List<Answered> all = Stream.concat(planted.stream(), real.stream()).toList();
        all.forEach(a -> inputs.dump().accept(line(a, a.planted ? BRIER : REAL)));
        mixed.stream().filter(a -> !a.planted).forEach(a -> inputs.dump().accept(line(a, BESIDE)));
        List<Evaluation.Measured> out = new ArrayList<>(figures(when, all, home, inputs.home(), inputs.seed()));
        // Who tells the chances cannot know which ones were planted: calibrated is what holds for both together.
        out.addAll(bins("spread.came", when + "planted and real together, ", mixed));
        out.addAll(bins("spread.came", when + "planted only, ", planted));
        out.addAll(bins("spread.came", when + "real reports, ", real));
        return out;
    }

    /** New services that go from region to region, begun at moments drawn over the whole time. */
    static Injection planted(List<EpochReport> reports, long seed) {
        Injection out = Injection.into(reports, WorldParameters.committed().injection(), seed);
        SplittableRandom random = new SplittableRandom(seed);
        Epoch span = out.before().span();
        long room = span.seconds() - 14L * Epoch.DAY;
        for (int k = 0; k < PLANTED && room > 0; k++) {
            Cell cell = new Cell(AttackType.SCAN_SYN, Service.tcp(FIRST_NEW_PORT + k));
            if (!out.before().cells().contains(cell)) {
                out.spread(cell, span.start().plusSeconds(7L * Epoch.DAY + random.nextLong(room)));
            }
        }
        return out;
    }

    /**
     * Every forecast of every day whose span has passed.
     *
     * @param gap days from the issue to the span, as the forecast has it
     */
    static List<Answered> answered(Cube cube, SpreadForecast forecast, Set<Cell> planted, int gap) {
        List<Answered> out = new ArrayList<>();
        if (cube.days().isEmpty()) {
            return out;
        }
        long start = Math.floorDiv(cube.days().getFirst().startSecond(), (long) Epoch.DAY);
        for (int horizon : SpreadForecast.HORIZONS) {
            PastShare share = new PastShare(gap + horizon);
            for (int day = FIRST; day + gap + horizon <= forecast.days(); day++) {
                double rate = share.before(day);
                for (SpreadForecast.Told told : forecast.told(day, horizon, cube.regions())) {
                    long from = (start + told.day()) * Epoch.DAY;
                    Epoch span = new Epoch(from, horizon * Epoch.DAY);
                    if (cube.uptime(told.home(), span) >= LEAST_UPTIME) {
                        boolean own = planted.contains(told.cell());
                        boolean came = forecast.came(told);
                        out.add(new Answered(told, own, came, rate, start + day, gap));
                        if (own) {
                            share.add(day, came);
                        }
                    }
                }
            }
        }
        return out;
    }

    /** How many of the planted ones came whose span had passed. */
    private static final class PastShare {
        private final int days;
        private final Map<Integer, double[]> counts = new HashMap<>();

        /** With the days from the issue to the span's end. */
        PastShare(int days) {
            this.days = days;
        }

        void add(int day, boolean came) {
            double[] c = counts.computeIfAbsent(day, d -> new double[2]);
            c[0] += came ? 1 : 0;
            c[1]++;
        }

        double before(int day) {
            double came = 0.5;
            double all = 1;
            for (Map.Entry<Integer, double[]> e : counts.entrySet()) {
                if (e.getKey() + days <= day) {
                    came += e.getValue()[0];
                    all += e.getValue()[1];
                }
            }
            return came / all;
        }
    }

    private static Line line(Answered a, String measure) {
        Instant issued = Instant.ofEpochSecond(a.day * Epoch.DAY);
        Instant from = issued.plusSeconds((long) a.gap * Epoch.DAY);
        Instant to = from.plusSeconds((long) a.told.horizon() * Epoch.DAY);
        Map<String, Object> rivals = new TreeMap<>(a.chances());
        rivals.remove(Days.OURS);
        return new Line(
                String.join(" ", measure, a.told.home().name(), a.told.cell().toString(), from.toString())
                        + (a.gap == 0 ? " " : " a day later ") + a.told.horizon() + " d",
                issued,
                issued,
                from,
                to,
                (a.gap == 0 ? "first seen within " : "seen within ") + a.told.horizon() + " days",
                a.told.home() + " " + a.told.cell(),
                measure,
                Optional.of(a.told.probability()),
                Map.of(),
                Optional.empty(),
                rivals,
                a.came ? 1 : 0,
                to,
                List.of(),
                a.gap == 0 ? SpreadForecast.METHOD : SpreadForecast.NEXT_DAY_METHOD,
                "");
    }

    private static List<Evaluation.Measured> figures(
            String when, List<Answered> all, Set<Region> home, String country, long seed) {
        List<Evaluation.Measured> out = new ArrayList<>();
        long last = all.stream().mapToLong(Answered::day).max().orElse(0);
        long first = all.stream().mapToLong(Answered::day).min().orElse(0) - FIRST;
        long late = last + 1 - (last + 1 - first) / 3;
        for (boolean planted : List.of(true, false)) {
            String name = planted ? BRIER : REAL;
            List<Answered> own = all.stream().filter(a -> a.planted == planted).toList();
            brier(name, when + "whole", own, a -> true, seed).ifPresent(out::add);
            brier(name, when + "last third", own, a -> a.day >= late, seed).ifPresent(out::add);
            brier(name, when + "home " + country, own, a -> home.contains(a.told.home()), seed)
                    .ifPresent(out::add);
            for (int horizon : SpreadForecast.HORIZONS) {
                brier(name, when + horizon + " d", own, a -> a.told.horizon() == horizon, seed)
                        .ifPresent(out::add);
            }
        }
        return out;
    }

    private static Optional<Evaluation.Measured> brier(
            String name, String group, List<Answered> of, Predicate<Answered> which, long seed) {
        Days days = new Days(seed);
        of.stream().filter(which).forEach(a -> days.add(a.day, a.losses()));
        return days.n() == 0
                ? Optional.empty()
                : Optional.of(days.measured(name, group, "Brier score", Evaluation.Better.LOWER, Optional.empty()));
    }

    private static List<Evaluation.Measured> bins(String name, String group, List<Answered> all) {
        return IntStream.range(0, BINS)
                .mapToObj(bin -> bin(name, group, all, bin))
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many of the chances in a fifth of the scale came true; forecasts of one event hang together. */
    private static Optional<Evaluation.Measured> bin(String name, String group, List<Answered> all, int bin) {
        List<Answered> of = all.stream()
                .filter(a -> Math.min(BINS - 1, (int) (a.told.probability() * BINS)) == bin)
                .toList();
        if (of.isEmpty()) {
            return Optional.empty();
        }
        double told = of.stream().mapToDouble(a -> a.told.probability()).average().orElse(0);
        Map<String, List<Answered>> events = new TreeMap<>();
        of.forEach(a -> events.computeIfAbsent(a.told.home() + " " + a.told.cell(), k -> new ArrayList<>())
                .add(a));
        int came = (int) of.stream().filter(Answered::came).count();
        double share = (double) came / of.size();
        // As many independent ones as there are events, by their mean share.
        Coverage by = new Coverage((int) Math.round(share * events.size()), events.size());
        double low = Math.min(share, by.low(Z95));
        double high = Math.max(share, by.high(Z95));
        return Optional.of(new Evaluation.Measured(
                name,
                group + String.format(Locale.ROOT, "told %.1f to %.1f", (double) bin / BINS, (bin + 1.0) / BINS),
                "share",
                Evaluation.Better.TARGET.word(),
                Optional.of(told),
                share,
                low,
                high,
                of.size(),
                events.size(),
                List.of(),
                Optional.empty(),
                low <= told && told <= high ? "calibrated within its interval" : "off by more than its interval"));
    }

    @Override
    public List<String> limits() {
        return List.of(
                "Spread: the " + PLANTED + " events are planted (simulated) into real reports of nine sensors, and go"
                        + " to four of them each; real events of such a spread are few, and told apart.",
                "Spread, from the next day on: what a live centre seals, which knows nothing of the day under way;"
                        + " ridge and bounds were taken over and nothing was chosen on these figures.",
                "Spread: ridge, bound of sources and least number of arrivals were chosen on days before 2013-06-01,"
                        + " where the last third begins, but after one run of an earlier form over all days,"
                        + " which had told"
                        + " planted ones too low between 0.2 and 0.4.");
    }
}
