package yochi.centre.ledger;

import yochi.core.model.Prediction;

/** Where the ledger learns what really came. */
@FunctionalInterface
public interface Outcomes {
    Truth of(Prediction.Question question);
}
