package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.decision.DecisionTable;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Sealed;
import yochi.centre.store.ControlStore;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** an alert that foretells a surge is judged by what came, as other forecasts are. */
class SurgeAlertTest {
    private static final Instant DAY = Instant.parse("2024-02-19T00:00:00Z");

    @TempDir
    Path folder;

    private ControlStore store;
    private Situation situation;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        situation = new Situation(
                store,
                Settings.of(new Country("JP")),
                InstantSource.fixed(DAY),
                new Random(7),
                EventLog.none(),
                record -> {});
        situation.foresee(List.of(counts("first", 0), counts("second", 1)), List.of(), DAY);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void oneThatCameIsRight() {
        assertThat(judged(id -> Optional.of(id.equals("first")))).isEqualTo(new Precision.Judged(1, 0));
        assertThat(last()).isEqualTo("The days spoken of have passed, and the surge came.");
    }

    @Test
    void oneThatDidNotComeIsWrong() {
        assertThat(judged(id -> Optional.of(false))).isEqualTo(new Precision.Judged(0, 1));
        assertThat(last()).isEqualTo("The days spoken of have passed, and no surge came.");
    }

    @Test
    void whereACountIsNotKnownNobodyHasJudged() {
        assertThat(judged(id -> id.equals("first") ? Optional.of(false) : Optional.empty()))
                .isEqualTo(new Precision.Judged(0, 0));
        assertThat(last()).isEqualTo("The days spoken of have passed.");
    }

    private Precision.Judged judged(java.util.function.Function<String, Optional<Boolean>> came) {
        situation.onSurges(came);
        situation.foresee(List.of(), List.of(), DAY.plus(Duration.ofDays(2)));
        assertThat(situation.open()).isEmpty();
        return situation.precision().stream()
                .filter(p -> p.kind() == DecisionTable.Kind.SURGE)
                .findFirst()
                .orElseThrow()
                .byData();
    }

    private String last() {
        return situation.newest(1).getFirst().steps().getLast().why();
    }

    private static Sealed counts(String id, int day) {
        Instant from = DAY.plus(Duration.ofDays(day));
        Forecast forecast = new Forecast(
                new Prediction.Question(
                        new Region("tokyo"),
                        AttackType.SCAN_SYN,
                        Service.tcp(445),
                        Metric.SOURCES,
                        from,
                        from.plus(Duration.ofDays(1))),
                new Prediction.Quantiles(Map.of(0.05, 20.0, 0.5, 40.0, 0.95, 80.0)),
                List.of(new Prediction.Rival("7-day mean", new Prediction.Quantiles(Map.of(0.5, 10.0)))),
                DAY,
                DAY,
                "counts/1",
                List.of());
        return new Sealed(id, 3, DAY, DAY, forecast, Basis.FORECAST, "");
    }
}
