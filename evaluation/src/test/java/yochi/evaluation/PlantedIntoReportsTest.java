package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.EpochReport;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Upload;
import yochi.evaluation.world.WorldParameters;

/** M-3, A-18: events planted into reports that were there; a simulated world stands for the real ones. */
class PlantedIntoReportsTest {
    private static List<EpochReport> reports(int days) {
        return RegionWorld.of(
                        WorldParameters.committed()
                                .regions()
                                .withRegions(6)
                                .withDays(days)
                                .withSignatures(List.of(5.0, 20.0), 4),
                        List.of(),
                        11)
                .uploads()
                .stream()
                .map(Upload::report)
                .toList();
    }

    @Test
    void plantedEventsAreToldAndNamedAndTheSameReportsGiveTheSameFigures() {
        List<EpochReport> reports = reports(63);
        List<Evaluation.Measured> measures = new InjectedLocality(reports).measures();
        assertThat(measures).filteredOn(m -> m.name().equals("events told")).hasSize(3).allSatisfy(m -> assertThat(
                        m.n())
                .isPositive());
        assertThat(measures.getFirst().name()).isEqualTo("verdict macro-F1");
        assertThat(measures.getFirst().value()).isBetween(0.5, 1.0);
        assertThat(new InjectedLocality(reports).measures()).isEqualTo(measures);
    }

    @Test
    void chancesOfArrivalAreScoredWhereThereAreCascadesEnoughAndOnlyThere() {
        List<Evaluation.Measured> measures = new RealArrivals(reports(84)).measures();
        assertThat(measures)
                .filteredOn(m -> m.group().equals("real reports"))
                .singleElement()
                .satisfies(m -> assertThat(m.verdict()).startsWith("under 50"));
        assertThat(measures).anySatisfy(m -> {
            assertThat(m.name()).startsWith("Brier skill");
            assertThat(m.n()).isPositive();
            assertThat(m.low()).isLessThanOrEqualTo(m.high());
        });
    }
}
