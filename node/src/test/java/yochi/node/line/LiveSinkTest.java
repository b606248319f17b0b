package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.node.Collected;
import yochi.node.habit.SaidSessions;
import yochi.node.observation.Said;

/** a channel that says nothing for longer than the lateness releases by the wall clock. */
class LiveSinkTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Instant> silent = new ArrayList<>();
    private final Collected next = new Collected();
    private long passed;
    private final LiveSink sink = new LiveSink(
            next,
            new Watermark() {
                @Override
                public Duration lateness() {
                    return Duration.ofMinutes(10);
                }

                @Override
                public long early() {
                    return 0;
                }

                @Override
                public void silent(Instant until) {
                    silent.add(until);
                }
            },
            () -> START.plusNanos(passed),
            () -> passed);

    private void pass(Duration time) {
        passed += time.toNanos();
        sink.look();
    }

    @Test
    void onlySilenceBeyondTheLatenessReleases() {
        pass(Duration.ofMinutes(10));
        assertThat(silent).isEmpty();
        sink.session(SaidSessions.of(new byte[] {(byte) 192, 0, 2, 7}, START, Said.NOTHING));
        pass(Duration.ofMinutes(10));
        assertThat(silent).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(silent).containsExactly(START.plusSeconds(1201));
        assertThat(next.sessions).hasSize(1);
    }
}
