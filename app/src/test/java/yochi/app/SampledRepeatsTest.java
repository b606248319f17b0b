package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampledRepeatsTest {
    private final LoggerContext context = new LoggerContext();
    private final SampledRepeats repeats = new SampledRepeats();

    @Test
    void aThousandEqualLinesLeaveTwenty() {
        assertThat(passed("bad record {}", 1_000)).isEqualTo(10 + 10);
    }

    @Test
    void anotherKindOfLineIsCountedApart() {
        passed("bad record {}", 1_000);
        assertThat(passed("peer lost", 5)).isEqualTo(5);
    }

    @Test
    void linesBelowTheLevelAreNotCounted() {
        context.getLogger("a").setLevel(Level.ERROR);
        assertThat(passed("quiet", 1_000)).isEqualTo(1_000);
    }

    private long passed(String format, int lines) {
        return IntStream.range(0, lines)
                .filter(line -> repeats.decide(null, context.getLogger("a"), Level.WARN, format, null, null)
                        == FilterReply.NEUTRAL)
                .count();
    }
}
