package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-14 how large a running attack becomes")
final class SizeModelTest {
    private static final List<String> VECTORS = List.of("dns", "syn");
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static SizeModel.Signs reflected(double rate) {
        return new SizeModel.Signs("dns", OptionalDouble.of(rate), NONE, NONE, NONE, NONE);
    }

    /** Sizes a thousand times what one honeypot is asked for, with a scatter; of orders alone, sizes without a sign. */
    private static List<SizeModel.Known> known() {
        SplittableRandom random = new SplittableRandom(3);
        List<SizeModel.Known> out = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double size = 9 + random.nextGaussian();
            out.add(new SizeModel.Known(
                    reflected(Math.pow(10, size - 3 + 0.1 * random.nextGaussian())), size));
            out.add(new SizeModel.Known(
                    new SizeModel.Signs("syn", NONE, NONE, NONE, NONE, NONE), 8 + random.nextGaussian()));
        }
        return out;
    }

    @Test
    void whatHoneypotsAreAskedForTellsTheSizeAndAnOrderAloneTellsHowLittleIsKnown() {
        SizeModel model = SizeModel.fit(VECTORS, known());
        assertThat(model.quantiles(reflected(1e7)).get(.5)).isCloseTo(10, within(0.1));
        assertThat(model.quantiles(reflected(1e5)).get(.5)).isCloseTo(8, within(0.1));
        var alone = model.quantiles(new SizeModel.Signs("syn", NONE, NONE, NONE, NONE, NONE));
        assertThat(alone.get(.5)).isCloseTo(8, within(0.1));
        assertThat(alone.sequencedValues().getLast() - alone.sequencedValues().getFirst())
                .isCloseTo(2 * 1.645, within(0.2));
        var seen = model.quantiles(reflected(1e6));
        assertThat(seen.sequencedValues().getLast() - seen.sequencedValues().getFirst()).isLessThan(0.5);
        assertThat(new ArrayList<>(seen.values())).isSorted();
    }

    @Test
    void theSameAttacksGiveTheSameModelAndAVectorNeverSeenGetsNoEffectOfItsOwn() {
        SizeModel model = SizeModel.fit(VECTORS, known());
        assertThat(SizeModel.fit(VECTORS, known())).hasToString(model.toString());
        assertThat(model.quantiles(new SizeModel.Signs("gre", NONE, NONE, NONE, NONE, NONE))).hasSize(7);
        assertThatThrownBy(() -> SizeModel.fit(VECTORS, List.of())).hasMessageContaining("no attack");
    }
}
