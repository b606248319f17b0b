package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** what a statement was made from is chained salted, so that who guesses the orders confirms nothing. */
class InputCommitmentTest {
    private static final Instant DAY = Instant.parse("2024-03-04T00:00:00Z");
    private static final String GUESSED = Entry.sha256("the orders of the day, as a stranger guesses them");
    private static final Statement SAID = new Statement(
            new Forecast(
                    new Prediction.Question(
                            new Region("JP"),
                            AttackType.ATTACK_ORDER,
                            Service.ANY,
                            Metric.ORDERS,
                            DAY,
                            DAY.plus(Duration.ofDays(1))),
                    new Prediction.Probability(0.25),
                    List.of(),
                    DAY,
                    DAY,
                    "hazard/1",
                    List.of()),
            Basis.FORECAST,
            GUESSED);

    private final Random random = new Random(3);

    @Test
    void whoKnowsTheOrdersCannotFindTheirDigestInTheChainNorSeeThatTwoStatementsShareIt() {
        String first = SealedJson.chained(SAID, DAY, opening());
        String second = SealedJson.chained(SAID, DAY, opening());
        assertThat(first).doesNotContain(GUESSED);
        assertThat(SealedJson.text(first, "inputCommitment"))
                .hasSize(64)
                .isNotEqualTo(SealedJson.text(second, "inputCommitment"));
    }

    @Test
    void theOpeningTellsTheDigestAndTheCheckReckonsItAgain() {
        Opening opening = opening();
        String body = SealedJson.chained(SAID, DAY, opening);
        assertThat(SealedJson.text(opening.statement(), "inputDigest")).isEqualTo(GUESSED);
        assertThat(SealedJson.text(body, "inputCommitment"))
                .isEqualTo(Entry.sha256(opening.salt() + "\n" + GUESSED));
        assertThat(faults(opening, body)).isEmpty();
        String other = body.replace(SealedJson.text(body, "inputCommitment"), opening.salted("other orders"));
        assertThat(faults(opening, other)).singleElement().asString().contains("input");
    }

    @Test
    void anEntryThatTellsTheDigestItselfIsCheckedAsBefore() {
        Opening opening = opening();
        String old = SealedJson.chained(SAID, DAY, opening)
                .replace("inputCommitment", "inputDigest")
                .replace(opening.salted(GUESSED), GUESSED);
        assertThat(old).contains("\"inputDigest\":\"" + GUESSED);
        assertThat(faults(opening, old)).isEmpty();
        assertThat(faults(opening, old.replace(GUESSED, "00".repeat(32))))
                .singleElement()
                .asString()
                .contains("input");
    }

    @Test
    void listsOfSourcesAreChainedAlike() {
        ListStatement lists = new ListStatement(
                DAY, DAY.plus(Duration.ofDays(1)), "sources/1", DAY, List.of(), List.of(), GUESSED);
        Opening opening = new Opening(Opening.salt(random), ListJson.shown(lists, DAY));
        String body = ListJson.chained(lists, DAY, opening);
        assertThat(body).doesNotContain(GUESSED);
        assertThat(ListJson.agrees(body, opening)).isTrue();
        assertThat(ListJson.agrees(body.replace(opening.salted(GUESSED), opening.salted("")), opening))
                .isFalse();
    }

    private Opening opening() {
        return new Opening(Opening.salt(random), SealedJson.shown(SAID, DAY, Opening.salt(random)));
    }

    private static List<String> faults(Opening opening, String body) {
        Entry entry = Entry.after(Entry.GENESIS, 1, Entry.Kind.SEALED, "id", DAY, body);
        ChainLine line = ChainLine.of(entry, Optional.of(body), Optional.of(opening));
        return ChainCheck.broken(List.of(line), List.of());
    }
}
