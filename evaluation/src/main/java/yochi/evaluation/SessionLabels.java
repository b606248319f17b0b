package yochi.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import yochi.analysis.number.Coverage;
import yochi.core.model.AttackType;
import yochi.link.identity.Sha256;
import yochi.node.observation.HoneypotSession;

/**
 * Sessions that somebody has read and labelled twice: the agreement of both readings (Cohen 1960), and how far what a
 * method says agrees with them. The file holds keys, from which no address can be read, and labels.
 */
public final class SessionLabels {
    private static final String FILE = "session-labels.csv";
    private static final String HEADER = "key,log,first,second";
    private static final int KEY_DIGITS = 24;
    private static final int DRAWS = 2000;
    private static final long SEED = 29;
    private static final double Z95 = 1.959963984540054;

    private final Map<String, Label> labels = new HashMap<>();
    private final List<Case> cases = new ArrayList<>();

    /** What both readings said. */
    record Label(String log, AttackType first, AttackType second) {}

    /** A labelled session, what the rules say, and what is said after naive Bayes was asked of undecided ones. */
    private record Case(Label label, AttackType rules, AttackType bayes) {}

    /** The labels that come with Yochi. */
    public static SessionLabels shipped() {
        try (InputStream in = SessionLabels.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + FILE);
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SessionLabels read(List<String> lines) {
        SessionLabels out = new SessionLabels();
        for (String line : lines) {
            if (!line.startsWith("#") && !line.equals(HEADER)) {
                String[] c = line.split(",", -1);
                out.labels.put(c[0], new Label(c[1], AttackType.valueOf(c[2]), AttackType.valueOf(c[3])));
            }
        }
        return out;
    }

    /** What stands for a session in the file. */
    static String key(HoneypotSession s) {
        String text = "yochi.session-label/1 " + s.source().getHostAddress() + " " + s.service() + " " + s.start() + " "
                + s.id();
        return Sha256.hex(text).substring(0, KEY_DIGITS);
    }

    Optional<Label> of(HoneypotSession session) {
        return Optional.ofNullable(labels.get(key(session)));
    }

    Map<String, Label> all() {
        return Map.copyOf(labels);
    }

    void add(Label label, AttackType rules, AttackType bayes) {
        cases.add(new Case(label, rules, bayes));
    }

    /** Agreement beyond chance; 1 where both always say the same one thing. */
    static double kappa(List<AttackType> a, List<AttackType> b) {
        Map<AttackType, int[]> counts = new EnumMap<>(AttackType.class);
        double same = 0;
        for (int i = 0; i < a.size(); i++) {
            same += a.get(i) == b.get(i) ? 1 : 0;
            counts.computeIfAbsent(a.get(i), t -> new int[2])[0]++;
            counts.computeIfAbsent(b.get(i), t -> new int[2])[1]++;
        }
        double n = a.size();
        double chance = counts.values().stream().mapToDouble(c -> c[0] / n * c[1] / n).sum();
        return chance == 1 ? 1 : (same / n - chance) / (1 - chance);
    }

    /** Mean over the classes that occur of F1, the harmonic mean of recall and precision. */
    static double macroF1(List<AttackType> truth, List<AttackType> said) {
        Set<AttackType> classes = new TreeSet<>(truth);
        double sum = 0;
        for (AttackType type : classes) {
            int hit = 0;
            int either = 0;
            for (int i = 0; i < truth.size(); i++) {
                hit += truth.get(i) == type && said.get(i) == type ? 1 : 0;
                either += (truth.get(i) == type ? 1 : 0) + (said.get(i) == type ? 1 : 0);
            }
            sum += 2.0 * hit / either;
        }
        return sum / classes.size();
    }

    private static double accuracy(List<AttackType> truth, List<AttackType> said) {
        int hit = 0;
        for (int i = 0; i < truth.size(); i++) {
            hit += truth.get(i) == said.get(i) ? 1 : 0;
        }
        return (double) hit / truth.size();
    }

    private interface Agreement {
        double of(List<AttackType> truth, List<AttackType> said);
    }

    private static ToDoubleFunction<List<Case>> over(boolean bayes, Agreement agreement) {
        return drawn -> agreement.of(
                drawn.stream().map(c -> c.label().first()).toList(),
                drawn.stream().map(c -> bayes ? c.bayes() : c.rules()).toList());
    }

    /** The figures; none where no labelled session was in the data. Truth is what both readings say. */
    List<Evaluation.Measured> measures() {
        List<Evaluation.Measured> out = new ArrayList<>();
        List<Case> agreed =
                cases.stream().filter(c -> c.label().first() == c.label().second()).toList();
        if (agreed.isEmpty()) {
            return out;
        }
        ToDoubleFunction<List<Case>> kappa = drawn -> kappa(
                drawn.stream().map(c -> c.label().first()).toList(),
                drawn.stream().map(c -> c.label().second()).toList());
        out.add(measured("Cohen's kappa of one reader's two readings", "", cases, kappa, List.of()));
        Agreement hits = SessionLabels::accuracy;
        Agreement f1 = SessionLabels::macroF1;
        Agreement always = (truth, said) ->
                accuracy(truth, truth.stream().map(t -> AttackType.SERVICE_PROBE).toList());
        List<Evaluation.Rival> probe =
                List.of(new Evaluation.Rival("always probe", over(false, always).applyAsDouble(agreed)));
        out.add(share("accuracy of the rules", agreed, over(false, hits), probe));
        out.add(share("accuracy of the rules, then bayes-1", agreed, over(true, hits), probe));
        out.add(measured("macro-F1 of the rules", "share", agreed, over(false, f1), List.of()));
        out.add(measured("macro-F1 of the rules, then bayes-1", "share", agreed, over(true, f1), List.of()));
        for (AttackType type : new TreeSet<>(agreed.stream().map(c -> c.label().first()).toList())) {
            List<Case> ofType = agreed.stream().filter(c -> c.label().first() == type).toList();
            List<Evaluation.Rival> bayes =
                    List.of(new Evaluation.Rival("then bayes-1", over(true, hits).applyAsDouble(ofType)));
            out.add(share("found by the rules: " + type, ofType, over(false, hits), bayes));
        }
        return out;
    }

    /** With Wilson's interval. */
    private static Evaluation.Measured share(
            String name, List<Case> cases, ToDoubleFunction<List<Case>> figure, List<Evaluation.Rival> rivals) {
        double value = figure.applyAsDouble(cases);
        Coverage counted = new Coverage((int) Math.round(value * cases.size()), cases.size());
        return line(name, "share", value, counted.low(Z95), counted.high(Z95), cases.size(), rivals);
    }

    /** With an interval by drawing the sessions again. */
    private static Evaluation.Measured measured(
            String name,
            String unit,
            List<Case> cases,
            ToDoubleFunction<List<Case>> figure,
            List<Evaluation.Rival> rivals) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[DRAWS];
        for (int d = 0; d < DRAWS; d++) {
            drawn[d] = figure.applyAsDouble(
                    random.ints(cases.size(), 0, cases.size()).mapToObj(cases::get).toList());
        }
        Arrays.sort(drawn);
        double low = drawn[DRAWS / 40];
        double high = drawn[DRAWS - 1 - DRAWS / 40];
        return line(name, unit, figure.applyAsDouble(cases), low, high, cases.size(), rivals);
    }

    private static Evaluation.Measured line(
            String name, String unit, double value, double low, double high, int n, List<Evaluation.Rival> rivals) {
        return new Evaluation.Measured(
                name,
                "labelled sessions",
                unit,
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                value,
                Math.min(value, low),
                Math.max(value, high),
                n,
                n,
                rivals,
                Optional.empty(),
                "");
    }
}
