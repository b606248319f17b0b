package yochi.centre.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import yochi.core.model.Prediction;

/** Every event forecast that was scored, with what came of it: reads on from where it stopped. */
public final class EventScores {
    private static final int PAGE = 1000;
    /** The latest that are kept: years of a country's networks and prefixes. */
    private static final int MOST = 200_000;

    private final Ledger ledger;
    private final Deque<Scored> scored = new ArrayDeque<>();
    private long last;

    public EventScores(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What was said of an event, whether it came, and whether it was said before a campaign's first order. */
    public record Scored(double probability, boolean came, Basis basis) {}

    /** All that are scored by now, the oldest first. */
    public synchronized List<Scored> read() {
        List<Ledger.ScoreOf> page = ledger.scores(last, PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::take);
            page = ledger.scores(last, PAGE);
        }
        return List.copyOf(scored);
    }

    private void take(Ledger.ScoreOf one) {
        last = one.entry().number();
        one.event().ifPresent(statement -> take(statement, ScoreJson.score(one.entry())));
    }

    private void take(Sealed statement, Score score) {
        if (statement.forecast().prediction() instanceof Prediction.Probability p) {
            scored.addLast(new Scored(p.value(), score.outcome() > 0, statement.basis()));
            if (scored.size() > MOST) {
                scored.removeFirst();
            }
        }
    }
}
