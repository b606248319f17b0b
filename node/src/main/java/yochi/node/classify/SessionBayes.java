package yochi.node.classify;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.node.observation.HoneypotSession;

/**
 * What becomes of a session that no rule decided: the probability of each attack type at that service of that source,
 * by multinomial naive Bayes over tokens with Laplace 1 (algorithms §1.5). The tokens besides the service all tell how
 * long and busy the session was, so that together they weigh as one: each as independent evidence made the answer worse
 * than the service alone. Only sessions of rule {@code s6-probe} are
 * asked, and the answer never changes what the rules counted. Where a probability comes from is told by the table
 * {@code session-bayes.csv}; figures by {@code yochi evaluate sessions}.
 */
public final class SessionBayes {
    /** Name in output. */
    public static final String RULE = "bayes-1";

    static final String FILE = "session-bayes.csv";
    static final String HEADER = "token,attackType,count";

    /** The token under which the sessions of a class are counted. */
    private static final String CLASS = "*";

    private static final int MOST_COUNT = 1_000_000_000;

    private final Map<AttackType, Integer> sessions = new EnumMap<>(AttackType.class);
    private final Map<AttackType, Map<String, Integer>> tokens = new EnumMap<>(AttackType.class);
    private final Map<AttackType, Long> totals = new EnumMap<>(AttackType.class);
    private final Set<String> vocabulary = new HashSet<>();

    /** Knows nothing until it is taught. */
    public SessionBayes() {}

    SessionBayes(FactTable table) {
        for (FactTable.Row row : table.rows()) {
            try {
                add(row.text(0), AttackType.valueOf(row.text(1)), row.number(2, 1, MOST_COUNT));
            } catch (IllegalArgumentException e) {
                throw row.wrong("no attack type is called '" + row.text(1) + "'");
            }
        }
    }

    private void add(String token, AttackType type, int count) {
        if (token.equals(CLASS)) {
            sessions.merge(type, count, Integer::sum);
        } else {
            tokens.computeIfAbsent(type, t -> new HashMap<>()).merge(token, count, Integer::sum);
            totals.merge(type, (long) count, Long::sum);
            vocabulary.add(token);
        }
    }

    /** Learns from one session of which it is known what became of it. */
    public void learn(HoneypotSession session, AttackType became) {
        add(CLASS, became, 1);
        SessionTokens.of(session).forEach(token -> add(token, became, 1));
    }

    /** The probability of each class; empty if a rule decided the session, or nothing was learnt. */
    public Optional<Map<AttackType, Double>> probabilities(HoneypotSession session) {
        if (SessionRules.rule(session) != Rule.PROBE || sessions.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = SessionTokens.of(session);
        Map<AttackType, Double> logs = new TreeMap<>();
        long all = sessions.values().stream().mapToLong(n -> n).sum();
        sessions.forEach((type, n) -> {
            double log = Math.log((n + 1.0) / (all + sessions.size()));
            long total = totals.getOrDefault(type, 0L);
            Map<String, Integer> of = tokens.getOrDefault(type, Map.of());
            double behaviour = 0;
            for (String word : words) {
                double share = (of.getOrDefault(word, 0) + 1.0) / (total + vocabulary.size());
                if (vocabulary.contains(word) && word.startsWith(SessionTokens.SERVICE)) {
                    log += Math.log(share);
                } else if (vocabulary.contains(word)) {
                    behaviour += Math.log(share);
                }
            }
            logs.put(type, log + behaviour / Math.max(1, words.size() - 1));
        });
        double most = logs.values().stream().mapToDouble(d -> d).max().orElseThrow();
        double sum = logs.values().stream().mapToDouble(d -> Math.exp(d - most)).sum();
        logs.replaceAll((type, log) -> Math.exp(log - most) / sum);
        return Optional.of(logs);
    }

    /** The shares of the classes among what was learnt: what is said of a session of which nothing is known. */
    public Map<AttackType, Double> shares() {
        double all = sessions.values().stream().mapToLong(n -> n).sum() + (double) sessions.size();
        Map<AttackType, Double> out = new TreeMap<>();
        sessions.forEach((type, n) -> out.put(type, (n + 1.0) / all));
        return out;
    }

    /** What is looked at of a session: sessions of one source with the same are one case. */
    public static List<String> tokens(HoneypotSession session) {
        return SessionTokens.of(session);
    }

    /** What was learnt, as rows of the table: counts only. */
    public List<String> rows() {
        TreeMap<String, Integer> out = new TreeMap<>();
        sessions.forEach((type, n) -> out.put(CLASS + "," + type, n));
        tokens.forEach((type, of) -> of.forEach((token, n) -> out.put(token + "," + type, n)));
        return out.entrySet().stream().map(e -> e.getKey() + "," + e.getValue()).toList();
    }
}
