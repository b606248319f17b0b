package yochi.app;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.node.classify.SessionBayes;
import yochi.node.observation.HoneypotSession;

/** Sessions that no rule decided, and what naive Bayes expects of them: beside the rules' counts, never among them. */
final class ObserveUndecided {
    private final SessionBayes bayes;
    private final Map<AttackType, Double> expected = new TreeMap<>();
    private long sessions;

    ObserveUndecided(SessionBayes bayes) {
        this.bayes = bayes;
    }

    /**
     * {@code undecided} of the document.
     *
     * @param rule the method, with its version
     * @param sessions how many sessions it was asked about
     * @param expected sum of their probabilities by attack type
     */
    record Part(String rule, long sessions, Map<AttackType, Double> expected) {}

    /** What is said of a session: the most probable type with its probability; empty if a rule decided it. */
    Optional<String> add(HoneypotSession session) {
        Optional<Map<AttackType, Double>> said = bayes.probabilities(session);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        sessions++;
        said.get().forEach((type, p) -> expected.merge(type, p, Double::sum));
        return said.get().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(top -> String.format(
                        java.util.Locale.ROOT, "%s:%s=%.2f", SessionBayes.RULE, top.getKey(), top.getValue()));
    }

    Part part() {
        Map<AttackType, Double> rounded = new TreeMap<>();
        expected.forEach((type, sum) -> rounded.put(type, Math.round(1000 * sum) / 1000.0));
        return new Part(SessionBayes.RULE, sessions, rounded);
    }
}
