package yochi.centre.situation;

import java.util.OptionalDouble;
import yochi.centre.decision.DecisionTable;

/**
 * How often alerts of one kind were right: as the data alone judged them, and with what people said.
 *
 * @param kind of alert
 * @param raised all of them
 * @param answered of these, those that people answered
 * @param byData judged by what was observed alone
 * @param withAnswers judged by people where they said something, else by what was observed
 */
public record Precision(DecisionTable.Kind kind, int raised, int answered, Judged byData, Judged withAnswers) {
    /** How many were right and wrong; the others nobody has judged. */
    public record Judged(long right, long wrong) {
        /** Share of the judged that were right; absent where none was judged. */
        public OptionalDouble share() {
            return right + wrong == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / (right + wrong));
        }
    }
}
