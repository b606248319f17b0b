package yochi.centre.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import yochi.core.model.EventLog;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.NodeId;
import yochi.core.model.Ticker;

/** K-16: what was not shipped can be asked for, and who did not answer is said. */
class ExtractionsTest {
    private static final NodeId ONE = NodeId.of(1, new Random(1));
    private static final NodeId TWO = NodeId.of(2, new Random(2));
    private static final ExtractionRequest REQUEST = new ExtractionRequest(
            "q", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Optional.empty(), Optional.empty(), Set.of());

    private final Extractions extractions = new Extractions(Ticker.system(), EventLog.none());

    private static ExtractionAnswer answer(NodeId node) {
        return ExtractionAnswer.without("q", node, ExtractionAnswer.Outcome.REFUSED, "budget", "strict");
    }

    private Extractions.Gathered whileAsked(Runnable nodes, Duration deadline) throws Exception {
        FutureTask<Extractions.Gathered> asking =
                new FutureTask<>(() -> extractions.extract(REQUEST, List.of(ONE, TWO), deadline));
        Thread.ofPlatform().start(asking);
        nodes.run();
        return asking.get();
    }

    private void replies(NodeId node) {
        try {
            assertThat(extractions.next(node, Duration.ofSeconds(10))).contains(REQUEST);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(extractions.answer(node, answer(node))).isTrue();
    }

    @Test
    void itEndsWithTheLastAnswerNotWithTheDeadline() throws Exception {
        Extractions.Gathered g = whileAsked(
                () -> {
                    replies(ONE);
                    replies(TWO);
                },
                Duration.ofSeconds(60));
        assertThat(g.silent()).isEmpty();
        assertThat(g.answers()).containsOnlyKeys(ONE, TWO);
        assertThat(g.took()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aRequestIsNotLostToTheWaitThatAKilledNodeLeftBehind() throws Exception {
        FutureTask<java.util.Optional<ExtractionRequest>> leftBehind =
                new FutureTask<>(() -> extractions.next(ONE, Duration.ofSeconds(20)));
        Thread waiting = Thread.ofPlatform().start(leftBehind);
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(5);
        }
        Extractions.Gathered g = whileAsked(
                () -> {
                    replies(ONE);
                    replies(TWO);
                },
                Duration.ofSeconds(10));
        assertThat(g.silent()).isEmpty();
        assertThat(leftBehind.get()).isEmpty();
    }

    @Test
    void whoDoesNotAnswerInTimeIsNamed() throws Exception {
        Extractions.Gathered g = whileAsked(() -> replies(ONE), Duration.ofSeconds(2));
        assertThat(g.silent()).containsExactly(TWO);
        assertThat(g.answers()).containsOnlyKeys(ONE);
        assertThat(extractions.next(TWO, Duration.ZERO)).isEmpty();
    }

    @Test
    void anAnswerThatNobodyWaitsForOrInAnothersNameIsNotTaken() {
        assertThat(extractions.answer(ONE, answer(ONE))).isFalse();
        assertThat(extractions.answer(ONE, answer(TWO))).isFalse();
    }
}
