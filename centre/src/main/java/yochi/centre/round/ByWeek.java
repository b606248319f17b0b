package yochi.centre.round;

import java.util.Optional;
import java.util.function.Function;
import yochi.analysis.cube.Cube;

/**
 * An analysis that is fitted again when a full week has passed or when what was told up to its end has changed; in
 * between its last findings stand.
 */
final class ByWeek implements Function<Cube, Part.Found> {
    private final Function<Cube, Part.Found> analysis;
    private Optional<Fit> last = Optional.empty();

    private record Fit(Cube cube, Part.Found found) {}

    ByWeek(Function<Cube, Part.Found> analysis) {
        this.analysis = analysis;
    }

    @Override
    public synchronized Part.Found apply(Cube cube) {
        Fit fit = last.filter(known -> cube.sameWeeks(known.cube()))
                .orElseGet(() -> new Fit(cube, analysis.apply(cube)));
        last = Optional.of(fit);
        return fit.found();
    }
}
