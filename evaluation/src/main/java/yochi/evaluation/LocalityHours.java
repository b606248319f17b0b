package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.analysis.cube.StepCounts;
import yochi.analysis.locality.AgainstPast;
import yochi.analysis.locality.Panel;
import yochi.analysis.locality.RiseScan;
import yochi.analysis.locality.RiseWatch;
import yochi.core.model.Epoch;
import yochi.core.model.Region;
import yochi.evaluation.world.PlantedEvent;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Wanted;

/**
 * How many hours after the onset of a threefold rise the scan of hours tells it, at one false alarm a month of the
 * whole system: worlds told by the hour, looked at every four hours, beside the surprise of one region's last 24 hours.
 */
final class LocalityHours {
    private static final double Z95 = 1.959963984540054;
    /** Hours between two looks: the delays' resolution. */
    private static final int EVERY = 4;

    private static final List<Double> BASES = List.of(2.0, 5.0, 20.0, 100.0);
    private static final int FIRST_DAY = 30;
    private static final int QUIET_DAYS = 31;
    private static final int MONTH = 30;
    private static final int RISE_DAYS = 3;
    /** Hours after which a rise is given up. */
    private static final int LOOKED = RISE_DAYS * 24;
    /** Rises of each base in one world, one after another. */
    private static final int ONSETS = 3;

    private static final int APART = 5;
    /** Of the other parts' fifty; each has a month of looks or twelve rises. */
    private static final int SHARE = 12;

    private final RegionParameters parameters;
    private final int worlds;
    private final long seed;

    LocalityHours(RegionParameters parameters, int worlds, long seed) {
        this.parameters = parameters;
        this.worlds = Math.max(1, worlds / SHARE);
        this.seed = seed;
    }

    /** A world's hours, told by a centre's cube. */
    private static final class Told {
        private final List<Region> regions;
        private final List<Cell> cells;
        private final List<StepCounts> steps = new ArrayList<>();
        private final double[][][] counts;
        private final double[][][] exposure;

        Told(RegionWorld world) {
            CubeBuilder builder = Cube.builder(Grouping.SENSOR);
            world.forEachHour(r -> builder.add(r, r.window().end()));
            Cube cube = builder.build(world.end(), world.end());
            this.regions = cube.regions();
            this.cells = LocalitySuite.cells(world);
            Epoch span = new Epoch(world.start().getEpochSecond(), world.days() * Epoch.DAY);
            regions.forEach(r -> steps.add(cube.steps(r, span, Epoch.HOUR)));
            this.counts = new double[cells.size()][regions.size()][];
            this.exposure = new double[cells.size()][regions.size()][];
            for (int c = 0; c < cells.size(); c++) {
                for (int r = 0; r < regions.size(); r++) {
                    counts[c][r] = steps.get(r).counts(cells.get(c));
                    exposure[c][r] = steps.get(r).exposure(cells.get(c));
                }
            }
        }

        /** What was known after so many hours, of the last 29 days. */
        Panel after(int hours) {
            int from = Math.max(0, hours - RiseScan.Settings.HOURS.baseline() - RiseScan.Settings.HOURS.longest());
            return new Panel() {
                @Override
                public int signatures() {
                    return cells.size();
                }

                @Override
                public double[][] counts(int signature) {
                    return cut(counts[signature]);
                }

                @Override
                public double[][] exposure(int signature) {
                    return cut(exposure[signature]);
                }

                private double[][] cut(double[][] of) {
                    return Arrays.stream(of)
                            .map(row -> Arrays.copyOfRange(row, from, hours))
                            .toArray(double[][]::new);
                }
            };
        }
    }

    /** Scores of each signature by ours and by one region's surprise over a day, and where. */
    private static final class Look {
        private final double[] ours;
        private final List<Set<Region>> where = new ArrayList<>();
        private final double[] single;
        private final List<Set<Region>> alone = new ArrayList<>();

        Look(int signatures) {
            this.ours = new double[signatures];
            this.single = new double[signatures];
        }
    }

    private static Look look(Told told, int hours) {
        RiseWatch watch = new RiseWatch(RiseScan.Settings.HOURS, told.after(hours));
        int n = told.cells.size();
        Look out = new Look(n);
        for (int g = 0; g < n; g++) {
            AgainstPast signature = watch.signature(g);
            RiseScan.Rise rise = signature.rise();
            out.ours[g] = rise.score();
            Set<Region> where = new TreeSet<>();
            rise.regions().forEach(r -> where.add(told.regions.get(r)));
            out.where.add(where);
            Region strongest = told.regions.getFirst();
            for (int r = 0; r < told.regions.size(); r++) {
                double surprise = signature.surprise(r, RiseScan.Settings.HOURS.longest());
                if (surprise > out.single[g]) {
                    out.single[g] = surprise;
                    strongest = told.regions.get(r);
                }
            }
            out.alone.add(Set.of(strongest));
        }
        return out;
    }

