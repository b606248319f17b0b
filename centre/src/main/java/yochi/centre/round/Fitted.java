package yochi.centre.round;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.Told;

/**
 * An analysis that is fitted again when what it looks at has changed: a whole day or a full week has passed, or
 * something came late for the time before. In between its last findings stand; its forecasts are issued once. What was
 * too large for the memory twice is not tried again before something has changed.
 */
final class Fitted implements Function<Cube, Part.Found> {
    private final Function<Cube, Told> looksAt;
    private final Function<Cube, Part.Found> analysis;
    private final ReentrantLock free = new ReentrantLock();
    private Optional<Fit> last = Optional.empty();

    private Optional<Failure> tooLarge = Optional.empty();

    private record Fit(Told told, Part.Found found) {}

    private record Failure(Told told, int times) {}

    private Fitted(Function<Cube, Told> looksAt, Function<Cube, Part.Found> analysis) {
        this.looksAt = looksAt;
        this.analysis = analysis;
    }

    /** Fitted again with every full week. */
    static Fitted byWeek(Function<Cube, Part.Found> analysis) {
        return new Fitted(Cube::toldWeeks, analysis);
    }

    /** Fitted again with every whole day. */
    static Fitted byDay(Function<Cube, Part.Found> analysis) {
        return new Fitted(Cube::toldDays, analysis);
    }

    @Override
    public Part.Found apply(Cube cube) {
        if (!free.tryLock()) {
            throw new IllegalStateException("the fit of an earlier round still runs");
        }
        try {
            Told told = looksAt.apply(cube);
            Optional<Fit> same = last.filter(fit -> !told.nothing() && fit.told().equals(told));
            if (same.isPresent()) {
                Part.Found stands = same.get().found();
                return new Part.Found(stands.findings(), List.of(), stands.leftOut());
            }
            int failed = tooLarge.filter(f -> f.told().equals(told)).map(Failure::times).orElse(0);
            if (failed >= 2) {
                throw new IllegalStateException("ran out of memory twice, and nothing has changed since");
            }
            return fitted(cube, told, failed);
        } finally {
            free.unlock();
        }
    }

    private Part.Found fitted(Cube cube, Told told, int failed) {
        try {
            Part.Found found = analysis.apply(cube);
            last = Optional.of(new Fit(told, found));
            return found;
        } catch (OutOfMemoryError e) {
            tooLarge = Optional.of(new Failure(told, failed + 1));
            throw e;
        }
    }
}
