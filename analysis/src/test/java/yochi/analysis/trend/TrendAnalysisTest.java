package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Service;

/** oracle values of algorithms §9. */
class TrendAnalysisTest {
    /** Annual flow of the Nile 1871-1970. */
    private static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };

    @Test
    void mannKendallOfTheNileMatchesTheOracle() {
        MannKendall test = MannKendall.independent(NILE);
        assertThat(test.s()).isEqualTo(-1387);
        assertThat(test.variance()).isCloseTo(112728.33333333333, within(1e-6));
        assertThat(test.z()).isCloseTo(-4.128066522844101, within(1e-9));
        assertThat(test.pValue()).isCloseTo(3.658262921664327e-05, within(1e-12));
    }

    @Test
    void theilSenOfTheNileMatchesTheOracle() {
        double[] x = new double[NILE.length];
        Arrays.setAll(x, i -> i);
        TheilSen slope = TheilSen.of(x, NILE);
        assertThat(slope.slope()).isCloseTo(-2.6, within(1e-12));
        assertThat(slope.low()).isCloseTo(-3.627906976744186, within(1e-9));
        assertThat(slope.high()).isCloseTo(-1.4285714285714286, within(1e-9));
    }

    @Test
    void autocorrelationMakesTheTestMoreCareful() {
        Random random = new Random(3);
        double[] y = new double[60];
        for (int t = 1; t < y.length; t++) {
            y[t] = 0.9 * y[t - 1] + random.nextGaussian();
        }
        assertThat(MannKendall.corrected(y, 0).pValue())
                .isGreaterThan(MannKendall.independent(y).pValue());
    }

    private static Finding.Trend total(double factorPerWeek, int silentDays) {
        Reports reports = new Reports("JP", "t");
        Random random = new Random(1);
        long source = 0;
        Epoch day = Epoch.containing(Instant.parse("2013-05-01T00:00:00Z").getEpochSecond(), Epoch.DAY);
        for (int d = 0; d < 28; d++, day = day.next()) {
            if (d >= 28 - silentDays) {
                reports.watched(day, 0);
                continue;
            }
            long n = Math.round(40 * Math.pow(factorPerWeek, d / 7.0) + random.nextInt(7));
            for (int i = 0; i < n; i++) {
                reports.packet(day.startSecond() + i, source++, AttackType.TCP_UNSPECIFIED, Service.tcp(22));
            }
        }
        CubeBuilder builder = Cube.builder(yochi.analysis.cube.Grouping.SENSOR);
        reports.all().forEach(builder::add);
        List<Finding.Trend> trends =
                new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS).analyse(builder.build(Instant.EPOCH));
        assertThat(trends).hasSize(3);
        return trends.get(2);
    }

    @Test
    void growthIsFoundInSpiteOfSilentDays() {
        Finding.Trend trend = total(1.5, 4);
        assertThat(trend.label()).isEqualTo(Finding.Label.GROWING);
        assertThat(trend.slopePerDay()).isCloseTo(Math.log(1.5) / 7, within(.01));
        assertThat(trend.missing()).anyMatch(s -> s.contains("4 of 28 days"));
    }

    @Test
    void declineIsFound() {
        assertThat(total(.7, 0).label()).isEqualTo(Finding.Label.SHRINKING);
    }

    @Test
    void aFilteredServiceIsNoDecline() {
        Reports reports = new Reports("JP", "t");
        Random random = new Random(1);
        Epoch day = Epoch.containing(Instant.parse("2013-05-01T00:00:00Z").getEpochSecond(), Epoch.DAY);
        Service[] services = {Service.tcp(22), Service.tcp(80)};
        for (int d = 0; d < 28; d++, day = day.next()) {
            for (int i = 0; i < 80 + random.nextInt(7); i++) {
                if (d < 18 || i % 2 == 1) {
                    reports.packet(day.startSecond() + i, 100L * d + i, AttackType.TCP_UNSPECIFIED, services[i % 2]);
                }
            }
            if (d >= 18) {
                reports.filtered(day, services[0]);
            }
        }
        CubeBuilder builder = Cube.builder(yochi.analysis.cube.Grouping.SENSOR);
        reports.all().forEach(builder::add);
        List<Finding.Trend> trends =
                new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS).analyse(builder.build(Instant.EPOCH));
        assertThat(trends).filteredOn(t -> t.service().equals(services[0])).singleElement().satisfies(t -> {
            assertThat(t.label()).isNotEqualTo(Finding.Label.SHRINKING);
            assertThat(t.missing()).anyMatch(m -> m.contains("10 of 28 days not measured"));
        });
        assertThat(trends).filteredOn(t -> t.service().equals(Service.ANY)).isNotEmpty().allSatisfy(t -> {
            assertThat(t.label()).isEqualTo(Finding.Label.UNCERTAIN);
            assertThat(t.missing()).anyMatch(m -> m.contains("a filter changed within the span"));
        });
    }

    @Test
    void aSteadySeriesIsFlat() {
        assertThat(total(1, 0).label()).isEqualTo(Finding.Label.FLAT);
    }

    @Test
    void tooFewDaysSayNothing() {
        Finding.Trend trend = total(2, 24);
        assertThat(trend.label()).isEqualTo(Finding.Label.UNCERTAIN);
        assertThat(trend.slopePerDay()).isNaN();
        assertThat(trend.doublingDays()).isEmpty();
    }

    @Test
    void aShortWindowIsReadByARegressionOfCounts() {
        Finding.Trend trend = total(2, 18);
        assertThat(trend.label()).isEqualTo(Finding.Label.GROWING);
        assertThat(trend.perWeek()).isBetween(0.5, 1.5);
        assertThat(trend.perWeekLow()).isLessThan(trend.perWeek());
        assertThat(trend.perWeekHigh()).isGreaterThan(trend.perWeek());
        assertThat(trend.doublingDays().orElseThrow()).isBetween(5.0, 12.0);
        assertThat(trend.missing()).anyMatch(m -> m.contains("10 measured days: a negative binomial regression"));
    }
}
