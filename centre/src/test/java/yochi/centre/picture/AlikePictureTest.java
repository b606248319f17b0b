package yochi.centre.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.centre.pages.Album;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

@DisplayName("A-11, A-19: the tree of groups and the matrix of pairs")
class AlikePictureTest {
    private static final Epoch WEEK = Epoch.week(1_700_000_000);
    private static final Region EAST = new Region("east");
    private static final Region NORTH = new Region("north");
    private static final Region WEST = new Region("west");
    private static final Region SILENT = new Region("silent");

    private static Finding.Similarity pair(Region a, Region b, OptionalDouble combined, String... missing) {
        OptionalDouble part = OptionalDouble.of(0.7);
        OptionalDouble none = OptionalDouble.empty();
        return new Finding.Similarity(
                a,
                b,
                WEEK,
                10,
                10,
                part,
                part,
                part,
                part,
                part,
                part,
                part,
                part,
                combined,
                none,
                1,
                none,
                none,
                none,
                Finding.Similarity.Rivals.NONE,
                List.of(),
                List.of(missing));
    }

    private static Album album() {
        Finding.Clusters clusters = new Finding.Clusters(
                WEEK,
                List.of(EAST, NORTH, WEST),
                List.of(new Finding.Clusters.Merge(0, 2, 0.2, 2, 0.9), new Finding.Clusters.Merge(3, 1, 0.8, 3, 1)),
                List.of(List.of(EAST, WEST), List.of(NORTH)),
                0.5,
                OptionalDouble.of(0.75),
                OptionalDouble.empty(),
                List.of());
        return AlikePicture.of(
                Optional.of(clusters),
                List.of(
                        pair(EAST, WEST, OptionalDouble.of(0.8)),
                        pair(EAST, NORTH, OptionalDouble.of(0.2)),
                        pair(NORTH, WEST, OptionalDouble.empty(), "why not")),
                List.of(EAST, NORTH, WEST, SILENT),
                Say::same);
    }

    private static Stream<Shape> all(Shape shape) {
        return Stream.concat(Stream.of(shape), shape.children().stream().flatMap(AlikePictureTest::all));
    }

    @Test
    void neighboursInTheTreeAreNeighboursInTheMatrix() {
        List<String> texts = all(album().pictures().getFirst().drawing())
                .flatMap(s -> s.text().stream())
                .map(Say::en)
                .filter(t -> List.of("east", "north", "west").contains(t))
                .distinct()
                .toList();
        assertThat(texts).containsExactly("east", "west", "north");
    }

    @Test
    void aGroupIsNamedWithItsStability() {
        Say answer = album().pictures().getFirst().answer();
        assertThat(answer.en())
                .contains("Group: east, west (just these in 90 % of redraws)", "In no group: north", "0.75");
        assertThat(answer.ja()).contains("グループ：east、west", "90 %", "0.75");
    }

    @Test
    void whatCannotBeToldIsHatchedAndSaysWhy() {
        Album album = album();
        List<String> told = all(album.pictures().getFirst().drawing())
                .flatMap(s -> s.tell().stream())
                .map(Say::en)
                .toList();
        assertThat(told)
                .anyMatch(t -> t.startsWith("west – north") && t.contains("combined ?") && t.endsWith("why not"));
        assertThat(told).anyMatch(t -> t.startsWith("east – west") && t.contains("combined 0.80; who 0.70"));
        assertThat(album.pictures().getFirst().missing())
                .contains(Say.same("why not").and(new Say(" (1 of 3 pairs)", "（3 組中 1 組）")))
                .anyMatch(m -> m.en().endsWith("silent"));
        assertThat(album.pictures().getFirst().table().rows())
                .hasSize(3)
                .anyMatch(r -> r.get(2).isEmpty());
    }

    @Test
    void withoutARoundItSaysSo() {
        Album none = AlikePicture.of(Optional.empty(), List.of(), List.of(), Say::same);
        assertThat(none.pictures()).isEmpty();
        assertThat(none.none().en()).contains("No round");
    }
}
