package yochi.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Upload;

/**
 * A world as a centre comes to know it: after each day the cube of what has come by then, never of what comes later.
 */
final class DailyCubes {
    /** How long after a day's end it is looked at: reports are released ten minutes after it. */
    private static final Duration LOOK = Duration.ofHours(1);

    private final RegionWorld world;
    private final List<Upload> uploads;
    private final CubeBuilder builder = Cube.builder(Grouping.SENSOR);
    private int next;

    DailyCubes(RegionWorld world) {
        this.world = world;
        this.uploads = world.uploads();
    }

    /** The cube after that day; days must be asked for in their order. */
    Cube after(int day) {
        Instant end = world.day(day).end();
        Instant asOf = end.plus(LOOK);
        while (next < uploads.size() && !uploads.get(next).at().isAfter(asOf)) {
            builder.add(uploads.get(next).report(), uploads.get(next).at());
            next++;
        }
        return builder.build(end, asOf);
    }
}
