package yochi.analysis.victim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/**
 * How fast the sources of the service that grows fastest multiply: ln of its growth in a week, of the services whose
 * growth is significant; 0 where none grows. The same for every region: a botnet that grows tells no victim.
 */
public final class ScanGrowth implements Covariate {
    private static final double DAYS = 7;
    private static final double LARGEST = 3;

    private final LongFunction<Optional<List<Double>>> growing;
    private final Map<Long, OptionalDouble> known = new HashMap<>();

    /**
     * Of slopes known at the end of a day.
     *
     * @param growing slopes a day, on the natural logarithmic scale, of the services that grow significantly; empty
     *     where no trend could be told
     */
    public ScanGrowth(LongFunction<Optional<List<Double>>> growing) {
        this.growing = growing;
    }

    @Override
    public String name() {
        return "botnet growth";
    }

    @Override
    public OptionalDouble at(String region, long lastDay, int horizonDays) {
        return known.computeIfAbsent(lastDay, day -> growing.apply(day)
                .map(slopes -> OptionalDouble.of(Math.clamp(
                        DAYS * slopes.stream().mapToDouble(Double::doubleValue).max().orElse(0), 0, LARGEST)))
                .orElse(OptionalDouble.empty()));
    }
}
