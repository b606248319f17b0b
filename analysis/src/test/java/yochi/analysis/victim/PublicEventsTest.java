package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** what was publicly scheduled, as a hazard may know it. */
class PublicEventsTest {
    private static final LocalDate DAY = LocalDate.parse("2024-03-10");
    private static final PublicEvents.Event ELECTION =
            new PublicEvents.Event("AA", DAY, DAY, "election", "AA parliament", LocalDate.parse("2024-01-15"));

    private static final PublicEvents.Event LAST = new PublicEvents.Event(
            "ZZ", DAY.plusDays(90), DAY.plusDays(90), "election", "ZZ parliament", LocalDate.parse("2024-01-15"));

    @Test
    void behindTheLastDayOfTheCalendarNothingIsKnownWhichIsNotZero() {
        PublicEvents events = new PublicEvents(List.of(ELECTION));
        assertThat(events.at("AA", DAY.toEpochDay() - 1, 1)).hasValue(1);
        assertThat(events.at("AA", DAY.toEpochDay(), 1)).isEmpty();
        assertThat(events.covers(DAY.toEpochDay())).isTrue();
        assertThat(events.covers(DAY.toEpochDay() + 1)).isFalse();
    }

    @Test
    void anEventIsNearFromThreeDaysBeforeItUntilTheDayBehind() {
        PublicEvents events = new PublicEvents(List.of(ELECTION, LAST));
        for (int offset = -8; offset <= 8; offset++) {
            double expected = offset >= -3 && offset <= 1 ? 1 : 0;
            assertThat(events.at("AA", DAY.toEpochDay() + offset - 1, 1))
                    .as("asked for %d days from it", offset)
                    .hasValue(expected);
        }
        assertThat(events.at("AA", DAY.toEpochDay() - 10, 7)).hasValue(1);
        assertThat(events.at("AA", DAY.toEpochDay() - 11, 7)).hasValue(0);
        assertThat(events.at("BB", DAY.toEpochDay() - 1, 1)).hasValue(0);
    }

    @Test
    void beforeItsDateWasPublicNothingKnowsOfIt() {
        PublicEvents late = new PublicEvents(
                List.of(new PublicEvents.Event("AA", DAY, DAY, "election", "AA parliament", DAY.minusDays(1))));
        assertThat(late.at("AA", DAY.toEpochDay() - 2, 1)).hasValue(0);
        assertThat(late.events("AA", DAY.toEpochDay() - 2, 1)).isEmpty();
        assertThat(late.at("AA", DAY.toEpochDay() - 1, 1)).hasValue(1);
    }

    @Test
    void anEventOfManyStatesIsSharedOutAmongThem() {
        List<PublicEvents.Event> shared = List.of("AA", "BB", "CC", "DD").stream()
                .map(state -> new PublicEvents.Event(
                        state, DAY, DAY.plusDays(3), "election", "of all", LocalDate.parse("2024-01-15")))
                .toList();
        assertThat(new PublicEvents(shared).at("BB", DAY.toEpochDay(), 1)).hasValue(0.25);
        assertThat(new PublicEvents(List.of(shared.get(1), ELECTION)).at("BB", DAY.toEpochDay(), 1))
                .hasValue(1);
    }

    @Test
    void ofANetworkNothingIsKnownWhichIsNotZero() {
        assertThat(new PublicEvents(List.of(ELECTION)).at("AS64496", DAY.toEpochDay(), 1))
                .isEqualTo(OptionalDouble.empty());
    }

    @Test
    void anEventThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new PublicEvents.Event("AA", DAY, DAY.minusDays(1), "summit", "x", DAY))
                .hasMessageContaining("before it begins");
    }
}
