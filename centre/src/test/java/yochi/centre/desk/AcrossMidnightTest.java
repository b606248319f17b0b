package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.centre.pages.Attacks;
import yochi.core.model.AttackType;
import yochi.core.model.Country;

@DisplayName("A-7: a flood that lasts over midnight is one, under one number")
class AcrossMidnightTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-03T00:00:00Z");

    private static Attacks.Pooled flood(long number, long from, long until, long packets) {
        return flood(number, from, until, packets, AttackType.BACKSCATTER_TCP, 2);
    }

    private static Attacks.Pooled flood(
            long number, long from, long until, long packets, AttackType type, int nodes) {
        return new Attacks.Pooled(
                number,
                type,
                MIDNIGHT.plusSeconds(from),
                MIDNIGHT.plusSeconds(until),
                packets,
                packets / 10,
                nodes,
                List.of(new Country("SG")),
                number == 1,
                0.5,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1", "-150, 150, 1", "-300, 0, 1", "-310, 0, 2", "0, 300, 1", "0, 310, 2", "-200, 110, 2", "10, 20, 2"
    })
    void bothSidesOfEachLimit(long until, long from, int floods) {
        List<Attacks.Pooled> told = AcrossMidnight.joined(List.of(
                flood(1, until - 3600, until, 3600), flood(2, from, from + 3600, 3600)));
        assertThat(told).hasSize(floods);
        if (floods == 1) {
            Attacks.Pooled whole = told.getFirst();
            assertThat(whole.number()).isEqualTo(1);
            assertThat(whole.from()).isEqualTo(MIDNIGHT.plusSeconds(until - 3600));
            assertThat(whole.until()).isEqualTo(MIDNIGHT.plusSeconds(from + 3600));
            assertThat(whole.packets()).isEqualTo(7200);
            assertThat(whole.alone()).isTrue();
            assertThat(whole.parts()).isEqualTo(2);
        }
    }

    @Test
    void otherKindsNodesAndRatesAreOtherFloods() {
        Attacks.Pooled first = flood(1, -3600, -10, 3600);
        for (Attacks.Pooled second : List.of(
                flood(2, 0, 3600, 3600, AttackType.BACKSCATTER_ICMP, 2),
                flood(2, 0, 3600, 3600, AttackType.BACKSCATTER_TCP, 3),
                flood(2, 0, 3600, 7400),
                flood(2, 0, 3600, 1700))) {
            assertThat(AcrossMidnight.joined(List.of(first, second))).hasSize(2);
        }
        assertThat(AcrossMidnight.joined(List.of(first, flood(2, 0, 3600, 7200)))).hasSize(1);
    }

    @Test
    void whereTwoCouldContinueOneNobodyGuesses() {
        Attacks.Pooled first = flood(1, -3600, 0, 3600);
        Attacks.Pooled second = flood(2, 0, 3600, 3600);
        assertThat(AcrossMidnight.joined(List.of(first, second, flood(3, 10, 3600, 3600)))).hasSize(3);
        assertThat(AcrossMidnight.joined(List.of(first, flood(4, -3500, 0, 3600), second))).hasSize(3);
    }

    @Test
    void aFloodOfThreeDaysIsOneAndAnotherAtNoonIsItsOwn() {
        List<Attacks.Pooled> told = AcrossMidnight.joined(List.of(
                flood(3, 86_400, 90_000, 3600),
                flood(9, 43_200, 46_800, 3600, AttackType.BACKSCATTER_UDP, 2),
                flood(2, 0, 86_400, 86_400),
                flood(1, -3600, 0, 3600)));
        assertThat(told).extracting(Attacks.Pooled::number).containsExactly(9L, 1L);
        assertThat(told.getLast().parts()).isEqualTo(3);
        assertThat(told.getLast().packets()).isEqualTo(93_600);
    }
}
