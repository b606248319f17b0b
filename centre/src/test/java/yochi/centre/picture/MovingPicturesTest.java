package yochi.centre.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.analysis.spread.SpreadAnalysis;
import yochi.analysis.trend.RippleAnalysis;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Propagation;
import yochi.core.model.Region;

@DisplayName("A-12, A-14, A-16, A-19: spread on the map, propagation with lags, degrees of propagation and of ripple")
class MovingPicturesTest {
    private static final Cube CUBE = MadeUpCube.cube();
    private static final Region JAPAN = new Region("JP");
    private static final Region STATES = new Region("US");

    private static Stream<Shape> all(Shape shape) {
        return Stream.concat(Stream.of(shape), shape.children().stream().flatMap(MovingPicturesTest::all));
    }

    private static List<String> told(Picture picture) {
        return all(picture.drawing())
                .flatMap(s -> s.tell().stream())
                .map(Say::en)
                .toList();
    }

    private static Picture fresh(Album album) {
        return album.pictures().stream()
                .filter(p -> p.label().en().endsWith("tcp/8082"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMapNumbersRegionsByArrivalAndNamesWhoDoesNotObserve() {
        List<Finding.Spread> found = new SpreadAnalysis().analyse(CUBE, CUBE.lastDays(7));
        Picture picture = fresh(SpreadPicture.of(found, Optional.of(CUBE), Say::same));
        assertThat(picture.table().rows())
                .extracting(r -> r.get(0) + " " + r.get(1) + " " + r.get(2))
                .containsExactly("US reached 1", "JP reached 2", "SG not observed ");
        assertThat(told(picture)).anyMatch(t -> t.startsWith("United States: number 1"));
        assertThat(picture.missing()).contains(new Say("Could not be observed at: Singapore", "観測できなかった地域：シンガポール"));
        assertThat(picture.answer().ja()).contains("2 地域で観測");
    }

    @Test
    void theNewKindHasItsOriginAndBothDegrees() {
        Album album = RipplePicture.of(new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS).analyse(CUBE), Say::same);
        Picture picture = fresh(album);
        assertThat(picture.answer().en()).contains("in 2 of 3 regions", "Origin: United States", "Speed: 1.75 regions");
        assertThat(picture.table().rows()).hasSize(10);
        assertThat(picture.table().rows().getFirst().get(6)).isEqualTo("0.0");
        assertThat(Double.parseDouble(picture.table().rows().getLast().get(6))).isBetween(0.3, 0.5);
    }

    private static Propagation propagation(Propagation.Conclusion conclusion, List<Propagation.Arrow> arrows) {
        return new Propagation(
                new Epoch(0, Epoch.DAY),
                conclusion,
                3,
                50,
                arrows,
                List.of(),
                List.of(new Propagation.Leader(JAPAN, 1, 4, OptionalDouble.empty())),
                new Propagation.Common(OptionalDouble.of(0.27), 2),
                "why",
                List.of());
    }

    @Test
    void anArrowIsDrawnOnlyWhereTheAnalysisDrawsOne() {
        Propagation.Arrow arrow = new Propagation.Arrow(
                STATES, JAPAN, Propagation.Basis.COUNTS, AttackType.SCAN_SYN, 22.7, 0.3, 0.1, 0.5, 0.95, 0.2, 0.04);
        Function<List<Propagation.Arrow>, Picture> draw = arrows -> PropagationPicture.of(
                        List.of(propagation(
                                arrows.isEmpty() ? Propagation.Conclusion.COMMON_CAUSE : Propagation.Conclusion.ARROWS,
                                arrows)),
                        CUBE.regions(),
                        Say::same)
                .pictures()
                .getFirst();
        assertThat(heads(draw.apply(List.of(arrow)))).isEqualTo(1);
        assertThat(told(draw.apply(List.of(arrow)))).anyMatch(t -> t.startsWith("United States → Japan: 22.7 h"));
        Picture none = draw.apply(List.of());
        assertThat(heads(none)).isZero();
        assertThat(none.answer().en()).startsWith("Common cause").contains("27 %");
        assertThat(none.missing())
                .anyMatch(m -> m.en().contains("3 of 50"))
                .anyMatch(m -> m.ja().contains("シンガポール") && m.ja().contains("アメリカ合衆国"));
        assertThat(none.table().rows())
                .containsExactly(List.of("first 1 of 4", "JP", "", "", "", "", "", "", "", "", ""));
    }

    private static long heads(Picture picture) {
        return all(picture.drawing())
                .filter(s -> "head".equals(s.attributes().get("class")))
                .count();
    }

    @Test
    void everyCountryOfTheMapHasItsPlace() {
        assertThat(Stream.of("JP", "US", "SG", "IE", "BR", "AU", "NZ").map(Country::new))
                .allMatch(c -> WorldMap.of(c).isPresent());
        assertThat(WorldMap.of(Country.UNKNOWN)).isEmpty();
    }
}
