package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Party;

/** A-13, K-9; issue 4 section 4: what goes wrong in the field changes no finding that it does not concern. */
class LocalityFaultsTest {
    private static final String RISE = "c3";

    /** Service 3 rises fourfold at region c for three days. */
    private static CountedWorld rising() {
        return CountedWorld.ofDays().times(2, 3, 3, 4);
    }

    private static void told(List<Finding.Locality> found) {
        assertThat(found.toString()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void aRiseIsToldAndNothingElse() {
        List<Finding.Locality> found = rising().found();
        assertThat(CountedWorld.where(found)).containsExactly(RISE);
        told(found);
        assertThat(CountedWorld.ofDays().found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfReportsPlaysNoPartAndTheSameInputGivesTheSameBytes(long seed) {
        List<EpochReport> reports = new ArrayList<>(rising().times(5, 7, 2, 5).reports());
        String first = CountedWorld.found(reports).toString();
        Collections.shuffle(reports, new Random(seed));
        assertThat(CountedWorld.found(reports).toString()).isEqualTo(first).isNotEqualTo("[]");
    }

    @Test
    void theOrderOfTheRegionsPlaysNoPart() {
        List<Finding.Locality> was = rising().found();
        CountedWorld world = rising();
        world.name = n -> String.valueOf((char) ('z' - (n.charAt(0) - 'a')));
        List<Finding.Locality> now = world.found();
        assertThat(CountedWorld.where(now)).containsExactly("x3");
        for (int i = 0; i < was.size(); i++) {
            assertThat(now.get(i).observed()).isEqualTo(was.get(i).observed());
            assertThat(now.get(i).expected()).isEqualTo(was.get(i).expected(), offset());
            assertThat(now.get(i).verdict()).isEqualTo(was.get(i).verdict());
        }
    }

    private static Offset<Double> offset() {
        return within(1e-9);
    }

    @Test
    void oneRegionOnlyIsToldWithTheMostCarefulVerdict() {
        CountedWorld alone = new CountedWorld(1, 45, Epoch.DAY, 8).times(0, 3, 3, 8);
        List<Finding.Locality> found = alone.found();
        told(found);
        assertThat(CountedWorld.where(found)).contains("a3");
        assertThat(found).allSatisfy(f -> assertThat(f.readings())
                .extracting(Finding.Reading::verdict)
                .containsOnly(Finding.Verdict.EVENT_OR_FILTER));
    }

    @Test
    void epochsInWhichNothingCameOrOfWhichNothingIsKnownChangeNothing() {
        CountedWorld world = rising();
        for (int t = 20; t < 24; t++) {
            for (int s = 0; s < CountedWorld.SERVICES; s++) {
                world.sources[1][s][t] = 0;
            }
            world.watched[4][t] = -1;
            world.watched[5][t + 5] = 0;
        }
        List<Finding.Locality> found = world.found();
        assertThat(CountedWorld.where(found)).containsExactly(RISE);
        told(found);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSensorThatDoubledItsAddressesIsNotPeculiar(boolean stated) {
        CountedWorld world = rising();
        for (int s = 0; s < CountedWorld.SERVICES; s++) {
            world.times(6, s, 5, 2);
        }
        Arrays.fill(world.addresses[6], world.windows - 5, world.windows, stated ? 512 : 256);
        assertThat(CountedWorld.where(world.found())).containsExactly(RISE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aWeekOfOutageIsNeitherAFallNorTheOthersRise(int share) {
        CountedWorld world = rising();
        Arrays.fill(world.watched[6], world.windows - 7, world.windows, share);
        for (int s = 0; s < CountedWorld.SERVICES; s++) {
            Arrays.fill(world.sources[6][s], world.windows - 7, world.windows, 0);
        }
        assertThat(CountedWorld.where(world.found())).containsExactly(RISE);
    }

    /** And on coming back after a week of outage nothing has risen. */
    @Test
    void comingBackAfterAnOutageIsNoRise() {
        CountedWorld world = rising();
        Arrays.fill(world.watched[6], world.windows - 10, world.windows - 3, -1);
        assertThat(CountedWorld.where(world.found())).containsExactly(RISE);
    }

    @Test
    void aMillionPacketsOfOneSourceAreABurstAndNoRise() {
        CountedWorld world = rising();
        world.sources[4][9][43] += 1;
        world.packets[4][9][43] += 1_000_000;
        List<Finding.Locality> found = world.found();
        assertThat(CountedWorld.where(found)).containsExactly(RISE, "e9");
        assertThat(found).filteredOn(f -> f.region().name().equals("e")).allSatisfy(f -> assertThat(f.verdict())
                .isIn(Finding.Verdict.ONE_SOURCE_BURST, Finding.Verdict.EVENT_OR_FILTER));
    }

    @Test
    void seriesOfZerosAndConstantSeriesAreNoErrors() {
        CountedWorld world = rising();
        for (int r = 0; r < 8; r++) {
            Arrays.fill(world.sources[r][5], 0);
            Arrays.fill(world.sources[r][6], 7);
            Arrays.fill(world.packets[r][6], 28);
        }
        List<Finding.Locality> found = world.found();
        assertThat(CountedWorld.where(found)).containsExactly(RISE);
        told(found);
        CountedWorld flat = CountedWorld.ofDays();
        for (long[][] region : flat.sources) {
            for (long[] series : region) {
                Arrays.fill(series, 9);
            }
        }
        assertThat(flat.found()).isEmpty();
        for (long[][] region : flat.sources) {
            for (long[] series : region) {
                Arrays.fill(series, 0);
            }
        }
        assertThat(flat.found()).isEmpty();
    }

    /** A constant series that rises has a scatter of nothing, yet a finite score. */
    @Test
    void aConstantSeriesThatRisesIsTold() {
        CountedWorld flat = CountedWorld.ofDays();
        for (long[][] region : flat.sources) {
            for (long[] series : region) {
                Arrays.fill(series, 9);
            }
        }
        List<Finding.Locality> found = flat.times(2, 3, 3, 5).found();
        assertThat(CountedWorld.where(found)).containsExactly(RISE);
        told(found);
    }

    @Test
    void aRegionThatAppearsLateChangesNothingElsewhere() {
        CountedWorld world = rising();
        Arrays.fill(world.watched[7], 0, 41, -1);
        List<Finding.Locality> found = world.found();
        assertThat(CountedWorld.where(found)).containsExactly(RISE);
        told(found);
    }

    /** A node that reports a thousand times too much of everything, or of one service, for a week. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLyingNodeHidesNoRiseAndItsWeightIsCapped(boolean everything) {
        double honest = rising().found().getFirst().expected();
        CountedWorld world = rising();
        for (int s = 0; s < CountedWorld.SERVICES; s++) {
            if (everything || s == 9) {
                world.times(7, s, 7, 1000);
            }
        }
        List<Finding.Locality> found = world.found();
        told(found);
        List<Finding.Locality> others =
                found.stream().filter(f -> !f.region().name().equals("h")).toList();
        assertThat(CountedWorld.where(others)).containsExactly(RISE);
        double mostShare = LocalityAnalysis.Settings.DEFAULTS.mostShare();
        assertThat(others.getFirst().expected() / honest)
                .as("a quarter of all counts at most: others are off by a third")
                .isBetween(1 - mostShare, 1 / (1 - mostShare));
    }

    @Test
    void whatRoseByTheHourIsToldBeforeTheDayIsOver() {
        CountedWorld world = new CountedWorld(8, 32 * 24 + 10, Epoch.HOUR, 4).times(2, 3, 5, 4);
        List<EpochReport> reports = world.reports();
        Cube cube = CountedWorld.cube(reports);
        assertThat(cube.lastDays(7).endSecond()).isLessThan(cube.until().getEpochSecond());
        List<Finding.Locality> found = CountedWorld.found(reports);
        assertThat(CountedWorld.where(found)).containsExactly(RISE);
        assertThat(found.getFirst().window().endSecond()).isEqualTo(cube.until().getEpochSecond());
        assertThat(found.getFirst().why()).contains("it rose in the last").contains("hours:");
        assertThat(found.getFirst().strength().orElseThrow().qValue().orElseThrow()).isLessThan(0.05);
        told(found);
    }

    @Test
    void hoursOfADayAndNightAreNoRiseAndReportsOfDaysTellNoHours() {
        CountedWorld world = new CountedWorld(8, 32 * 24 + 10, Epoch.HOUR, 4);
        for (long[][] region : world.sources) {
            for (long[] series : region) {
                for (int t = 0; t < series.length; t++) {
                    series[t] = Math.round(series[t] * (1 + 0.8 * Math.sin(2 * Math.PI * t / 24)));
                }
            }
        }
        assertThat(world.found()).isEmpty();
        assertThat(HourPanel.of(CountedWorld.cube(rising().reports()), Party.ORIGIN)
                        .signatures())
                .isZero();
    }
}
