package yochi.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import yochi.analysis.number.Coverage;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.evaluation.ProbedNode.Probe;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.PublicDays;
import yochi.node.summary.ClosedWindow;

/**
 * How often a reader of the statistics finds where a sensor stands, by sending marked probes (Bethencourt, Franklin,
 * Vernon 2005; Shinoda, Ikai, Itoh 2005): by a rare port a block in one window, by halving the candidates, or by the
 * least range of blocks that shows in the totals, with and without each counter-measure; against strict ones also with
 * every question asked five times. Traffic is simulated, the border is the real one.
 */
public final class ProbingSuite {
    private static final double Z95 = 1.959963984540054;
    private static final long SEED = 20_050_731;
    /** What the attacker can send to a block in a window. */
    private static final List<Force> FORCES = List.of(new Force(1, 5000), new Force(10, 50), new Force(100, 50));

    private static final int COMMON_PORT = 0;
    private static final int BASELINE = 4;
    private static final int STEPS = 7;
    private static final int PATIENCE = 5;
    private static final double RISE_DEVIATIONS = 3;
    private static final String OPEN = "epoch: 1h, release: 1h, k: 1, networks: 1, sensors: 1, dominance: 1.1, clip: 0,"
            + " rounding: 1, dimensions: [service], probes: told";

    private static final String CLIPPED = ", clipWindow: 10";

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

    /** How an attacker looks for a sensor. */
    private enum Attack {
        MARK("a rare port a block, 1 window", 1),
        HALVING("halving by totals, " + (BASELINE + STEPS) + " windows", 1),
        GROWING("the least range that shows in totals, " + (BASELINE + STEPS) + " windows", 1),
        PATIENT_HALVING("halving by totals, " + (BASELINE + PATIENCE * STEPS) + " windows", PATIENCE),
        PATIENT_GROWING(
                "the least range that shows in totals, " + (BASELINE + PATIENCE * STEPS) + " windows", PATIENCE);

        private final String words;
        private final int times;

        Attack(String words, int times) {
            this.words = words;
            this.times = times;
        }
    }

    /** A policy by what it has more than none. */
    private record Measure(String name, PrivacyPolicy policy, boolean open) {
        /** A day's file cannot be marked by service; days are asked about once, and only strict ones five times. */
        boolean faces(Attack attack) {
            return (!open || attack != Attack.MARK) && (attack.times == 1 || name.startsWith("strict"));
        }

        static Measure of(String name, String rules) {
            return new Measure(name, PrivacyPolicy.ofYaml("{name: x, " + rules + "}"), false);
        }
    }

    private static List<Measure> ladder() {
        String day = "epoch: 1h, release: 1d, publicView: {epsilon: 1, cellsPerSource: 5}";
        String strict = "epoch: 1h, release: 1h";
        String half = ", sampling: {share: 0.5, every: ";
        return List.of(
                Measure.of("none", OPEN),
                Measure.of("k = 10, 2 networks", OPEN.replace("k: 1, networks: 1", "k: 10, networks: 2")),
                Measure.of("2 sensors a cell", OPEN.replace("sensors: 1", "sensors: 2")),
                Measure.of("totals to 5, clip 1000", OPEN.replace("clip: 0, rounding: 1", "clip: 1000, rounding: 5")),
                Measure.of("no services", OPEN.replace("[service]", "[]")),
                Measure.of("suspected probes withheld", OPEN.replace("probes: told", "probes: withheld")),
                Measure.of("half of the sensors, drawn a day", OPEN + half + "1d}"),
                Measure.of("half of the sensors, drawn a window", OPEN + half + "1h}"),
                Measure.of("strict, probes told", strict + ", probes: told"),
                Measure.of("strict: all of k, sensors, dominance, clip, rounding, probes", strict),
                Measure.of("strict and half of the sensors a day", strict + half + "1d}"),
                Measure.of("strict and half of the sensors a window", strict + half + "1h}"),
                Measure.of("strict, totals to 100", strict + ", rounding: 100"),
                Measure.of("strict, 10 packets an address and window", strict + CLIPPED),
                Measure.of("strict, 10 packets, half of the sensors a day", strict + CLIPPED + half + "1d}"),
                Measure.of("strict, 10 packets, half of the sensors a window", strict + CLIPPED + half + "1h}"),
                new Measure("public day with noise", PrivacyPolicy.ofYaml("{name: x, " + day + "}"), true),
                new Measure(
                        "public day with noise and half of the sensors",
                        PrivacyPolicy.ofYaml("{name: x, " + day + half + "1d}}"),
                        true));
    }

