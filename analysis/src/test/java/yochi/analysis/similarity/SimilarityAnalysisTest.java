package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.analysis.Marx;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Service;

/** */
class SimilarityAnalysisTest {
    private static final Epoch WEEK =
            Epoch.week(Instant.parse("2013-05-15T00:00:00Z").getEpochSecond());

    private static Cube cube(List<Reports> sensors) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        sensors.forEach(s -> s.all().forEach(builder::add));
        return builder.build(WEEK.end(), Instant.EPOCH);
    }

    private static Reports sensor(String name, Random random, int from, int to, int packets) {
        Reports reports = new Reports("US", name);
        for (int i = 0; i < packets; i++) {
            long second = WEEK.startSecond() + random.nextInt(Epoch.WEEK);
            reports.packet(
                    second, from + random.nextInt(to - from), AttackType.TCP_UNSPECIFIED, Service.tcp(22 + i % 3));
        }
        return reports;
    }

    @Test
    void regionsThatShareSourcesRankFirstAndStrangersLast() {
        Random random = new Random(7);
        List<Finding.Similarity> found = new SimilarityAnalysis()
                .analyse(
                        cube(List.of(
                                sensor("a", random, 0, 400, 600),
                                sensor("b", random, 0, 400, 600),
                                sensor("c", random, 300, 3000, 600),
                                sensor("d", random, 300, 3000, 600))),
                        WEEK);
        assertThat(found).hasSize(6);
        assertThat(found.get(0).a() + "-" + found.get(0).b()).isEqualTo("a-b");
        assertThat(found.get(0).rank()).isEqualTo(1);
        assertThat(found.get(0).low().orElseThrow()).isGreaterThan(1);
        assertThat(found.get(5).low().orElse(0)).isLessThan(1);
        assertThat(found.get(0).combined().orElseThrow()).isGreaterThan(.6);
        assertThat(found.get(0).mix().orElseThrow()).isGreaterThan(.85);
    }

    @Test
    void sourcesChosenIndependentlyOverlapAsExpected() {
        Random random = new Random(9);
        List<Reports> sensors = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            sensors.add(sensor(name, random, 0, 500, 400));
        }
        List<Finding.Similarity> found = new SimilarityAnalysis().analyse(cube(sensors), WEEK);
        assertThat(found.stream().mapToDouble(f -> f.who().orElseThrow()).average().orElseThrow())
                .isCloseTo(1, within(.1));
    }

    @Test
    void aSilentRegionTakesNoPart() {
        Random random = new Random(9);
        Reports silent = new Reports("US", "z").watched(Epoch.containing(WEEK.startSecond(), Epoch.DAY), 0);
        List<Finding.Similarity> found = new SimilarityAnalysis()
                .analyse(cube(List.of(sensor("a", random, 0, 9, 50), sensor("b", random, 0, 9, 50), silent)), WEEK);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).a() + "-" + found.get(0).b()).isEqualTo("a-b");
    }

    @Test
    void onMarxTheTwoSensorsOfOneCityComeFirstInAtLeast18Of19FullWeeks() {
        Optional<List<EpochReport>> reports = Marx.reports("SimilarityAnalysisTest");
        if (reports.isEmpty()) {
            return;
        }
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.get().forEach(builder::add);
        Cube cube = builder.build(Instant.EPOCH);
        List<Epoch> weeks = cube.fullWeeks();
        assertThat(weeks).hasSize(19);
        int first = 0;
        for (Epoch week : weeks) {
            Finding.Similarity best = new SimilarityAnalysis().analyse(cube, week).get(0);
            if (best.a().name().endsWith("norcal") && best.b().name().endsWith("norcal")) {
                first++;
            }
        }
        assertThat(first).isGreaterThanOrEqualTo(18);
    }
}