    List<Evaluation.Measured> measures() {
        double[] thresholds = thresholds();
        List<double[]> delays = new ArrayList<>();
        for (int w = 0; w < worlds; w++) {
            delays.addAll(delays(seed + 5_000 + w, 1 + w % 4, thresholds));
        }
        List<Evaluation.Measured> out = new ArrayList<>();
        out.add(measured("all bases", delays));
        for (double base : BASES) {
            out.add(measured(
                    String.format(Locale.ROOT, "base %.0f", base),
                    delays.stream().filter(d -> d[0] == base).toList()));
        }
        return out;
    }

    /** Of ours and of one region's surprise: what quiet worlds exceed once a month; what lasts a day is one alarm. */
    private double[] thresholds() {
        List<List<Double>> peaks = List.of(new ArrayList<>(), new ArrayList<>());
        for (int w = 0; w < worlds; w++) {
            Told told = new Told(RegionWorld.of(parameters.withDays(FIRST_DAY + QUIET_DAYS), List.of(), seed + w));
            double[][] most = new double[2][told.cells.size()];
            for (int day = FIRST_DAY; day < FIRST_DAY + QUIET_DAYS; day++) {
                double[][] today = new double[2][told.cells.size()];
                for (int h = EVERY; h <= 24; h += EVERY) {
                    Look look = look(told, day * 24 + h);
                    for (int g = 0; g < told.cells.size(); g++) {
                        today[0][g] = Math.max(today[0][g], look.ours[g]);
                        today[1][g] = Math.max(today[1][g], look.single[g]);
                    }
                }
                for (int k = 0; k < 2; k++) {
                    for (int g = 0; g < told.cells.size(); g++) {
                        if (today[k][g] > most[k][g]) {
                            peaks.get(k).remove(most[k][g]);
                            peaks.get(k).add(today[k][g]);
                        }
                        most[k][g] = today[k][g];
                    }
                }
            }
        }
        int allowed = Math.max(1, worlds * QUIET_DAYS / MONTH);
        return peaks.stream()
                .mapToDouble(p -> {
                    double[] sorted = p.stream().mapToDouble(s -> s).sorted().toArray();
                    return Math.nextUp(sorted[Math.max(0, sorted.length - 1 - allowed)]);
                })
                .toArray();
    }

    /** Base, hours of ours and of the rival, of each rise of a world. */
    private List<double[]> delays(long world, int regions, double[] thresholds) {
        List<Wanted> wanted = new ArrayList<>();
        for (int k = 0; k < ONSETS; k++) {
            for (double base : BASES) {
                wanted.add(Wanted.rise(base, 3, RISE_DAYS, regions, FIRST_DAY + k * APART));
            }
        }
        RegionWorld of = RegionWorld.of(parameters.withDays(FIRST_DAY + ONSETS * APART), wanted, world);
        Told told = new Told(of);
        double[][] hours = new double[of.events().size()][2];
        for (double[] row : hours) {
            Arrays.fill(row, LOOKED + EVERY);
        }
        for (int k = 0; k < ONSETS; k++) {
            int onset = (FIRST_DAY + k * APART) * 24;
            for (int h = LOOKED; h >= EVERY; h -= EVERY) {
                Look look = look(told, onset + h);
                for (PlantedEvent event : of.events()) {
                    int g = told.cells.indexOf(event.cell());
                    Set<Region> truth = event.arrivals().keySet();
                    if (event.wanted().onsetDay() * 24 == onset) {
                        boolean ours = look.ours[g] >= thresholds[0]
                                && look.where.get(g).stream().anyMatch(truth::contains);
                        boolean single = look.single[g] >= thresholds[1]
                                && look.alone.get(g).stream().anyMatch(truth::contains);
                        hours[event.number()][0] = ours ? h : hours[event.number()][0];
                        hours[event.number()][1] = single ? h : hours[event.number()][1];
                    }
                }
            }
        }
        return of.events().stream()
                .map(e -> new double[] {e.wanted().base(), hours[e.number()][0], hours[e.number()][1]})
                .toList();
    }

    private static Evaluation.Measured measured(String group, List<double[]> delays) {
        double[] ours = delays.stream().mapToDouble(d -> d[1]).toArray();
        double mean = Arrays.stream(ours).average().orElse(0);
        double variance =
                Arrays.stream(ours).map(d -> (d - mean) * (d - mean)).sum() / Math.max(1, ours.length - 1);
        double half = Z95 * Math.sqrt(variance / Math.max(1, ours.length));
        double[] sorted = ours.clone();
        Arrays.sort(sorted);
        long within = Arrays.stream(ours).filter(d -> d <= 24).count();
        return new Evaluation.Measured(
                "hours to the alarm at 1 false alarm a month, mean",
                group,
                "hours, looked every " + EVERY + "; " + (LOOKED + EVERY) + ": none came",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                mean,
                mean - half,
                mean + half,
                ours.length,
                ours.length,
                List.of(new Evaluation.Rival(
                        "surprise of one region's last 24 hours",
                        delays.stream().mapToDouble(d -> d[2]).average().orElse(0))),
                Optional.empty(),
                String.format(
                        Locale.ROOT,
                        "median %.0f h; %d of %d within a day",
                        sorted.length == 0 ? 0 : sorted[sorted.length / 2],
                        within,
                        ours.length));
    }
}