    /** Attacks the ladder of counter-measures. */
    public Evaluation evaluate() {
        List<Evaluation.Measured> out = new ArrayList<>();
        for (Measure measure : ladder()) {
            for (Force force : FORCES) {
                for (Attack attack : Attack.values()) {
                    if (measure.faces(attack)) {
                        out.add(measured(measure, attack, force));
                    }
                }
            }
        }
        return new Evaluation(
                Evaluation.VERSION, "probing", "simulated", "", "", "ladder of counter-measures", SEED, out);
    }

    private Evaluation.Measured measured(Measure measure, Attack attack, Force force) {
        Coverage found = Coverage.NONE;
        SplittableRandom random = new SplittableRandom(SEED);
        for (int trial = 0; trial < trials; trial++) {
            ProbedNode node = new ProbedNode(measure.policy, random.split());
            int guess = switch (attack) {
                case MARK -> byMark(node, force, random);
                case HALVING, PATIENT_HALVING -> new Watching(measure, node, force, attack.times, random).byHalves();
                case GROWING, PATIENT_GROWING -> new Watching(measure, node, force, attack.times, random).byRange();
            };
            found = found.plus(node.watches(guess));
        }
        double chance = (double) ProbedNode.WATCHED / ProbedNode.BLOCKS;
        return new Evaluation.Measured(
                "sensor found by " + attack.words,
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

    /** An attacker who watches every total of the reports for a rise beyond the noise of earlier windows. */
    private static final class Watching {
        private final Measure measure;
        private final ProbedNode node;
        private final Force force;
        private final int times;
        private final SplittableRandom random;
        private final List<double[]> before = new ArrayList<>();

        Watching(Measure measure, ProbedNode node, Force force, int times, SplittableRandom random) {
            this.measure = measure;
            this.node = node;
            this.force = force;
            this.times = times;
            this.random = random;
            for (int i = 0; i < BASELINE; i++) {
                before.add(totals(node.window(List.of())));
            }
        }

        /** Probes one half of the candidates, and goes on with it if the totals rise. */
        int byHalves() {
            List<Integer> candidates =
                    IntStream.range(0, ProbedNode.BLOCKS).boxed().toList();
            while (candidates.size() > 1) {
                List<Integer> half = candidates.subList(0, candidates.size() / 2);
                candidates = rise(half) ? half : candidates.subList(candidates.size() / 2, candidates.size());
            }
            return candidates.getFirst();
        }

        /** Looks for the least range from the first block on that shows, since a single block never may. */
        int byRange() {
            int quiet = 0;
            int loud = ProbedNode.BLOCKS;
            while (loud - quiet > 1) {
                int middle = (quiet + loud) / 2;
                if (rise(IntStream.range(0, middle).boxed().toList())) {
                    loud = middle;
                } else {
                    quiet = middle;
                }
            }
            return loud - 1;
        }

        /** Whether most of the windows in which these blocks are probed rise. */
        private boolean rise(List<Integer> blocks) {
            int seen = 0;
            for (int i = 0; i < times; i++) {
                seen += risesOnce(blocks) ? 1 : 0;
            }
            return 2 * seen > times;
        }

        private boolean risesOnce(List<Integer> blocks) {
            List<Probe> probes = blocks.stream()
                    .map(b -> new Probe(b, force.sources(), force.packets(), COMMON_PORT))
                    .toList();
            double[] now = totals(node.window(probes));
            for (int number = 0; number < now.length; number++) {
                int of = number;
                double mean = before.stream().mapToDouble(b -> b[of]).average().orElse(0);
                double squares = before.stream()
                        .mapToDouble(b -> (b[of] - mean) * (b[of] - mean))
                        .sum();
                double spread = Math.sqrt(squares / (BASELINE - 1));
                if (now[number] > mean + RISE_DEVIATIONS * Math.max(1, spread)) {
                    return true;
                }
            }
            return false;
        }

        /** Packets, addresses, and what the report says of suppressed packets and cells. */
        private double[] totals(ClosedWindow window) {
            if (measure.open) {
                Instant late = window.window().end().plus(Duration.ofDays(2));
                return new double[] {
                    new PublicDays(measure.policy, node.draw(), random.split())
                            .of(Country.UNKNOWN, List.of(window), late, d -> false).getFirst()
                                    .addresses()
                                    .getOrDefault(AttackType.SCAN_SYN, 0L)
                };
            }
            EpochReport report = node.report(window);
            double packets = 0;
            double addresses = 0;
            for (Statistic cell : report.cells()) {
                if (cell.key().attackType() == AttackType.ALL_ORIGIN
                        && cell.measures().containsKey(Metric.PACKETS)) {
                    packets += cell.count(Metric.PACKETS);
                    addresses += cell.count(Metric.SOURCES);
                }
            }
            Suppressed suppressed = report.suppressed();
            return new double[] {packets, addresses, suppressed.totalPackets(), suppressed.cells()};
        }
    }
}
