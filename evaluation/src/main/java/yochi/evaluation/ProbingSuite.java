package yochi.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import yochi.analysis.score.Coverage;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.evaluation.ProbedNode.Probe;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.PublicDays;
import yochi.node.summary.ClosedWindow;

/**
 * How often a reader of the statistics finds where a sensor stands, by sending marked probes (Bethencourt, Franklin,
 * Vernon 2005; Shinoda, Ikai, Itoh 2005): by a rare port a block in one window, or by halving the candidates and
 * watching the totals, with and without each counter-measure. Traffic is simulated, the border is the real one.
 */
public final class ProbingSuite {
    private static final double Z95 = 1.959963984540054;
    private static final long SEED = 20_050_731;
    /** What the attacker can send to a block in a window. */
    private static final List<Force> FORCES = List.of(new Force(1, 5000), new Force(10, 50), new Force(100, 50));

    private static final int COMMON_PORT = 0;
    private static final int BASELINE = 4;
    private static final double RISE_DEVIATIONS = 3;
    private static final String OPEN = "epoch: 1h, release: 1h, k: 1, networks: 1, sensors: 1, dominance: 1.1, clip: 0,"
            + " rounding: 1, dimensions: [service]";

    /** Packets from each of so many sources, which may be forged. */
    private record Force(int sources, int packets) {
        @Override
        public String toString() {
            return sources + (sources == 1 ? " source" : " sources") + " of " + packets + " packets";
        }
    }

    private final int trials;

    /** So many attacks of each kind. */
    public ProbingSuite(int trials) {
        this.trials = trials;
    }

    /** A policy by what it has more than none. */
    private record Measure(String name, PrivacyPolicy policy, boolean open) {
        static Measure of(String name, String rules) {
            return new Measure(name, PrivacyPolicy.ofYaml("{name: x, " + rules + "}"), false);
        }
    }

    private static List<Measure> ladder() {
        String day = "epoch: 1h, release: 1d, publicView: {epsilon: 1, cellsPerSource: 5}";
        return List.of(
                Measure.of("none", OPEN),
                Measure.of("k = 10, 2 networks", OPEN.replace("k: 1, networks: 1", "k: 10, networks: 2")),
                Measure.of("2 sensors a cell", OPEN.replace("sensors: 1", "sensors: 2")),
                Measure.of("totals to 5, clip 1000", OPEN.replace("clip: 0, rounding: 1", "clip: 1000, rounding: 5")),
                Measure.of("no services", OPEN.replace("[service]", "[]")),
                Measure.of("strict: all of k, sensors, dominance, clip, rounding", "epoch: 1h, release: 1h"),
                Measure.of("strict without services", "epoch: 1h, release: 1h, dimensions: []"),
                new Measure("public day with noise", PrivacyPolicy.ofYaml("{name: x, " + day + "}"), true));
    }

    /** Attacks the ladder of counter-measures. */
    public Evaluation evaluate() {
        List<Evaluation.Measured> out = new ArrayList<>();
        for (Measure measure : ladder()) {
            for (Force force : FORCES) {
                if (!measure.open) {
                    out.add(measured(measure, "a rare port a block, 1 window", force, false));
                }
                out.add(measured(measure, "halving by totals, " + (BASELINE + 6) + " windows", force, true));
            }
        }
        return new Evaluation(
                Evaluation.VERSION, "probing", "simulated", "", "", "ladder of counter-measures", SEED, out);
    }

    private Evaluation.Measured measured(Measure measure, String attack, Force force, boolean halving) {
        Coverage found = Coverage.NONE;
        SplittableRandom random = new SplittableRandom(SEED);
        for (int trial = 0; trial < trials; trial++) {
            ProbedNode node = new ProbedNode(measure.policy, random.split());
            int guess = halving ? byHalves(measure, node, force, random) : byMark(node, force, random);
            found = found.plus(node.watches(guess));
        }
        double chance = 2.0 / ProbedNode.BLOCKS;
        return new Evaluation.Measured(
                "sensor found by " + attack,
                measure.name + "; " + force,
                "share of attacks",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                found.share(),
                Math.min(found.share(), found.low(Z95)),
                Math.max(found.share(), found.high(Z95)),
                found.of(),
                found.of(),
                List.of(new Evaluation.Rival("a block drawn at random", chance)),
                Optional.of(new Evaluation.Difference(
                        found.share() - chance, found.low(Z95) - chance, found.high(Z95) - chance)),
                found.low(Z95) > chance ? "better than chance" : "not surely better than chance");
    }

    /** Each block its own rare port: whichever is in the report, and if several, one of them. */
    private static int byMark(ProbedNode node, Force force, SplittableRandom random) {
        List<Probe> probes = IntStream.range(0, ProbedNode.BLOCKS)
                .mapToObj(b -> new Probe(b, force.sources(), force.packets(), ProbedNode.MARKS + b))
                .toList();
        List<Integer> seen = node.report(node.window(probes)).cells().stream()
                .map(c -> c.key().service())
                .filter(s -> s.protocol() == Service.Protocol.TCP && s.number() >= ProbedNode.MARKS)
                .map(s -> s.number() - ProbedNode.MARKS)
                .distinct()
                .toList();
        return seen.isEmpty() ? random.nextInt(ProbedNode.BLOCKS) : seen.get(random.nextInt(seen.size()));
    }

    /** Probes one half of the candidates, and goes on with it if the total rises beyond the earlier windows' noise. */
    private static int byHalves(Measure measure, ProbedNode node, Force force, SplittableRandom random) {
        double[] before = new double[BASELINE];
        for (int i = 0; i < BASELINE; i++) {
            before[i] = total(measure, node, node.window(List.of()), random);
        }
        double mean = IntStream.range(0, BASELINE).mapToDouble(i -> before[i]).average().orElse(0);
        double spread = Math.sqrt(IntStream.range(0, BASELINE)
                .mapToDouble(i -> (before[i] - mean) * (before[i] - mean))
                .sum() / (BASELINE - 1));
        List<Integer> candidates = IntStream.range(0, ProbedNode.BLOCKS).boxed().toList();
        while (candidates.size() > 1) {
            List<Integer> half = candidates.subList(0, candidates.size() / 2);
            List<Probe> probes = half.stream()
                    .map(b -> new Probe(b, force.sources(), force.packets(), COMMON_PORT))
                    .toList();
            double now = total(measure, node, node.window(probes), random);
            boolean rose = now > mean + RISE_DEVIATIONS * Math.max(1, spread);
            candidates = rose ? half : candidates.subList(candidates.size() / 2, candidates.size());
        }
        return candidates.getFirst();
    }

    private static double total(Measure measure, ProbedNode node, ClosedWindow window, SplittableRandom random) {
        if (measure.open) {
            PrivacyPolicy.PublicView rule = measure.policy.publicView().orElseThrow();
            Instant late = window.window().end().plus(Duration.ofDays(2));
            return new PublicDays(rule, random.split())
                    .of(Country.UNKNOWN, List.of(window), late, d -> false).getFirst()
                            .addresses()
                            .getOrDefault(AttackType.SCAN_SYN, 0L);
        }
        EpochReport report = node.report(window);
        double total = 0;
        for (Statistic cell : report.cells()) {
            if (cell.key().attackType() == AttackType.ALL_ORIGIN) {
                total += cell.count(Metric.PACKETS);
            }
        }
        return total;
    }
}
