package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.victim.PublicEvents;
import yochi.core.model.EventLog;

/** R-4, G-12: the calendar of scheduled public events, shipped and the operator's own. */
class EventCalendarTest {
    private static final String ROW = "AA,2026-11-20,2026-11-21,summit,Summit of AA,2026-10-01,https://example.org/";

    @TempDir
    Path folder;

    @Test
    void theShippedCalendarHoldsAndEveryRowHasItsSource() {
        EventCalendar.Read shipped = EventCalendar.shipped().current();
        assertThat(shipped.problems()).isEmpty();
        assertThat(shipped.events()).hasSizeGreaterThan(50);
        assertThat(shipped.events())
                .allSatisfy(e -> assertThat(e.known()).isBefore(e.from().plusDays(1)));
        assertThat(new PublicEvents(shipped.events()).until()).contains(LocalDate.parse("2024-07-07"));
    }

    @Test
    void aRowThatCannotBeUsedIsToldWithItsLineAndARemedyAndTheOthersHold() {
        String text = String.join(
                "\n",
                "# mine",
                EventCalendar.COLUMNS,
                ROW,
                "AAA,2026-11-20,2026-11-21,summit,S,2026-10-01,here",
                "AA,2026-11-31,2026-12-01,summit,S,2026-10-01,here",
                "AA,2026-11-20,2026-11-19,summit,S,2026-10-01,here",
                "AA,2026-11-20,2026-11-21,summit,S,2026-12-01,here",
                "AA,2026-11-20,2026-11-21,summit,,2026-10-01,here",
                "AA,2026-11-20,2026-11-21",
                "BB,2026-11-20,2026-11-21,summit,S,2026-10-01,a source, with a comma");
        EventCalendar.Read read = EventCalendar.parse("events.csv", text);
        assertThat(read.events()).extracting(PublicEvents.Event::region).containsExactly("AA", "BB");
        assertThat(read.problems())
                .satisfiesExactly(
                        p -> assertThat(p).contains("events.csv, line 4", "AAA is no state", "write its two letters"),
                        p -> assertThat(p).contains("line 5", "2026-11-31 is no day", "write it like"),
                        p -> assertThat(p).contains("line 6", "before it begins", "write the first day first"),
                        p -> assertThat(p).contains("line 7", "never be used", "its date was public"),
                        p -> assertThat(p).contains("line 8", "the field event is empty"),
                        p -> assertThat(p).contains("line 9", "3 fields", EventCalendar.COLUMNS));
    }

    @Test
    void withoutItsColumnsATextIsNoCalendar() {
        EventCalendar.Read read = EventCalendar.parse("events.csv", ROW);
        assertThat(read.events()).isEmpty();
        assertThat(read.problems())
                .singleElement()
                .asString()
                .contains("line 1", "the columns are not " + EventCalendar.COLUMNS);
    }

    @Test
    void anEventThatTheOperatorAddsHoldsFromTheNextReadingOn() throws IOException {
        Path file = folder.resolve("events.csv");
        Files.writeString(file, EventCalendar.COLUMNS + "\n");
        EventCalendar calendar = EventCalendar.of(file, EventLog.none());
        assertThat(calendar.current().events()).isEmpty();
        Files.writeString(file, EventCalendar.COLUMNS + "\n" + ROW + "\n");
        assertThat(calendar.current().events()).hasSize(1);
        Files.delete(file);
        assertThat(calendar.current().events()).hasSize(1);
    }

    @Test
    void whatIsWrongGoesIntoTheLogAndAMissingFileIsTold() {
        List<String> told = new ArrayList<>();
        EventLog log = (event, id, details) -> told.add(event + " " + id + " " + details);
        EventCalendar none = EventCalendar.of(folder.resolve("none.csv"), log);
        assertThat(none.current().events()).isEmpty();
        assertThat(none.current().problems()).singleElement().asString().contains("none.csv", "cannot be read");
        assertThat(told).singleElement().asString().contains("calendar.row", "none.csv");
    }
}
