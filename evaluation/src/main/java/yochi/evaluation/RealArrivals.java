package yochi.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.analysis.number.Coverage;
import yochi.analysis.propagation.ArrivalAnalysis;
import yochi.analysis.propagation.CountAnalysis;
import yochi.analysis.propagation.PropagationAnalysis;
import yochi.analysis.score.Scores;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.evaluation.world.Injection;
import yochi.evaluation.world.WorldParameters;

/**
 * How good the chances of arrival are on real reports: every Monday, of each signature that was seen elsewhere and not
 * yet at a region, whether that region sees it first within the week; every region in turn is home (algorithms §4.6).
 * The rival says each week how often the earlier ones came.
 */
public final class RealArrivals {
    private static final Skill BRIER = new Skill("Brier", "share of the rival's Brier score saved", "");
    private static final String RIVAL = "the share that came so far";
    private static final int FIRST_WEEK = 5;
    private static final int WEEK_DAYS = 7;
    private static final long SEED = 20_130_303;
    private static final double Z95 = 1.959963984540054;
    private static final int BINS = 5;
    private static final int PLANTED = 60;
    private static final int FIRST_NEW_PORT = 49_152;

    /** All signatures on their way, by first arrivals alone. */
    private static final PropagationAnalysis.Settings SETTINGS = new PropagationAnalysis.Settings(
            30,
            0,
            24.0 * WEEK_DAYS,
            Integer.MAX_VALUE,
            0,
            1,
            ArrivalAnalysis.Settings.DEFAULTS,
            CountAnalysis.Settings.DEFAULTS);

    private final List<EpochReport> reports;

    /** @param reports real ones, of two months or more */
    public RealArrivals(List<EpochReport> reports) {
        this.reports = reports;
    }

    /** One chance with what came. */
    private record Answered(double chance, boolean came, Scored scored) {}

    /** Of the reports as they are, and of the same with new services planted that go from region to region. */
    public List<Evaluation.Measured> measures() {
        List<Evaluation.Measured> out = new ArrayList<>(measures(reports, "real reports"));
        Injection planted = Injection.into(reports, WorldParameters.committed().injection(), SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        Epoch span = planted.before().span();
        for (int k = 0; k < PLANTED; k++) {
            long after = 7L * Epoch.DAY + random.nextLong(span.seconds() - 21L * Epoch.DAY);
            planted.spread(
                    new Cell(AttackType.SCAN_SYN, Service.tcp(FIRST_NEW_PORT + k)), span.start().plusSeconds(after));
        }
        out.addAll(measures(planted.reports(), "real reports and " + PLANTED + " planted spreads"));
        return out;
    }

    private static List<Evaluation.Measured> measures(List<EpochReport> reports, String group) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.forEach(builder::add);
        Cube whole = builder.build(Instant.MAX);
        List<Answered> all = rolled(builder, whole);
        List<Evaluation.Measured> out = new ArrayList<>();
        out.add(cascades(whole, group));
        if (all.isEmpty()) {
            return out;
        }
        long came = all.stream().filter(Answered::came).count();
        List<Scored> scored = all.stream().map(Answered::scored).toList();
        out.add(BRIER.against(
                RIVAL,
                scored,
                new BlockBootstrap(scored, SEED),
                "seen first at home within 7 days, " + group + ", " + came + " came"));
        for (int bin = 0; bin < BINS; bin++) {
            double low = (double) bin / BINS;
            double high = (bin + 1.0) / BINS;
            List<Answered> told = all.stream()
                    .filter(a -> Math.min(a.chance(), 1 - 1e-9) >= low && Math.min(a.chance(), 1 - 1e-9) < high)
                    .toList();
            bin(told, String.format(Locale.ROOT, "%s, %.1f to %.1f", group, low, high)).ifPresent(out::add);
        }
        return out;
    }

    private static Evaluation.Measured cascades(Cube whole, String group) {
        int found = new PropagationAnalysis(SETTINGS)
                .analyse(whole, List.of()).stream()
                        .filter(Finding.Propagation.class::isInstance)
                        .mapToInt(f -> ((Finding.Propagation) f).cascades())
                        .sum();
        int needed = SETTINGS.arrivals().leastCascades();
        return new Evaluation.Measured(
                "cascades seen at two regions or more",
                group,
                "cascades",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                found,
                found,
                found,
                found,
                found,
                List.of(),
                Optional.empty(),
                found >= needed
                        ? "enough for a network at the end"
                        : "under " + needed + " no network is fitted and no chance told");
    }

    private static List<Answered> rolled(CubeBuilder builder, Cube whole) {
        List<Answered> out = new ArrayList<>();
        List<Epoch> weeks = whole.fullWeeks();
        int came = 0;
        for (int w = FIRST_WEEK; w < weeks.size(); w++) {
            Epoch week = weeks.get(w);
            Cube known = builder.build(week.start(), week.start().plus(Duration.ofHours(1)));
            double usual = (came + 0.5) / (out.size() + 1.0);
            List<Answered> now = new ArrayList<>();
            for (Finding finding : new PropagationAnalysis(SETTINGS).analyse(known, known.regions())) {
                if (finding instanceof Finding.Reach reach) {
                    now.add(answered(whole, reach, week, usual, w * WEEK_DAYS));
                }
            }
            came += (int) now.stream().filter(Answered::came).count();
            out.addAll(now);
        }
        return out;
    }

    private static Answered answered(Cube whole, Finding.Reach reach, Epoch week, double usual, int day) {
        boolean seen = seenFirst(whole, reach.home(), new Cell(reach.attackType(), reach.service()), week);
        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put(Scored.OURS, Scores.brier(reach.seen(), seen));
        losses.put(RIVAL, Scores.brier(usual, seen));
        return new Answered(
                reach.seen(),
                seen,
                new Scored(day, WEEK_DAYS, losses, Math.abs(reach.seen() - (seen ? 1 : 0)), false, false));
    }

    private static boolean seenFirst(Cube whole, Region home, Cell cell, Epoch week) {
        return whole.firstSighting(home, cell)
                .filter(first -> first.startSecond() >= week.startSecond() && first.startSecond() < week.endSecond())
                .isPresent();
    }

    private static Optional<Evaluation.Measured> bin(List<Answered> of, String group) {
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Coverage share = Coverage.NONE;
        for (Answered one : of) {
            share = share.plus(one.came());
        }
        double told = of.stream().mapToDouble(Answered::chance).average().orElse(Double.NaN);
        boolean held = share.low(Z95) <= told && told <= share.high(Z95);
        return Optional.of(new Evaluation.Measured(
                "arrivals that came, by the chance told",
                group,
                "share",
                Evaluation.Better.TARGET.word(),
                Optional.of(told),
                share.share(),
                share.low(Z95),
                share.high(Z95),
                of.size(),
                of.stream().map(a -> a.scored().origin()).distinct().count(),
                List.of(),
                Optional.empty(),
                held ? "calibrated within its interval" : "off by more than its interval"));
    }
}
