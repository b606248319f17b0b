package yochi.evaluation.forecast;

import java.util.List;
import yochi.evaluation.Evaluation;

/** One kind of forecast, judged. */
interface Part {
    /** Its figures, named {@code volume.mase} or so; none where the data are not there. */
    List<Evaluation.Measured> measures(Inputs inputs);

    /** Whether its figures are of simulated worlds: it says how much they are worth beside what real orders show. */
    default boolean simulated() {
        return false;
    }

    /** What its data cannot show, and which days it was tuned on; one sentence each. */
    List<String> limits();
}
