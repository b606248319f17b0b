package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-14 A-16 a simulated world of attacks on victims holds what its parameters say")
final class VictimWorldTest {
    private static final VictimParameters P = VictimParameters.committed();
    private static final VictimWorld WORLD = VictimWorld.of(P, 7);

    private static List<VictimAttack> of(VictimWorld world, VictimAttack.Purpose purpose) {
        return world.attacks().stream().filter(a -> a.purpose() == purpose).toList();
    }

    @Test
    void theSameSeedGivesTheSameWorldAndAnotherSeedAnother() {
        VictimWorld again = VictimWorld.of(P, 7);
        assertThat(again.orderDays()).isEqualTo(WORLD.orderDays());
        assertThat(again.campaigns()).isEqualTo(WORLD.campaigns());
        assertThat(again.sources(0, 50, 50)).isEqualTo(WORLD.sources(0, 50, 50));
        assertThat(VictimWorld.of(P, 8).orderDays()).isNotEqualTo(WORLD.orderDays());
    }

    @Test
    void precursorsGoBeforeTheFirstOrderAndOnlyWhereTheCampaignHasSome() {
        for (SimulatedCampaign campaign : WORLD.campaigns()) {
            List<VictimAttack> before = of(WORLD, VictimAttack.Purpose.PRECURSOR).stream()
                    .filter(a -> a.country() == campaign.country()
                            && a.day() < campaign.firstDay()
                            && a.day() >= campaign.firstDay() - P.campaigns().precursorDays())
                    .toList();
            if (campaign.firstDay() > P.campaigns().precursorDays() && campaign.warmUp()) {
                assertThat(before).isNotEmpty();
            }
        }
        assertThat(of(WORLD, VictimAttack.Purpose.PRECURSOR)).allMatch(a -> a.ordered().isEmpty());
        double share = (double) WORLD.campaigns().stream().filter(SimulatedCampaign::warmUp).count()
                / WORLD.campaigns().size();
        assertThat(share).isCloseTo(P.campaigns().warmUp(), within(0.12));
        assertThat(of(VictimWorld.of(P.withoutPrecursors(), 7), VictimAttack.Purpose.PRECURSOR)).isEmpty();
    }

    @Test
    void ordersGoBeforeTheirAttackAndMostAttacksOfCampaignsAreOrdered() {
        List<VictimAttack> all = of(WORLD, VictimAttack.Purpose.CAMPAIGN);
        assertThat(all).hasSizeGreaterThan(300);
        assertThat(all).allMatch(a -> a.ordered().isEmpty() || a.ordered().getAsLong() <= a.startSecond());
        double ordered = all.stream().filter(a -> a.ordered().isPresent()).count() / (double) all.size();
        assertThat(ordered).isCloseTo(P.campaigns().ordered(), within(0.05));
    }

    @Test
    void vectorsPersistAndSizesAreHeavyTailed() {
        double kept = 0;
        double steps = 0;
        for (VictimAttack a : of(WORLD, VictimAttack.Purpose.CAMPAIGN)) {
            for (int i = 1; i < a.steps().size(); i++) {
                kept += a.steps().get(i).vector() == a.steps().get(i - 1).vector() ? 1 : 0;
                steps++;
            }
        }
        assertThat(kept / steps).isCloseTo(P.attacks().persistence(), within(0.05));
        double[] sorted = of(WORLD, VictimAttack.Purpose.CAMPAIGN).stream()
                .mapToDouble(VictimAttack::peakBitsPerSecond)
                .sorted()
                .toArray();
        double median = sorted[sorted.length / 2];
        assertThat(median).isBetween(1e8, 1e10);
        assertThat(sorted[sorted.length - 1]).isGreaterThan(20 * median);
    }

    @Test
    void eachKindOfVectorShowsOnlyWhereItCan() {
        List<VictimVector> vectors = P.attacks().all();
        for (VictimAttack attack : WORLD.attacks()) {
            for (VictimStep step : attack.steps()) {
                long requests = step.requests();
                long backscatter = step.backscatter();
                VictimVector.Kind kind = vectors.get(step.vector()).kind();
                assertThat(requests == 0 || kind == VictimVector.Kind.REFLECTED).isTrue();
                assertThat(backscatter == 0 || kind == VictimVector.Kind.SPOOFED).isTrue();
            }
        }
    }

    @Test
    void backscatterIsThinnedByTheSizeOfTheTelescope() {
        long small = 0;
        long large = 0;
        for (VictimAttack attack : VictimWorld.of(P.quiet(), 9).attacks()) {
            for (VictimStep step : attack.steps()) {
                small += step.backscatter(2);
                large += step.backscatter(7);
            }
        }
        assertThat((double) large / small).isCloseTo(65_536 / 4096.0, within(2.0));
    }

    @Test
    void aReportThatComesLateIsNotKnownBeforeAndOneThatNeverComesIsNotZero() {
        int late = 0;
        for (int day = 0; day + 4 < P.days(); day++) {
            double now = WORLD.sources(0, day, day);
            double later = WORLD.sources(0, day, day + 4);
            late += now < later || (Double.isNaN(now) && later > 0) ? 1 : 0;
            assertThat(WORLD.exposure(day, day)).isLessThanOrEqualTo(WORLD.exposure(day, day + 4) + 1e-12);
        }
        assertThat(late).isGreaterThan(10);
        VictimWorld quiet = VictimWorld.of(P.quiet(), 7);
        assertThat(IntStream.range(0, P.days() - 4)
                        .allMatch(d -> quiet.sources(0, d, d) == quiet.sources(0, d, d + 4)))
                .isTrue();
    }

    @Test
    void aBotnetGrowsBeforeACampaignThatRecruited() {
        VictimWorld quiet = VictimWorld.of(P.quiet(), 7);
        double grown = 0;
        int n = 0;
        for (SimulatedCampaign campaign : quiet.campaigns()) {
            int day = campaign.firstDay();
            if (campaign.recruited() && day > 2 * P.botnets().growthDays()) {
                int before = day - P.botnets().growthDays();
                grown += Math.log(quiet.sources(campaign.crew(), day, day)
                        / quiet.sources(campaign.crew(), before, before));
                n++;
            }
        }
        assertThat(n).isGreaterThan(5);
        assertThat(grown / n).isGreaterThan(0.5);
    }

    @Test
    void forgedOrdersAreToldByOneNodeAlone() {
        long alone = WORLD.orderDays().stream()
                .filter(o -> o.readers() == 1 && o.watching() > 1)
                .count();
        long none = VictimWorld.of(P.quiet(), 7).orderDays().stream()
                .filter(o -> o.readers() == 1 && o.watching() > 1 && o.targets() > 2)
                .count();
        assertThat(alone).isPositive();
        assertThat(none).isZero();
        double base = (double) WORLD.orderDays().size() / P.days() / P.ground().countries();
        assertThat(base).isBetween(0.03, 0.3);
    }
}
