package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;

@DisplayName("A-13, A-20: an analysis that goes on from round to round says what a new one would")
class KeptFitTest {
    private static final int FIRST = 42;

    private final LocalityAnalysis kept = new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS);
    private final CubeBuilder builder = Cube.builder(Grouping.SENSOR);

    private static Instant end(int day) {
        return Instant.ofEpochSecond(CountedWorld.START + (long) day * Epoch.DAY);
    }

    private void add(List<EpochReport> reports) {
        reports.forEach(builder::add);
    }

    private static List<EpochReport> endingBy(List<EpochReport> reports, int day) {
        return reports.stream().filter(r -> !r.window().end().isAfter(end(day))).toList();
    }

    private List<Finding.Locality> same(Cube cube, Epoch window) {
        List<Finding.Locality> told = kept.analyse(cube, window);
        assertThat(told).isEqualTo(new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS).analyse(cube, window));
        return told;
    }

    private static Epoch week(int end) {
        return new Epoch(end(end - 7).getEpochSecond(), 7 * Epoch.DAY);
    }

    /** What others see after the window is told though the window's own fit stands. */
    @Test
    void dayByDayAfterTheWindowItIsTheSame() {
        CountedWorld world = CountedWorld.ofDays().times(2, 3, 7, 4);
        for (int r = 0; r < 8; r++) {
            for (int t = 0; t < world.windows; t++) {
                boolean there = r == 4 ? t >= FIRST - 3 : r == 5 && t == FIRST + 1;
                world.sources[r][9][t] = there ? 40 : 0;
                world.packets[r][9][t] = 4 * world.sources[r][9][t];
            }
        }
        Set<String> said = new HashSet<>();
        for (int day = FIRST; day <= FIRST + 3; day++) {
            add(endingBy(world.reports(), day));
            said.add(same(builder.build(end(day), end(day)), week(FIRST)).toString());
        }
        assertThat(said).as("region f saw it after the window").hasSize(2);
    }

    @Test
    void aReportThatComesLateForTheWindowOrBeforeItIsHeard() {
        List<EpochReport> all = endingBy(CountedWorld.ofDays().times(2, 3, 7, 4).reports(), FIRST);
        for (int missing : new int[] {FIRST - 1, FIRST - 12}) {
            List<EpochReport> late = all.stream()
                    .filter(r -> r.window().start().equals(end(missing)))
                    .toList();
            List<EpochReport> first = new ArrayList<>(all);
            first.removeAll(late);
            CubeBuilder fresh = Cube.builder(Grouping.SENSOR);
            first.forEach(fresh::add);
            String before = same(fresh.build(end(FIRST), end(FIRST)), week(FIRST)).toString();
            late.forEach(fresh::add);
            assertThat(same(fresh.build(end(FIRST), end(FIRST)), week(FIRST)).toString())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void anotherWindowWithTheSameEndIsAnother() {
        add(endingBy(CountedWorld.ofDays().times(2, 3, 7, 4).reports(), FIRST));
        Cube cube = builder.build(end(FIRST), end(FIRST));
        String week = same(cube, week(FIRST)).toString();
        assertThat(same(cube, new Epoch(end(FIRST - 3).getEpochSecond(), 3 * Epoch.DAY)).toString())
                .isNotEqualTo(week);
    }
}
