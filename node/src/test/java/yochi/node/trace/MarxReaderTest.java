package yochi.node.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.node.input.TimeStamp;

final class MarxReaderTest {
    @Test
    void everyTimeIsReadAsTheLibraryReadsIt() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            String text = time.toString().replace('T', ' ').replace("Z", "");
            assertThat(MarxReader.nanos(text)).as(text).isEqualTo(TimeStamp.nanos(time));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2013-03-03",
                "2013-03-03 21:53",
                "2013-03-03T21:53:59",
                "2013-03-03 21:53:5x",
                "2013-03-03 21:5::59",
                "2013-03-03 24:00:00",
                "2013-03-03 23:60:00",
                "2013-03-03 23:59:60",
                "2013-13-03 00:00:00",
                "2013-00-03 00:00:00",
                "2013-02-29 00:00:00",
                "2013-04-31 00:00:00",
                "2013-01-00 00:00:00",
                "-013-01-01 00:00:00",
                "1969-12-31 23:59:59",
                "2013-01-01 00:00:00.5"
            })
    void whatIsNoTimeOfTheTableIsNone(String text) {
        assertThat(MarxReader.nanos(text)).isEqualTo(TimeStamp.NONE);
    }
}
