package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.centre.store.ControlStore;
import yochi.core.model.AttackType;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** X-3a: the public sees commitments, then openings, and never a victim's name; nobody picks winners. */
class CommitmentTest {
    private static final Instant DAY = Instant.parse("2024-03-04T00:00:00Z");
    private static final Instant WALL = Instant.parse("2026-01-02T03:04:05Z");
    private static final String DIGEST = "cd".repeat(32);

    @TempDir
    Path folder;

    private ControlStore store;
    private Ledger ledger;
    private Instant now = WALL;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("ledger.db"), Ledger.MIGRATIONS);
        InstantSource clock = () -> now;
        ledger = new Ledger(store, clock, new Random(4), EventLog.none());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theChainSaysWhenAndHowButNotWhatUntilTheSpanHasPassed() {
        Sealed sealed = seal(0, "JP", 0.3125);
        ChainLine line = ledger.published(0, 10).getFirst();
        assertThat(line.opening()).isEmpty();
        assertThat(line.toString())
                .contains("hazard/1", "2024-03-04T00:00:00Z")
                .doesNotContain("0.3125", "JP", "basis", DIGEST);
        ledger.score(DAY.plus(Duration.ofDays(1)), q -> new Truth.NotYet());
        Opening opening = ledger.published(0, 10).getFirst().opening().orElseThrow();
        assertThat(opening.statement()).contains("0.3125", "\"region\":\"JP\"");
        assertThat(line.body().orElseThrow()).contains(opening.commitment());
        assertThat(sealed.inputDigest()).isEqualTo(DIGEST);
        assertThat(check()).isEmpty();
    }

    @Test
    void aVictimIsNeverNamedToThePublicNotEvenInAReason() {
        seal(0, "AS64500", 0.2);
        ledger.score(DAY.plus(Duration.ofDays(1)), q -> new Truth.Missing("no list of " + q.region()));
        String published = ledger.published(0, 10).toString();
        assertThat(published).doesNotContain("64500").contains("\"region\\\":\\\"network", "no list of network");
        assertThat(ledger.book(1).recent().getFirst().sealed().forecast().question().region().name())
                .isEqualTo("AS64500");
        assertThat(check()).isEmpty();
    }

    @Test
    void whereACommitmentStandsDoesNotTellOfWhomItSpeaks() {
        List<Integer> first = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            Instant from = DAY.plus(Duration.ofDays(day));
            List<Statement> said = List.of(
                    new Statement(forecast(day, "AS64500", 0.1), Basis.FORECAST, DIGEST),
                    new Statement(forecast(day, "AS64501", 0.2), Basis.FORECAST, DIGEST));
            List<Sealed> sealed = ledger.seal(said, from);
            assertThat(sealed)
                    .extracting(Sealed::forecast)
                    .containsExactly(said.get(0).forecast(), said.get(1).forecast());
            first.add(sealed.get(0).number() < sealed.get(1).number() ? 0 : 1);
        }
        assertThat(first).contains(0, 1);
    }

    @Test
    void theSameWordsSealedTwiceGiveCommitmentsThatNobodyCanCompare() {
        seal(0, "AS64500", 0.2);
        seal(0, "AS64501", 0.2);
        List<String> bodies =
                ledger.published(0, 10).stream().map(l -> l.body().orElseThrow()).toList();
        assertThat(bodies.getFirst()).isNotEqualTo(bodies.getLast());
        ledger.score(DAY.plus(Duration.ofDays(1)), q -> new Truth.NotYet());
        List<Opening> openings = ledger.published(0, 10).stream()
                .map(l -> l.opening().orElseThrow())
                .toList();
        assertThat(SealedJson.text(openings.getFirst().statement(), "who"))
                .hasSize(64)
                .isNotEqualTo(SealedJson.text(openings.getLast().statement(), "who"));
    }

    @Test
    void anOpeningThatSaysSomethingElseIsFound() {
        seal(0, "JP", 0.3);
        ledger.score(DAY.plus(Duration.ofDays(1)), q -> new Truth.Known(1, q.to()));
        List<ChainLine> lines = new ArrayList<>(ledger.published(0, 10));
        ChainLine line = lines.getFirst();
        Opening better = new Opening(
                line.opening().orElseThrow().salt(),
                line.opening().orElseThrow().statement().replace("0.3", "0.9"));
        lines.set(
                0,
                new ChainLine(
                        line.number(),
                        line.kind(),
                        line.subject(),
                        line.sealedAt(),
                        line.body(),
                        line.previous(),
                        line.hash(),
                        java.util.Optional.of(better)));
        assertThat(ChainCheck.broken(lines, List.of()))
                .containsExactly("entry 1 opens to something else than was committed");
    }

    @Test
    void theFirstAnswerOfADayStands() {
        Sealed first = seal(0, "JP", 0.3);
        assertThat(seal(0, "JP", 0.9)).isEqualTo(first);
        assertThat(ledger.published(0, 10)).hasSize(1);
    }

    @Test
    void aWithdrawnStatementIsCountedAndScoredAllTheSame() {
        Sealed sealed = seal(0, "JP", 0.3);
        ledger.withdraw(sealed.id(), "made from a list that was mistyped");
        assertThatThrownBy(() -> ledger.withdraw(sealed.id(), "again")).hasMessageContaining("withdrawn before");
        assertThatThrownBy(() -> ledger.withdraw("nothing", "why")).hasMessageContaining("no statement nothing");
        ledger.score(DAY.plus(Duration.ofDays(1)), q -> new Truth.Known(0, q.to()));
        ForecastBook book = ledger.book(1);
        assertThat(book.withdrawn()).isOne();
        assertThat(book.scored()).isOne();
        assertThat(check()).isEmpty();
    }

    @Test
    void aWithdrawalThatNamesTheVictimIsRefused() {
        Sealed sealed = seal(0, "AS64500", 0.3);
        assertThatThrownBy(() -> ledger.withdraw(sealed.id(), "AS64500 asked for it"))
                .hasMessageContaining("names the victim");
        ledger.withdraw(sealed.id(), "the network asked for it");
        ledger.withdraw(seal(0, "JP", 0.3).id(), "of JP nothing more is known");
    }

    @Test
    void whoWasEligibleAndNotSealedIsCountedAlsoOnDaysWithoutARound() {
        eligible(0, "first rule", "JP", "AS64500");
        seal(0, "JP", 0.3);
        seal(0, "AS64500", 0.1);
        eligible(1, "first rule", "JP", "AS64500");
        seal(1, "JP", 0.3);
        eligible(4, "second rule", "JP");
        ForecastBook book = ledger.book(0);
        assertThat(book.eligible()).hasValue(2 + 2 + 2 * 2);
        assertThat(book.missing()).hasValue(0 + 1 + 2 * 2);
        assertThat(ledger.published(0, 100).stream().map(ChainLine::kind))
                .containsExactly("rule", "sealed", "sealed", "day", "sealed", "rule", "day", "day");
        assertThat(check()).isEmpty();
        eligible(4, "second rule", "JP");
        assertThat(ledger.published(0, 100)).hasSize(8);
    }

    @Test
    void aLedgerOfBeforeCommitmentsStaysVerifiableAndGoesOn() {
        store.close();
        Path old = folder.resolve("old.db");
        try (ControlStore before = ControlStore.open(old, Ledger.MIGRATIONS.subList(0, 6))) {
            Entry a = old(1, Entry.GENESIS, "JP");
            Entry b = old(2, a.hash(), "AS64500");
            before.transaction(h -> {
                for (Entry e : List.of(a, b)) {
                    h.execute(
                            "INSERT INTO entry (number, kind, subject, sealed_at, body, previous, hash)"
                                    + " VALUES (?, 'forecast', ?, ?, ?, ?, ?)",
                            e.number(), e.subject(), e.sealedAt().toString(), e.body(), e.previous(), e.hash());
                    h.execute(
                            "INSERT INTO open_forecast (subject, ends) VALUES (?, ?)", e.subject(), "001709596800000");
                }
                return a;
            });
        }
        store = ControlStore.open(old, Ledger.MIGRATIONS);
        ledger = new Ledger(store, () -> now, new Random(4), EventLog.none());
        seal(1, "JP", 0.3);
        assertThat(ledger.verify(List.of(ledger.head()))).isEmpty();
        assertThat(ledger.published(0, 10).getFirst().body()).isEmpty();
        assertThat(ledger.score(DAY.plus(Duration.ofDays(1)), q -> new Truth.Known(0, q.to()))).isEqualTo(2);
        assertThat(ledger.published(0, 10).toString()).contains("0.3").doesNotContain("64500");
        ChainCheck check = new ChainCheck(List.of());
        ledger.published(0, 10).forEach(check::add);
        assertThat(check.report().faults()).isEmpty();
        assertThat(check.report().withheld()).isOne();
        assertThat(ledger.book(5).parts().getFirst().group().basis()).isEqualTo(Basis.UNDIVIDED);
    }

    private Entry old(long number, String previous, String region) {
        String body = SealedJson.kept(new Statement(forecast(0, region, 0.3), Basis.FORECAST, ""), DAY)
                .replace("\"basis\":\"forecast\",\"inputDigest\":\"\",", "");
        return Entry.after(
                previous, number, Entry.Kind.FORECAST, Entry.sha256(body).substring(0, 32), WALL, body);
    }

    /** Property: whatever one character of whatever line is changed, or line taken out or moved, it is found. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyChangeToAnyLineIsFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        eligible(0, "rule", "JP");
        for (int day = 0; day < 12; day++) {
            now = now.plusSeconds(random.nextInt(3));
            seal(day, random.nextBoolean() ? "JP" : "AS64500", random.nextInt(100) / 100.0);
            ledger.score(DAY.plus(Duration.ofDays(day)), q -> new Truth.Known(random.nextInt(2), q.to()));
        }
        List<ChainLine> lines = ledger.published(0, 1000);
        String head = ledger.head();
        assertThat(ChainCheck.broken(lines, List.of(head))).isEmpty();
        for (int round = 0; round < 60; round++) {
            List<ChainLine> other = new ArrayList<>(lines);
            int at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> other.remove(at);
                case 1 -> other.add(at, other.remove((at + 1) % other.size()));
                case 2 -> other = new ArrayList<>(other.subList(0, at));
                default -> other.set(at, changed(lines.get(at), random));
            }
            assertThat(other.equals(lines) ? List.of("same") : ChainCheck.broken(other, List.of(head)))
                    .as("seed %d, round %d, line %d", seed, round, at + 1)
                    .isNotEmpty();
        }
    }

    private static ChainLine changed(ChainLine line, SplittableRandom random) {
        String body = line.body().orElseThrow();
        int at = random.nextInt(body.length());
        char other = (char) (body.charAt(at) ^ 1);
        String text = body.substring(0, at) + other + body.substring(at + 1);
        return new ChainLine(
                line.number(),
                line.kind(),
                line.subject(),
                line.sealedAt(),
                java.util.Optional.of(text),
                line.previous(),
                line.hash(),
                line.opening());
    }

    private List<String> check() {
        List<ChainLine> read = ledger.published(0, 1000).stream()
                .map(line -> ChainLine.parse(line.toString()))
                .toList();
        assertThat(read).isEqualTo(ledger.published(0, 1000));
        assertThat(ledger.verify(List.of(ledger.head()))).isEmpty();
        return ChainCheck.broken(read, List.of(ledger.head()));
    }

    private void eligible(int day, String rule, String... regions) {
        TreeSet<String> units = new TreeSet<>();
        for (String region : regions) {
            units.add(Eligible.unit(forecast(day, region, 0).question()));
        }
        ledger.eligible(List.of(new Eligible("orders", rule, units)), DAY.plus(Duration.ofDays(day)));
    }

    private Sealed seal(int day, String region, double probability) {
        Instant from = DAY.plus(Duration.ofDays(day));
        return ledger.seal(
                        List.of(new Statement(forecast(day, region, probability), Basis.FORECAST, DIGEST)), from)
                .getFirst();
    }

    private static Forecast forecast(int day, String region, double probability) {
        Instant from = DAY.plus(Duration.ofDays(day));
        return new Forecast(
                new Prediction.Question(
                        new Region(region),
                        AttackType.ATTACK_ORDER,
                        Service.ANY,
                        Metric.ORDERS,
                        from,
                        from.plus(Duration.ofDays(1))),
                new Prediction.Probability(probability),
                List.of(new Prediction.Rival("climatology", new Prediction.Probability(0.5))),
                from,
                from,
                "hazard/1",
                List.of());
    }
}
