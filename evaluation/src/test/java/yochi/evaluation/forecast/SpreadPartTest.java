package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.EpochReport;
import yochi.evaluation.Evaluation;
import yochi.evaluation.Span;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Upload;
import yochi.evaluation.world.WorldParameters;

@DisplayName("A-14 A-18 arrivals of planted spreads, judged")
final class SpreadPartTest {
    /** A world stands for the real reports, so that the test needs no data. */
    private static final List<EpochReport> REPORTS = RegionWorld.of(
                    WorldParameters.committed()
                            .regions()
                            .withRegions(6)
                            .withDays(70)
                            .withSignatures(List.of(20.0), 5),
                    List.of(),
                    11)
            .uploads().stream().map(Upload::report).toList();

    private static Inputs inputs(List<Line> lines) {
        return new Inputs(
                Optional.of(Path.of("captures")),
                Optional.empty(),
                Optional.empty(),
                () -> REPORTS,
                Span.ALL,
                "JP",
                lines::add,
                5);
    }

    @Test
    void plantedSpreadsAreToldBetterThanByTheBaseRateAndTheFigureFollowsFromTheLines() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> measures = new SpreadPart().measures(inputs(lines));
        Evaluation.Measured brier = measures.stream()
                .filter(m -> m.name().equals("spread.brier") && m.group().equals("whole"))
                .findFirst()
                .orElseThrow();
        assertThat(brier.difference().orElseThrow().high()).isNegative();
        List<Line> own = lines.stream()
                .filter(l -> l.measure().equals("spread.brier") && l.from().equals(l.issued()))
                .toList();
        assertThat(own).hasSize((int) brier.n());
        double mean = own.stream()
                .mapToDouble(l -> Math.pow(l.probability().orElseThrow() - l.outcome(), 2))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(brier.value(), within(1e-12));
        for (Evaluation.Rival rival : brier.rivals()) {
            double theirs = own.stream()
                    .mapToDouble(l -> Math.pow((double) l.rivals().getOrDefault(rival.name(), -1.0) - l.outcome(), 2))
                    .average()
                    .orElseThrow();
            assertThat(theirs).isCloseTo(rival.value(), within(1e-12));
        }
        assertThat(own).extracting(Line::id).doesNotHaveDuplicates();
        assertThat(own).allSatisfy(l -> assertThat(l.from()).isEqualTo(l.informationUntil()));
    }

    /** A live centre knows nothing of the day under way: judged apart, from lines of spans a day after their issue. */
    @Test
    void spansFromTheNextDayOnAreAGroupOfTheirOwn() {
        List<Line> lines = new ArrayList<>();
        Evaluation.Measured brier = new SpreadPart().measures(inputs(lines)).stream()
                .filter(m -> m.name().equals("spread.brier") && m.group().equals("from the next day on, whole"))
                .findFirst()
                .orElseThrow();
        List<Line> own = lines.stream()
                .filter(l -> l.measure().equals("spread.brier") && !l.from().equals(l.issued()))
                .toList();
        assertThat(own).hasSize((int) brier.n()).allSatisfy(l -> {
            assertThat(l.from()).isEqualTo(l.informationUntil().plusSeconds(86_400));
            assertThat(l.modelVersion()).isEqualTo("arrival of new attacks, from the next day/1");
        });
        assertThat(own.stream()
                        .mapToDouble(l -> Math.pow(l.probability().orElseThrow() - l.outcome(), 2))
                        .average()
                        .orElseThrow())
                .isCloseTo(brier.value(), within(1e-12));
        assertThat(brier.difference().orElseThrow().high()).isNegative();
        assertThat(lines).extracting(Line::id).doesNotHaveDuplicates();
    }

    @Test
    void withoutCapturesThereIsNothing() {
        assertThat(new SpreadPart()
                        .measures(new Inputs(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                () -> {
                                    throw new IllegalStateException("not asked for");
                                },
                                Span.ALL,
                                "JP",
                                line -> {},
                                1)))
                .isEmpty();
    }
}
