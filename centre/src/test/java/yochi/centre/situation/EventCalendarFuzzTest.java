package yochi.centre.situation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever an operator's file holds, it is read or told to be wrong. */
class EventCalendarFuzzTest {
    @FuzzTest
    void noTextBreaksTheReader(byte[] text) {
        EventCalendar.Read read = EventCalendar.parse("events.csv", new String(text, StandardCharsets.UTF_8));
        long lines = new String(text, StandardCharsets.UTF_8).lines().count();
        if (read.events().size() + read.problems().size() > lines) {
            throw new IllegalStateException("more than there are lines");
        }
    }
}
