package yochi.centre.ledger;

import java.util.Optional;
import yochi.core.model.Prediction;

/** Where the ledger learns what really came. */
@FunctionalInterface
public interface Outcomes {
    Truth of(Prediction.Question question);

    /** Whose silence since before the span's end is why nobody can say what came; empty where it is not that. */
    default Optional<Silence> silence(Prediction.Question question) {
        return Optional.empty();
    }
}
