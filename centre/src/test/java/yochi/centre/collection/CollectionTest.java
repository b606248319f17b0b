package yochi.centre.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import yochi.centre.gate.Problem;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Suppressed;
import yochi.link.wire.ReportCodec;

/** K-1, issue 2 §7: reports are taken once, in any order, and every gap is accounted for. */
class CollectionTest {
    private static final NodeId NODE = NodeId.of(1, new Random(1));
    private static final Instant NOW = Instant.EPOCH.plus(Duration.ofDays(40));
    private static final NodeId OTHER = NodeId.of(2, new Random(2));

    private final MemoryStore store = new MemoryStore();
    private final Collection collection = open();

    private Collection open() {
        return new Collection(store, InstantSource.fixed(NOW), EventLog.none());
    }

    private static EpochReport report(NodeId node, long sequence, String policy) {
        return new EpochReport(
                node,
                "n",
                new Country("SG"),
                1,
                sequence,
                new Epoch(sequence * Epoch.DAY, Epoch.DAY),
                0,
                false,
                policy,
                "",
                "",
                "1",
                List.of(),
                List.of(),
                Suppressed.NOTHING);
    }

    private static byte[] bytes(long sequence) {
        return ReportCodec.encode(report(NODE, sequence, "p"));
    }

    private static void refusedWith(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.status()).isEqualTo(status);
            assertThat(p.code()).isEqualTo(code);
        });
    }

    @Test
    void aReportSentTwiceIsStoredOnceAndCounted() {
        List<Long> heard = new ArrayList<>();
        collection.onStored(r -> heard.add(r.sequence()));
        assertThat(collection.take(NODE, bytes(1)).duplicate()).isFalse();
        assertThat(collection.take(NODE, bytes(1)).duplicate()).isTrue();
        assertThat(heard).containsExactly(1L);
        assertThat(store.ledger()).hasSize(1);
        assertThat(collection.accounts().getFirst().duplicates()).isEqualTo(1);
    }

    /** One node's wrong clock keeps no forecast of anybody's from being sealed in time. */
    @Test
    void aWindowOfTheFutureIsRefusedForTheNodeToKeepAside() {
        assertThat(collection.take(NODE, bytes(40)).duplicate()).isFalse();
        refusedWith(422, "report.future", () -> collection.take(NODE, bytes(41)));
        assertThat(store.ledger()).hasSize(1);
        assertThat(collection.refused()).isEqualTo(1);
    }

    @Test
    void whoWaitsForAReportWakesWhenEveryListenerHasIt() throws Exception {
        List<Boolean> wokenBefore = new ArrayList<>();
        Instant end = report(NODE, 1, "p").window().end();
        collection.onStored(r -> {
            try {
                wokenBefore.add(collection.awaitReleased(List.of(NODE), end, Duration.ofMillis(20)));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        collection.take(NODE, bytes(1));
        assertThat(wokenBefore).containsExactly(false);
        assertThat(collection.awaitReleased(List.of(NODE), end, Duration.ZERO)).isTrue();
    }

    @Test
    void reorderedReportsAreTakenAndTheGapIsShownMeanwhile() {
        collection.take(NODE, bytes(3));
        collection.take(NODE, bytes(1));
        assertThat(collection.accounts().getFirst().gaps()).containsExactly("2-2");
        collection.take(NODE, bytes(2));
        assertThat(collection.accounts().getFirst().missing()).isZero();
    }

    @Test
    void theSameNumberWithOtherContentIsRefusedAndTellsOfACopy() {
        collection.take(NODE, bytes(1));
        byte[] other = ReportCodec.encode(report(NODE, 1, "q"));
        refusedWith(409, "report.conflict", () -> collection.take(NODE, other));
        assertThat(collection.accounts().getFirst().copied()).isTrue();
        assertThat(collection.conflicts()).isEqualTo(1);
    }

    @Test
    void aReportInAnotherNodesNameIsRefused() {
        refusedWith(403, "report.foreign", () -> collection.take(OTHER, bytes(1)));
        assertThat(store.ledger()).isEmpty();
    }

    @Test
    void rubbishAndNewerMajorsAreRefusedAndCounted() {
        refusedWith(400, "E201", () -> collection.take(NODE, new byte[] {1, 2, 3}));
        byte[] newer = bytes(1);
        newer[4]++;
        refusedWith(422, "E203", () -> collection.take(NODE, newer));
        assertThat(collection.refused()).isEqualTo(2);
    }

    @Test
    void theAccountFollowsFromTheLedgerAfterARestart() throws Exception {
        collection.take(NODE, bytes(1));
        collection.take(NODE, bytes(4));
        Collection.Account after = open().accounts().getFirst();
        assertThat(after.gaps()).containsExactly("2-3");
        assertThat(after.releasedUntil()).isEqualTo(Instant.ofEpochSecond(5L * Epoch.DAY));
        assertThat(open().awaitReleased(List.of(NODE), Instant.ofEpochSecond(5L * Epoch.DAY), Duration.ZERO))
                .isTrue();
        assertThat(open().awaitReleased(List.of(NODE, OTHER), Instant.EPOCH, Duration.ofMillis(5)))
                .isFalse();
    }
}
