package yochi.centre.desk;

import java.time.Duration;
import java.util.Locale;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.centre.ledger.Outcomes;
import yochi.centre.ledger.Truth;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;

/** What really came, for counts from the cube, for attack orders from the history of orders. */
final class CubeOutcomes implements Outcomes {
    /** A span watched less is not scored: its count would be too low (own choice, stated). */
    static final double LEAST_UPTIME = 0.95;

    private final Cube cube;
    private final Outcomes orders;

    CubeOutcomes(Cube cube, Outcomes orders) {
        this.cube = cube;
        this.orders = orders;
    }

    @Override
    public Truth of(Prediction.Question question) {
        if (question.attackType() == AttackType.ATTACK_ORDER
                && question.metric().equals(Metric.ORDERS)) {
            return orders.of(question);
        }
        if (cube.until().isBefore(question.to())) {
            return new Truth.NotYet();
        }
        if (!cube.regions().contains(question.region())) {
            return new Truth.Missing("no report of " + question.region());
        }
        Epoch span = new Epoch(
                question.from().getEpochSecond(),
                Math.toIntExact(Duration.between(question.from(), question.to()).toSeconds()));
        double uptime = cube.uptime(question.region(), span);
        if (uptime < LEAST_UPTIME) {
            return new Truth.Missing(String.format(
                    Locale.ROOT, "%s watched less than %.0f %% of the span", question.region(), 100 * LEAST_UPTIME));
        }
        Cell cell = new Cell(question.attackType(), question.service());
        Measure measure = question.metric().equals(Metric.PACKETS)
                ? cube.packets(question.region(), cell, span)
                : cube.sources(question.region(), cell, span);
        return measure instanceof Measure.Missing missing
                ? new Truth.Missing(missing.reason())
                : new Truth.Known(Cube.number(measure), question.to());
    }
}
