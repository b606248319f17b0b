package yochi.evaluation;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import yochi.analysis.number.Coverage;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rule;
import yochi.node.classify.SessionBayes;
import yochi.node.classify.Verdict;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * How well naive Bayes tells what becomes of sessions that no rule decided. Truth without labels by hand: what the
 * rules decided most often of the same source at the same service in its other sessions; a source of which they
 * decided nothing stays a probe (which the end of the data may cut short). Sessions of one source that look alike
 * count once, so that a burst is one case. Five folds by the source's network (IPv4
 * /16, IPv6 /32), so that no network is learnt from and tested. Rivals: shares of the classes, and those of the
 * service.
 */
public final class SessionSuite {
    private static final int FOLDS = 5;
    private static final int DRAWS = 400;
    private static final long SEED = 15;
    /** No probability below, so that one surprise does not decide the mean. */
    private static final double LEAST = 1e-6;

    private static final double Z95 = 1.959963984540054;

    private final List<HoneypotSession> undecided = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private final Map<Who, Map<AttackType, Integer>> decided = new HashMap<>();
    private final List<HoneypotSession> labelled = new ArrayList<>();
    private final SessionLabels labels;

    private record Who(InetAddress source, Service service) {}

    /** Score of one network: sum of losses and hits over its sessions, ours, by shares, by service. */
    private static final class Score {
        private final double[] loss = new double[4];
        private final double[] hits = new double[4];
        private long sessions;
    }

    /** With the labels that come with Yochi. */
    public SessionSuite() {
        this(SessionLabels.shipped());
    }

    SessionSuite(SessionLabels labels) {
        this.labels = labels;
    }

    /** Reads a log's sessions; what else it holds is passed over. */
    public void read(Path log, TraceSettings settings) {
        new TraceReader(settings).read(log, new ClassifyingSink(new Classifier(), new Taker()));
    }

    /** Settings for logs of one sensor. */
    public static TraceSettings settings() {
        return TraceSettings.of(SensorTable.single(Sensor.of("evaluated", Country.UNKNOWN)));
    }

    private final class Taker implements ClassifiedSink {
        @Override
        public void session(HoneypotSession session, Rule rule) {
            labels.of(session).ifPresent(label -> take(session, label, rule));
            if (rule == Rule.PROBE) {
                if (seen.add(List.of(session.source(), SessionBayes.tokens(session)))) {
                    undecided.add(session);
                }
            } else {
                decided.computeIfAbsent(
                                new Who(session.source(), session.service()), w -> new EnumMap<>(AttackType.class))
                        .merge(rule.type(), 1, Integer::sum);
            }
        }

        private void take(HoneypotSession session, SessionLabels.Label label, Rule rule) {
            if (rule == Rule.PROBE) {
                labelled.add(session);
            } else {
                labels.add(label, rule.type(), rule.type());
            }
        }

        @Override
        public void packet(Packet packet, Verdict verdict) {}

        @Override
        public void flow(Flow flow, Verdict verdict) {}

        @Override
        public void order(AttackOrder order, Rule rule) {}

        @Override
        public void amplification(AmplificationRequests requests, Rule rule) {}

        @Override
        public void visit(PageVisit visit, Rule rule) {}
    }

