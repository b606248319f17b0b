package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.YochiException;
import yochi.link.identity.SigningKey;

/** K-10, algorithms §6.2: each reader's questions are counted by the node itself, and a restart gives no new ones. */
class ReaderBudgetTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final SigningKey MINISTRY = SigningKey.generate(new SecureRandom());

    private Instant now = START;

    @TempDir
    private Path folder;

    private ReaderBudget open() {
        return ReaderBudget.open(folder.resolve("questions"), () -> now);
    }

    @Test
    void oneReadersBudgetEndsAndAnothersDoesNot() {
        ReaderBudget budget = open();
        assertThat(budget.spend("a", "1", 2)).hasValue(1);
        assertThat(budget.spend("a", "2", 2)).hasValue(0);
        assertThat(budget.spend("a", "3", 2)).isEmpty();
        assertThat(budget.spend("b", "4", 2)).hasValue(1);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(budget.spend("a", "5", 2)).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(budget.spend("a", "6", 2)).hasValue(1);
    }

    @Test
    void aRestartAndAClockSetBackGiveNoNewQuestions() {
        ReaderBudget before = open();
        before.spend("a", "1", 2);
        before.spend("a", "2", 2);
        assertThat(open().spend("a", "3", 2)).isEmpty();
        assertThat(open().known("a", "2")).isTrue();
        now = now.minus(Duration.ofHours(5));
        assertThat(open().spend("a", "4", 2)).isEmpty();
        now = START.plus(Duration.ofHours(1));
        assertThat(open().spend("a", "5", 2)).hasValue(1);
    }

    @Test
    void aJournalThatCannotBeReadLeavesNoQuestionsForAnHour() throws IOException {
        open().spend("a", "1", 2);
        Files.writeString(folder.resolve("questions"), "what is this\n");
        ReaderBudget spoiled = open();
        assertThat(spoiled.spend("a", "2", 2)).isEmpty();
        now = now.plus(ReaderBudget.SPAN);
        assertThat(spoiled.spend("a", "3", 2)).hasValue(1);
    }

    @Test
    void theJournalDoesNotGrowWithoutEnd() throws IOException {
        ReaderBudget budget = open();
        for (int i = 0; i < 3000; i++) {
            now = now.plus(Duration.ofMinutes(10));
            budget.spend("a", Integer.toString(i), 60);
        }
        assertThat(Files.readAllLines(folder.resolve("questions"))).hasSizeLessThan(1100);
    }

    private static ExtractionRequest question(String id) {
        return new ExtractionRequest(
                id, START, START.plusSeconds(3600), Optional.empty(), Optional.empty(), Set.of());
    }

    private static ExtractionRequest.Reader signature(ExtractionRequest of, String name, Instant at) {
        byte[] signed = of.signed(name, at).getBytes(StandardCharsets.UTF_8);
        return new ExtractionRequest.Reader(name, at, HexFormat.of().formatHex(MINISTRY.sign(signed)));
    }

    @Test
    void aReaderIsHeWhoSignedThisVeryQuestionJustNow() {
        ReaderBook book = ReaderBook.of(List.of("# readers", "ministry " + MINISTRY.publicPart()));
        ReaderBudget budget = open();
        ExtractionRequest question = question("q");
        ExtractionRequest signed = question.by(signature(question, "ministry", START));
        assertThat(book.refusal(signed, START, budget)).isEmpty();
        assertThat(book.refusal(question, START, budget)).isEmpty();
        assertThat(book.refusal(question("p").by(signed.reader().orElseThrow()), START, budget))
                .hasValueSatisfying(why -> assertThat(why).contains("not signed"));
        assertThat(book.refusal(question.by(signature(question, "nobody", START)), START, budget)).isPresent();
        assertThat(ReaderBook.none().refusal(signed, START, budget)).isPresent();
        assertThat(book.refusal(signed, START.plus(Duration.ofMinutes(11)), budget))
                .hasValueSatisfying(why -> assertThat(why).contains("from now"));
        budget.spend("ministry", "q", 60);
        assertThat(book.refusal(signed, START, budget))
                .hasValueSatisfying(why -> assertThat(why).contains("before"));
    }

    @Test
    void aReadersFileIsRefusedWithItsLine() {
        assertThatThrownBy(() -> ReaderBook.of(List.of("ministry key")))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("ministry");
        String key = MINISTRY.publicPart().toString();
        assertThatThrownBy(() -> ReaderBook.of(List.of("a " + key, "a " + key))).hasMessageContaining("once");
        assertThatThrownBy(() -> ReaderBook.of(List.of("centre " + key))).hasMessageContaining("own");
    }
}
