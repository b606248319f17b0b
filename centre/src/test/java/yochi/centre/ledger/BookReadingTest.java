package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** what the book says of events: scores, alarms, lead times and lists, within bounds. */
class BookReadingTest {
    private static final Instant DAY = Instant.parse("2024-03-04T00:00:00Z"); // a Monday
    private static final int NETWORKS = 12;

    private final Map<String, Sealed> sealed = new HashMap<>();
    private long number;
    private String previous = Entry.GENESIS;

    @Test
    void aBoundOnSpansLeavesEveryFigureAsItIs() {
        BookReading wide = new BookReading(this::find, 1000);
        BookReading narrow = new BookReading(this::find, 5);
        fill(wide, narrow);
        ForecastBook.Part a = wide.book(0).parts().getFirst();
        ForecastBook.Part b = narrow.book(0).parts().getFirst();
        assertThat(b.alarms()).isEqualTo(a.alarms());
        assertThat(b.lists()).isEqualTo(a.lists());
        assertThat(b.reliability()).isEqualTo(a.reliability());
        for (int i = 0; i < a.lines().size(); i++) {
            assertThat(b.lines().get(i).ours()).isCloseTo(a.lines().get(i).ours(), within(1e-12));
            assertThat(b.lines().get(i).rivals()).isCloseTo(a.lines().get(i).rivals(), within(1e-12));
            assertThat(b.lines().get(i).n()).isEqualTo(a.lines().get(i).n());
        }
        assertThat(b.lines().getFirst().days()).isEqualTo(5);
        assertThat(b.independent()).isLessThan(a.independent());
    }

    @Test
    void alarmsAreCountedPerWeekWithTheirLeadTime() {
        BookReading book = new BookReading(this::find, 100);
        for (int day = 0; day < 14; day++) {
            boolean came = day == 3 || day == 10;
            double p = day == 3 || day == 5 ? 0.4 : 0.05;
            add(book, day, "JP", p, 0.2, came);
        }
        AlarmLine ours = book.book(0).parts().getFirst().alarms().stream()
                .filter(a -> a.who().equals(AlarmLine.OURS) && a.threshold() == 0.3)
                .findFirst()
                .orElseThrow();
        assertThat(List.of(ours.alarms(), ours.hits(), ours.falseAlarms(), ours.missed()))
                .containsExactly(2L, 1L, 1L, 1L);
        assertThat(ours.perWeek()).isCloseTo(1, within(1e-12));
        assertThat(ours.leadHours().orElseThrow()).isCloseTo(6, within(1e-12)); // known until six in the evening
    }

    @Test
    void hitsAreComparedOnListsOfEqualLength() {
        BookReading book = new BookReading(this::find, 100);
        for (int network = 0; network < NETWORKS; network++) {
            // ours ranks the two that are hit first, the rival last
            add(book, 0, "AS" + (64500 + network), 1.0 / (network + 2), network / 20.0 + 0.01, network < 2);
        }
        List<ListLine> lists = book.book(0).parts().getFirst().lists();
        Group group = new Group("hazard/1", Basis.FORECAST, 24, 2); // known until six in the evening
        assertThat(lists)
                .containsExactly(
                        new ListLine(group, 10, "ours", 2, 2, 1), new ListLine(group, 10, "persistence", 0, 2, 1));
    }

    @Test
    void skillIsToldByWeek() {
        BookReading book = new BookReading(this::find, 100);
        for (int day = 0; day < 35; day++) { // under thirty outcomes no week tells a skill
            add(book, day, "JP", day < 7 ? 0.1 : 0.5, 0.5, false);
        }
        List<WeekLine> brier = book.book(0).parts().getFirst().weeks().stream()
                .filter(w -> w.measure().equals("brier"))
                .toList();
        assertThat(brier).hasSize(5);
        assertThat(brier.getFirst().week()).isEqualTo("2024-03-04");
        assertThat(brier.getFirst().skill().orElseThrow()).isCloseTo(0.96, within(1e-12));
        assertThat(brier.getLast().skill().orElseThrow()).isCloseTo(0, within(1e-12));
    }

    @Test
    void forecastsAndNowcastsAreScoredApart() {
        BookReading book = new BookReading(this::find, 100);
        add(book, 0, "JP", 0.1, 0.2, false, Basis.FORECAST);
        add(book, 1, "JP", 0.9, 0.2, true, Basis.NOWCAST);
        assertThat(book.book(0).parts())
                .extracting(p -> p.group().basis())
                .containsExactly(Basis.FORECAST, Basis.NOWCAST);
        assertThat(book.book(0).independent()).isOne();
    }

    private void fill(BookReading... books) {
        SplittableRandom random = new SplittableRandom(7);
        for (int day = 0; day < 60; day++) {
            for (int network = 0; network < NETWORKS; network++) {
                boolean came = random.nextInt(9) == 0 && day % 15 == 0;
                double p = random.nextDouble();
                double theirs = random.nextDouble();
                String id = seal(day, "AS" + (64500 + network), p, theirs, Basis.FORECAST);
                Entry score = score(id, day, came);
                for (BookReading book : books) {
                    book.add(score, Optional.empty());
                }
            }
        }
    }

    private void add(BookReading book, int day, String region, double p, double rival, boolean came) {
        add(book, day, region, p, rival, came, Basis.FORECAST);
    }

    private void add(BookReading book, int day, String region, double p, double rival, boolean came, Basis basis) {
        book.add(score(seal(day, region, p, rival, basis), day, came), Optional.empty());
    }

    private String seal(int day, String region, double p, double rival, Basis basis) {
        Instant from = DAY.plus(Duration.ofDays(day));
        Instant known = from.minus(Duration.ofHours(6));
        Forecast forecast = new Forecast(
                new Prediction.Question(
                        new Region(region),
                        AttackType.ATTACK_ORDER,
                        Service.ANY,
                        Metric.ORDERS,
                        from,
                        from.plus(Duration.ofDays(1))),
                new Prediction.Probability(p),
                List.of(new Prediction.Rival("persistence", new Prediction.Probability(rival))),
                known,
                known,
                "hazard/1",
                List.of());
        String id = region + "-" + day;
        sealed.put(id, new Sealed(id, 1, known, known, forecast, basis, ""));
        return id;
    }

    private Sealed find(String id) {
        return Optional.ofNullable(sealed.get(id)).orElseThrow();
    }

    private Entry score(String id, int day, boolean came) {
        Instant from = DAY.plus(Duration.ofDays(day));
        Score score = Score.of(
                id,
                find(id).forecast(),
                new Truth.Known(
                        came ? 1 : 0, from.plus(Duration.ofDays(1)), came ? Optional.of(from) : Optional.empty()));
        Entry entry = Entry.after(previous, ++number, Entry.Kind.SCORE, id, from, ScoreJson.score(score));
        previous = entry.hash();
        return entry;
    }
}
