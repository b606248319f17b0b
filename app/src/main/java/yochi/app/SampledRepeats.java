package yochi.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets the first ten log lines of one kind (logger and message pattern) through, then every hundredth.
 *
 * <p>A flood of bad input must not become a flood of log lines. Holds at most 1,000 kinds; beyond that it forgets all
 * and counts anew.
 */
public final class SampledRepeats extends TurboFilter {
    private static final int FIRST = 10;
    private static final int THEN_EVERY = 100;
    private static final int KINDS = 1_000;

    private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        if (seen.size() >= KINDS) {
            seen.clear();
        }
        long count = seen.computeIfAbsent(logger.getName() + ' ' + format, kind -> new AtomicLong())
                .incrementAndGet();
        return count <= FIRST || count % THEN_EVERY == 0 ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
