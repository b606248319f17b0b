package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalAnalysisTest {
    private static final ArrivalAnalysis.Settings SETTINGS = ArrivalAnalysis.Settings.DEFAULTS;

    @Test
    void aKnownGraphIsFoundAndArrowsAreTrue() {
        Made made = Made.graph(8, 2, 10, 0, 11);
        ArrivalAnalysis analysis = new ArrivalAnalysis(SETTINGS, 8, made.cascades(150, 500, 120));
        assertThat(made.auc(analysis::rate)).isGreaterThan(0.9);
        List<Arrow> arrows = analysis.arrows();
        long right = arrows.stream().filter(a -> made.rates[a.from()][a.to()] > 0).count();
        assertThat(arrows).hasSizeGreaterThan(4);
        assertThat(right).isGreaterThanOrEqualTo(arrows.size() - 1);
        assertThat(arrows).allMatch(a -> a.frequency() >= 0.9 && a.low() <= a.high() && a.lag() > 0 && a.gain() > 0);
    }

    @Test
    void reversedTimeReversesTheArrows() {
        Made made = Made.graph(6, 1, 5, 0, 12);
        List<Cascade> forth = made.cascades(150, 1000, 200);
        ArrivalAnalysis there = new ArrivalAnalysis(SETTINGS, 6, forth);
        ArrivalAnalysis back = new ArrivalAnalysis(
                SETTINGS, 6, forth.stream().map(Cascade::reversed).toList());
        assertThat(made.auc(there::rate)).isGreaterThan(0.9);
        assertThat(made.auc((from, to) -> back.rate(to, from))).isGreaterThan(0.9);
        assertThat(made.auc(back::rate)).isLessThan(made.auc((from, to) -> back.rate(to, from)));
    }

    @Test
    void permutedRegionsInEachCascadeGiveChanceAndHardlyAnArrow() {
        Made made = Made.graph(8, 2, 10, 0, 13);
        Random random = new Random(1);
        List<Cascade> mixed = new ArrayList<>();
        for (Cascade c : made.cascades(120, 500, 120)) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
            java.util.Collections.shuffle(order, random);
            double[] from = order.stream().mapToDouble(i -> c.from()[i]).toArray();
            mixed.add(new Cascade(c.name(), c.start(), c.end(), from, from, c.rate(), c.watched()));
        }
        ArrivalAnalysis analysis = new ArrivalAnalysis(SETTINGS, 8, mixed);
        assertThat(made.auc(analysis::rate)).isBetween(0.3, 0.7);
        assertThat(analysis.arrows()).hasSizeLessThanOrEqualTo(1);
    }

    /** An Internet-wide scanner reaches all within minutes, each time in another order and at another speed. */
    @Test
    void aScannerThatReachesAllWithinMinutesIsNoPropagation() {
        int arrows = 0;
        for (int seed = 0; seed < 3; seed++) {
            arrows += new ArrivalAnalysis(SETTINGS, 8, Made.scanner(8, seed).together(100, 0.2, 100))
                    .arrows()
                    .size();
        }
        assertThat(arrows).isLessThanOrEqualTo(1);
    }

    @Test
    void theCorrectionForTheTelescopesSizePays() {
        double with = 0;
        double without = 0;
        for (int seed = 0; seed < 3; seed++) {
            Made made = Made.graph(10, 2, 10, 20, 20 + seed);
            List<Cascade> seen = made.cascades(150, 500, 150);
            with += made.auc(new ArrivalAnalysis(SETTINGS, 10, seen)::rate);
            without += made.auc(new ArrivalAnalysis(
                    SETTINGS, 10, seen.stream().map(Cascade::uncorrected).toList())::rate);
        }
        assertThat(with).isGreaterThan(without);
    }

    @Test
    void fewerThanFiftyCascadesGiveNoArrowButLeaders() {
        Made made = Made.graph(6, 2, 10, 0, 14);
        List<Cascade> few = made.cascades(49, 500, 120);
        ArrivalAnalysis analysis = new ArrivalAnalysis(SETTINGS, 6, few);
        assertThat(analysis.enough()).isFalse();
        assertThat(analysis.arrows()).isEmpty();
        assertThat(FirstArrivals.of(few, 6).leaders()).hasSize(6);
    }

    @Test
    void theSameComesOutOfTheSameInAnyOrderOfCascades() {
        Made made = Made.graph(6, 2, 10, 10, 15);
        List<Cascade> seen = made.cascades(80, 500, 120);
        List<Arrow> once = new ArrivalAnalysis(SETTINGS, 6, seen).arrows();
        assertThat(new ArrivalAnalysis(SETTINGS, 6, seen.reversed()).arrows()).isEqualTo(once);
    }

    /** A node that claims to have seen everything a day before all others. */
    @Test
    void aLyingNodeChangesNoArrowBetweenOthers() {
        Made made = Made.graph(6, 1, 5, 0, 16);
        List<Cascade> honest = made.cascades(150, 1000, 150);
        List<Cascade> lied = honest.stream()
                .map(c -> {
                    double[] from = c.from().clone();
                    from[5] = c.start() - 24;
                    return new Cascade(c.name(), c.start() - 24, c.end(), from, from, c.rate(), c.watched());
                })
                .toList();
        ArrivalAnalysis there = new ArrivalAnalysis(SETTINGS, 6, honest);
        ArrivalAnalysis lie = new ArrivalAnalysis(SETTINGS, 6, lied);
        double moved = 0;
        for (int j = 0; j < 5; j++) {
            for (int i = 0; i < 5; i++) {
                moved = Math.max(moved, Math.abs(there.rate(j, i) - lie.rate(j, i)));
            }
        }
        assertThat(moved).as("the rates are 0.13 to 0.4").isLessThan(0.12);
        assertThat(lie.arrows())
                .noneMatch(a -> a.to() == 5)
                .filteredOn(a -> a.from() < 5)
                .as("edges, or ways over the liar")
                .allMatch(a -> made.rates[a.from()][a.to()] + made.rates[a.from()][5] * made.rates[5][a.to()] > 0);
    }

    @Test
    void anArrivalIsForetoldByWhoHasIt() {
        Made made = Made.graph(6, 1, 5, 0, 17);
        ArrivalAnalysis analysis = new ArrivalAnalysis(SETTINGS, 6, made.cascades(200, 1000, 150));
        int home = 0;
        int leader = 0;
        while (made.rates[leader][home] == 0) {
            leader++;
        }
        int stranger = leader == 1 ? 2 : 1;
        ArrivalForecast near = analysis.forecast(onlyAt(leader, 6), home, 24);
        ArrivalForecast far = analysis.forecast(onlyAt(stranger, 6), home, 24);
        assertThat(near.reach()).isGreaterThan(0.9).isGreaterThan(far.reach());
        assertThat(near.seen()).isLessThanOrEqualTo(near.reach());
        assertThat(analysis.forecast(onlyAt(leader, 6), home, 0.01).reach()).isLessThan(0.1);
    }

    private static Cascade onlyAt(int region, int regions) {
        double[] from = new double[regions];
        double[] rate = new double[regions];
        boolean[] watched = new boolean[regions];
        Arrays.fill(from, Double.NaN);
        Arrays.fill(rate, Double.POSITIVE_INFINITY);
        Arrays.fill(watched, true);
        from[region] = 0;
        return new Cascade("one", 0, 0.5, from, from, rate, watched);
    }

    @Test
    void aRegionThatDidNotWatchTakesNoPart() {
        Made made = Made.graph(6, 2, 10, 0, 18);
        List<Cascade> seen = made.cascades(80, 500, 120).stream()
                .map(c -> {
                    boolean[] watched = c.watched().clone();
                    watched[3] = false;
                    return new Cascade(c.name(), c.start(), c.end(), c.from(), c.to(), c.rate(), watched);
                })
                .toList();
        ArrivalAnalysis analysis = new ArrivalAnalysis(SETTINGS, 6, seen);
        for (int i = 0; i < 6; i++) {
            assertThat(analysis.rate(3, i)).isZero();
            assertThat(analysis.rate(i, 3)).isZero();
        }
    }

    @Test
    void arraysThatDoNotFitAreRefusedWithTheCascadesName() {
        assertThatThrownBy(() -> new Cascade(
                        "tcp/23", 0, 1, new double[2], new double[1], new double[2], new boolean[2]))
                .hasMessageContaining("tcp/23");
        assertThatThrownBy(() -> new Cascade(
                        "tcp/23", 0, 1, new double[1], new double[1], new double[1], new boolean[] {true}))
                .hasMessageContaining("rate 0.0");
    }
}