    private AttackType became(HoneypotSession s) {
        return decided.getOrDefault(new Who(s.source(), s.service()), Map.of()).entrySet().stream()
                .max(Map.Entry.<AttackType, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<AttackType, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(AttackType.SERVICE_PROBE);
    }

    private static String network(InetAddress source) {
        byte[] b = source.getAddress();
        return b.length == 4 ? b[0] + "." + b[1] : b[0] + ":" + b[1] + ":" + b[2] + ":" + b[3];
    }

    private static int fold(HoneypotSession s) {
        return Math.floorMod((network(s.source()).hashCode() * 0x9E37_79B9) >>> 7, FOLDS);
    }

    /** A model of all sessions, for the shipped table. */
    public SessionBayes model() {
        SessionBayes out = new SessionBayes();
        undecided.forEach(s -> out.learn(s, became(s)));
        return out;
    }

    public Evaluation evaluate(String data) {
        Map<String, Score> scores = new TreeMap<>();
        Map<AttackType, int[]> confusion = new EnumMap<>(AttackType.class);
        for (int fold = 0; fold < FOLDS; fold++) {
            test(fold, scores, confusion);
        }
        List<Score> networks = List.copyOf(scores.values());
        List<Evaluation.Measured> out = new ArrayList<>();
        if (!networks.isEmpty()) {
            out.add(measured("log loss of what becomes of it", "nats", false, networks));
            out.add(measured("most probable class is right", "share", true, networks));
            confusion.forEach((type, c) -> out.add(recall(type, c)));
        }
        out.addAll(labels.measures());
        return new Evaluation(Evaluation.VERSION, "sessions", data, "", "", SessionBayes.RULE, SEED, out);
    }

    private void test(int fold, Map<String, Score> scores, Map<AttackType, int[]> confusion) {
        SessionBayes bayes = new SessionBayes();
        Map<Service, Map<AttackType, Double>> byService = new HashMap<>();
        for (HoneypotSession s : undecided) {
            if (fold(s) != fold) {
                bayes.learn(s, became(s));
                byService.computeIfAbsent(s.service(), x -> new EnumMap<>(AttackType.class))
                        .merge(became(s), 1.0, Double::sum);
            }
        }
        Map<AttackType, Double> shares = bayes.shares();
        for (HoneypotSession s : labelled) {
            if (fold(s) == fold) {
                labels.add(labels.of(s).orElseThrow(), AttackType.SERVICE_PROBE, top(bayes.probabilities(s)
                        .orElse(Map.of(AttackType.SERVICE_PROBE, 1.0))));
            }
        }
        RecentShares recent = new RecentShares();
        undecided.stream().filter(s -> fold(s) != fold).forEach(s -> recent.add(s.start(), became(s)));
        for (HoneypotSession s : undecided) {
            if (fold(s) != fold || shares.isEmpty()) {
                continue;
            }
            Map<AttackType, Double> ofService = smoothed(byService.getOrDefault(s.service(), Map.of()), shares);
            Map<AttackType, Double> ours = bayes.probabilities(s).orElse(shares);
            Map<AttackType, Double> ofMonth = recent.instead(shares, ours, s.start());
            AttackType truth = became(s);
            Score score = scores.computeIfAbsent(network(s.source()), n -> new Score());
            score.sessions++;
            int i = 0;
            for (Map<AttackType, Double> said : List.of(ours, shares, ofService, ofMonth)) {
                score.loss[i] -= Math.log(Math.max(LEAST, said.getOrDefault(truth, 0.0)));
                score.hits[i] += top(said) == truth ? 1 : 0;
                i++;
            }
            int[] c = confusion.computeIfAbsent(truth, t -> new int[4]);
            c[0]++;
            c[1] += top(ours) == truth ? 1 : 0;
            c[3] += top(ofService) == truth ? 1 : 0;
            confusion.computeIfAbsent(top(ours), t -> new int[4])[2]++;
        }
    }

    /** Shares of the service, with one session's weight of the shares of all. */
    private static Map<AttackType, Double> smoothed(Map<AttackType, Double> counts, Map<AttackType, Double> shares) {
        double all = counts.values().stream().mapToDouble(d -> d).sum() + 1;
        Map<AttackType, Double> out = new TreeMap<>();
        shares.forEach((type, share) -> out.put(type, (counts.getOrDefault(type, 0.0) + share) / all));
        return out;
    }

    private static AttackType top(Map<AttackType, Double> said) {
        return said.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /** Mean over sessions, with an interval by drawing whole networks again. */
    private static Evaluation.Measured measured(String name, String unit, boolean hits, List<Score> networks) {
        Function<Score, double[]> of = s -> hits ? s.hits : s.loss;
        double[] ours = new double[DRAWS];
        double[] less = new double[DRAWS];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int d = 0; d < DRAWS; d++) {
            List<Score> drawn = new ArrayList<>();
            for (int i = 0; i < networks.size(); i++) {
                drawn.add(networks.get(random.nextInt(networks.size())));
            }
            ours[d] = mean(drawn, of, 0);
            less[d] = ours[d] - mean(drawn, of, 2);
        }
        Arrays.sort(ours);
        Arrays.sort(less);
        int low = DRAWS / 40;
        int high = DRAWS - 1 - low;
        double value = mean(networks, of, 0);
        double service = mean(networks, of, 2);
        boolean better = hits ? less[low] > 0 : less[high] < 0;
        boolean worse = hits ? less[high] < 0 : less[low] > 0;
        return new Evaluation.Measured(
                name,
                "undecided sessions",
                unit,
                (hits ? Evaluation.Better.HIGHER : Evaluation.Better.LOWER).word(),
                Optional.empty(),
                value,
                Math.min(value, ours[low]),
                Math.max(value, ours[high]),
                networks.stream().mapToLong(s -> s.sessions).sum(),
                networks.size(),
                List.of(
                        new Evaluation.Rival("shares of the classes", mean(networks, of, 1)),
                        new Evaluation.Rival("shares of the service", service),
                        new Evaluation.Rival("ours with a prior of the last 30 days", mean(networks, of, 3))),
                Optional.of(new Evaluation.Difference(value - service, less[low], less[high])),
                better ? "better than the service alone"
                        : worse ? "worse than the service alone" : "not surely better than the service alone");
    }

    private static double mean(List<Score> networks, Function<Score, double[]> of, int who) {
        double sum = 0;
        double n = 0;
        for (Score s : networks) {
            sum += of.apply(s)[who];
            n += s.sessions;
        }
        return sum / n;
    }

    private static Evaluation.Measured recall(AttackType type, int[] c) {
        double value = c[0] == 0 ? 0 : (double) c[1] / c[0];
        double precision = c[2] == 0 ? 0 : (double) c[1] / c[2];
        Coverage counted = new Coverage(c[1], c[0]);
        return new Evaluation.Measured(
                "share of the class found",
                type.name(),
                "share",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                value,
                Math.min(value, counted.low(Z95)),
                Math.max(value, counted.high(Z95)),
                c[0],
                c[0],
                List.of(new Evaluation.Rival("shares of the service", c[0] == 0 ? 0 : (double) c[3] / c[0])),
                Optional.empty(),
                String.format(Locale.ROOT, "precision %.3f", precision));
    }
}
