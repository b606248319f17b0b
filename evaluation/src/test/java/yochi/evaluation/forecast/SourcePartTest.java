package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Service;
import yochi.evaluation.Evaluation;

@DisplayName("A-5 R-2 lists of sources, judged")
final class SourcePartTest {
    private static final Service SSH = Service.tcp(22);
    private static final String HOME = "tokyo";
    private static final String ABROAD = "sydney";
    private static final int DAYS = 60;

    /** Half of what is seen abroad comes home the next day; beside it home has visitors of one day of its own. */
    private static SourceDays world(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SourceDays out = new SourceDays(List.of(SSH));
        long source = 1;
        for (long day = 0; day < DAYS; day++) {
            for (int k = 0; k < 10; k++, source++) {
                out.add(SSH, new SourceDays.Visit(source, ABROAD, day));
                if (random.nextBoolean()) {
                    out.add(SSH, new SourceDays.Visit(source, HOME, day + 1));
                }
                out.add(SSH, new SourceDays.Visit(1_000_000 + source, HOME, day));
            }
        }
        return out;
    }

    @Test
    void aListThatLooksAbroadHitsWhereHomesOwnCannot() {
        List<SourcePart.Listed> lists = SourcePart.lists(world(3), "JP", Set.of(HOME));
        assertThat(lists).isNotEmpty();
        Evaluation.Measured ssh = SourcePart.figures(lists, "JP", 1).stream()
                .filter(m -> m.group().equals("ssh, whole"))
                .findFirst()
                .orElseThrow();
        assertThat(ssh.value()).isGreaterThan(0.03);
        assertThat(ssh.rivals().getFirst().value()).isLessThan(0.01);
        assertThat(ssh.difference().orElseThrow().low()).isPositive();
        assertThat(ssh.verdict()).isEqualTo("better than " + SourcePart.OWN);
    }

    @Test
    void allListsAreAsLongAsHomesOwn() {
        List<SourcePart.Listed> lists = SourcePart.lists(world(4), "JP", Set.of(HOME));
        // 7 days of 10 visitors of a day, and of about 5 who were abroad.
        assertThat(lists).allSatisfy(l -> {
            assertThat(l.length()).isBetween(80, 130);
            l.rates().values().forEach(rate -> assertThat(rate * l.length())
                    .isCloseTo(Math.rint(rate * l.length()), within(1e-9)));
        });
    }

    @Test
    void anotherFutureGivesTheSameListsUntilThen() {
        SourceDays other = world(5);
        List<SourcePart.Listed> before = SourcePart.lists(other, "JP", Set.of(HOME));
        for (long source = 1; source < 600; source++) {
            other.add(SSH, new SourceDays.Visit(source, HOME, 50));
            other.add(SSH, new SourceDays.Visit(source, ABROAD, 51));
        }
        List<SourcePart.Listed> after = SourcePart.lists(other, "JP", Set.of(HOME));
        assertThat(after.stream().filter(l -> l.day() < 50))
                .isNotEmpty()
                .containsExactlyElementsOf(
                        before.stream().filter(l -> l.day() < 50).toList());
    }

    @Test
    void aDayWithoutAnyPacketAtHomeIsMissing() {
        SourceDays days = new SourceDays(List.of(SSH));
        for (long day = 0; day < DAYS; day++) {
            days.add(SSH, new SourceDays.Visit(7, ABROAD, day));
            if (day != 40) {
                days.add(SSH, new SourceDays.Visit(7, HOME, day));
            }
        }
        List<SourcePart.Listed> lists = SourcePart.lists(days, "JP", Set.of(HOME));
        assertThat(lists).extracting(SourcePart.Listed::day).contains(39L, 41L).doesNotContain(40L);
    }

    @Test
    void aHomeThatNobodyWatchesHasNoFigures() {
        assertThat(SourcePart.figures(SourcePart.lists(world(6), "NZ", Set.of()), "NZ", 1)).isEmpty();
    }
}
