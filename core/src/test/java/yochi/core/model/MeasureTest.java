package yochi.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yochi.core.sketch.BinCounts;
import yochi.core.sketch.DistinctSketch;
import yochi.core.sketch.EntropyBounds;
import yochi.core.sketch.ItemCounts;
import yochi.core.sketch.QuantileSketch;

@DisplayName("K-7: what is measured merges in any order")
class MeasureTest {
    /** A kind of measure with a maker of some value from chance. */
    record Kind(String name, Function<Random, Measure> maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("count", r -> new Measure.Count(r.nextInt(1000))),
                new Kind("distinct count", r -> {
                    long low = r.nextInt(50);
                    return new Measure.DistinctCount(low + 3, low, low + 3 + r.nextInt(9));
                }),
                new Kind("distinct set", r -> {
                    DistinctSketch sketch = DistinctSketch.empty();
                    r.longs(r.nextInt(60), 0, 100).forEach(v -> sketch.add(v * 0x9E37_79B9_7F4A_7C15L));
                    return new Measure.DistinctSet(sketch.union(DistinctSketch.empty()));
                }),
                new Kind("quantiles", r -> {
                    QuantileSketch sketch = QuantileSketch.empty();
                    r.longs(r.nextInt(60), 0, 1L << r.nextInt(1, 45)).forEach(sketch::add);
                    return new Measure.Quantiles(sketch);
                }),
                new Kind("histogram", r -> {
                    BinCounts bins = BinCounts.empty();
                    r.ints(r.nextInt(30), 0, BinCounts.MOST_BINS).forEach(bins::add);
                    return new Measure.Histogram(bins);
                }),
                new Kind("frequent items", r -> {
                    ItemCounts items = ItemCounts.empty();
                    r.longs(r.nextInt(60), 0, 50).forEach(v -> items.add(v - 25));
                    return new Measure.FrequentItems(items);
                }),
                new Kind("entropy", r -> {
                    EntropyBounds.Sum sum = new EntropyBounds.Sum();
                    r.ints(r.nextInt(60), 1, 5000).forEach(sum::add);
                    return new Measure.Entropy(sum.bounds());
                }),
                new Kind("missing", r -> new Measure.Missing("why " + r.nextInt(4))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyOrderAndEveryGroupingOfMergingGivesTheSame(Kind kind) {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Measure> parts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                parts.add(kind.maker.apply(random));
            }
            Measure a = parts.get(0);
            Measure b = parts.get(1);
            Measure c = parts.get(2);
            assertThat(a.merge(b)).isEqualTo(b.merge(a));
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            Measure whole = parts.stream().reduce(Measure::merge).orElseThrow();
            Collections.shuffle(parts, random);
            assertThat(parts.stream().reduce(Measure::merge).orElseThrow()).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMissingPartMakesTheWholeMissingFromEitherSide(Kind kind) {
        Measure value = kind.maker.apply(new Random(1));
        Measure missing = new Measure.Missing("silent");
        assertThat(value.merge(missing)).isEqualTo(missing);
        assertThat(missing.merge(value)).isEqualTo(missing);
    }

    @Test
    void aUnionWithItselfAndAReasonWithItselfChangeNothing() {
        Measure set = kinds().toList().get(2).maker.apply(new Random(5));
        assertThat(set.merge(set)).isEqualTo(set);
        Measure missing = new Measure.Missing("silent");
        assertThat(missing.merge(missing)).isEqualTo(missing);
        Measure unknown = Measure.Packed.of("newer", new byte[] {7, 1});
        assertThat(unknown.merge(unknown)).isEqualTo(unknown);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void packedMeasuresComeBackFromTheirBytes(Kind kind) {
        for (int seed = 0; seed < 20; seed++) {
            if (kind.maker.apply(new Random(seed)) instanceof Measure.Packed packed) {
                assertThat(packed.bytes()[0]).as("version").isEqualTo((byte) 1);
                assertThat(Measure.Packed.of(packed.kind(), packed.bytes())).isEqualTo(packed);
            }
        }
    }

    @Test
    void anUnknownKindAndAnUnknownVersionAreKeptAsTheyCame() {
        byte[] bytes = {2, 9, 9};
        for (String kind : List.of("newer", "quantiles", "histogram", "entropy", "frequentItems")) {
            Measure.Packed kept = Measure.Packed.of(kind, bytes);
            assertThat(kept).isInstanceOf(Measure.Unknown.class);
            assertThat(kept.kind()).isEqualTo(kind);
            assertThat(kept.bytes()).isEqualTo(bytes);
        }
        Measure other = Measure.Packed.of("newer", new byte[] {2, 8});
        assertThat(other.merge(Measure.Packed.of("newer", bytes))).isInstanceOf(Measure.Missing.class);
    }

    @Test
    void unlikeMeasuresAreNotMerged() {
        assertThatThrownBy(() -> new Measure.Count(1).merge(new Measure.Histogram(BinCounts.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Count")
                .hasMessageContaining("Histogram");
    }
}
