package yochi.centre.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.link.wire.SeenVictimReportCodec;

/** R-4, M-4: reports on seen victims are taken once, for the home country only, and none of days to come. */
class SeenVictimsTest {
    private static final NodeId NODE = NodeId.of(1, new Random(1));
    private static final NodeId OTHER = NodeId.of(2, new Random(2));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private final List<SeenVictimReport> heard = new ArrayList<>();
    private ControlStore store;
    private SeenVictims intake;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("control.db"), SeenVictims.AND_OTHERS);
        intake = new SeenVictims(store, new Country("JP"), () -> NOW, EventLog.none());
        intake.onStored(heard::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static byte[] report(long sequence, String country, Instant from, long unnamed) {
        return SeenVictimReportCodec.encode(new SeenVictimReport(
                NODE,
                sequence,
                new Country(country),
                from,
                from.plusSeconds(3600),
                Set.of(SeenVictim.Kind.BACKSCATTER),
                "p",
                unnamed,
                List.of()));
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.status()).isEqualTo(status);
            assertThat(p.code()).isEqualTo(code);
        });
    }

    @Test
    void eachIsTakenOnceInWhateverOrderAndAConflictIsRefused() {
        byte[] second = report(2, "JP", NOW.minusSeconds(3600), 0);
        assertThat(intake.take(NODE, second).duplicate()).isFalse();
        assertThat(intake.take(NODE, report(1, "JP", NOW.minusSeconds(7200), 0)).duplicate())
                .isFalse();
        assertThat(intake.take(NODE, second).duplicate()).isTrue();
        assertThat(heard).extracting(SeenVictimReport::sequence).containsExactly(2L, 1L);
        refused(409, "report.conflict", () -> intake.take(NODE, report(2, "JP", NOW.minusSeconds(3600), 5)));
        assertThat(heard).hasSize(2);
    }

    @Test
    void anotherNodesAnotherCountrysAndTomorrowsReportsAreRefused() {
        refused(403, "report.foreign", () -> intake.take(OTHER, report(1, "JP", NOW, 0)));
        refused(422, "seenVictims.foreign", () -> intake.take(NODE, report(1, "DE", NOW, 0)));
        refused(422, "seenVictims.future", () -> intake.take(NODE, report(1, "JP", NOW.plusSeconds(90_000), 0)));
        refused(400, "E201", () -> intake.take(NODE, new byte[] {1}));
        assertThat(heard).isEmpty();
        assertThat(intake.take(NODE, report(1, "JP", NOW, 0)).duplicate()).isFalse();
    }

    /** What the listener did not finish is not written down, so the node sends it again. */
    @Test
    void aReportThatTheListenerFailedOnComesAgain() {
        SeenVictims failing = new SeenVictims(store, new Country("JP"), () -> NOW, EventLog.none());
        failing.onStored(r -> {
            throw new IllegalStateException("disk full");
        });
        assertThatThrownBy(() -> failing.take(NODE, report(1, "JP", NOW, 0))).hasMessage("disk full");
        assertThat(intake.take(NODE, report(1, "JP", NOW, 0)).duplicate()).isFalse();
        assertThat(heard).hasSize(1);
    }
}
