package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.store.ControlStore;
import yochi.core.model.AttackType;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** what is scored from memory is what stands in the tables, and memory is bounded. */
class OpenStatementsTest {
    private static final Instant DAY = Instant.parse("2013-06-01T00:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"));
    /** Of an odd rival, whose name is no measure. */
    private static final String ODD = "\"measure\":\"brier\"";

    @TempDir
    Path folder;

    private static Forecast forecast(Metric metric, Prediction ours) {
        return new Forecast(
                new Prediction.Question(
                        new Region("AU"),
                        AttackType.SCAN_SYN,
                        Service.ANY,
                        metric,
                        DAY,
                        DAY.plus(Duration.ofDays(1))),
                ours,
                List.of(new Prediction.Rival(ODD, ours)),
                DAY,
                DAY.minusSeconds(1),
                "made/1",
                List.of("one \"word\""));
    }

    private static List<Statement> statements() {
        return List.of(
                new Statement(
                        forecast(
                                Metric.SOURCES,
                                new Prediction.Quantiles(Map.of(0.05, -0.0, 0.5, 0.1 + 0.2, 0.95, 1e21 / 3))),
                        Basis.FORECAST,
                        "ab"),
                new Statement(forecast(Metric.ORDERS, new Prediction.Probability(1e-7 / 3)), Basis.NOWCAST, ""));
    }

    /** Seals, then scores with the same ledger or with one that was opened again; the chain's end, and the events. */
    private List<Object> play(String name, boolean reopened) {
        try (ControlStore store = ControlStore.open(folder.resolve(name), Ledger.MIGRATIONS)) {
            Ledger ledger = new Ledger(store, CLOCK, new Random(5), EventLog.none());
            ledger.seal(statements(), DAY);
            Ledger scoring = reopened ? new Ledger(store, CLOCK, new Random(6), EventLog.none()) : ledger;
            assertThat(scoring.score(
                            DAY.plus(Duration.ofDays(1)),
                            q -> new Truth.Known(q.metric().equals(Metric.ORDERS) ? 1 : 2.5, q.to())))
                    .isEqualTo(2);
            assertThat(scoring.verify(List.of())).isEmpty();
            return List.of(scoring.head(), new EventScores(scoring).read());
        }
    }

    @Test
    void aScoreFromMemoryIsTheScoreFromTheTables() {
        List<Object> remembered = play("a.db", false);
        assertThat(remembered).isEqualTo(play("b.db", true));
        assertThat(remembered.get(1))
                .isEqualTo(List.of(new EventScores.Scored(1e-7 / 3, true, Basis.NOWCAST)));
    }

    @Test
    void theLatestAreRememberedAndNoMoreThanTheBound() {
        OpenStatements open = new OpenStatements();
        Statement one = statements().getFirst();
        for (int n = 0; n <= OpenStatements.MOST; n++) {
            open.add(new Sealed(
                    "id" + n, n, CLOCK.instant(), DAY, one.forecast(), one.basis(), one.inputDigest()));
        }
        assertThat(open.find("id0")).isEmpty();
        assertThat(open.find("id1")).isPresent();
        open.remove("id1");
        assertThat(open.find("id1")).isEmpty();
        assertThat(open.find("id" + OpenStatements.MOST)).isPresent();
    }
}
