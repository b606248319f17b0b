package yochi.centre.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.centre.pages.Album;
import yochi.centre.pages.Attacks;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Telling;

@DisplayName(
        "A-13, A-15, A-19: peculiarities with evidence, courses with trend and changes, groups with ports and growth")
class StandingPicturesTest {
    private static final Cube CUBE = MadeUpCube.cube();
    private static final Region STATES = new Region("US");
    private static final Epoch DAY = new Epoch(0, Epoch.DAY);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static Stream<Shape> all(Shape shape) {
        return Stream.concat(Stream.of(shape), shape.children().stream().flatMap(StandingPicturesTest::all));
    }

    private static List<String> told(Picture picture) {
        return all(picture.drawing())
                .flatMap(s -> s.tell().stream())
                .map(Say::en)
                .toList();
    }

    private static Finding.Trend trend(double slope, Finding.Label label) {
        return new Finding.Trend(
                STATES,
                AttackType.ALL_ORIGIN,
                Service.ANY,
                CUBE.lastDays(28),
                slope,
                slope - 0.01,
                slope + 0.01,
                0.001,
                label,
                List.of("why"));
    }

    @Test
    void aCourseHasItsTrendDoublingTimeAndChanges() {
        Finding.Change change = new Finding.Change(
                STATES,
                AttackType.ALL_ORIGIN,
                Service.ANY,
                CUBE.lastDays(21),
                CUBE.until().minus(Duration.ofDays(10)),
                2,
                4,
                0.996,
                List.of());
        Album album = GrowthPicture.of(
                List.of(trend(Math.log(2) / 14, Finding.Label.GROWING)), List.of(change), Optional.of(CUBE), Say::same);
        assertThat(album.pictures()).extracting(Picture::id).containsExactly("all", "US-ALL_ORIGIN-any");
        Picture course = album.pictures().get(1);
        assertThat(course.answer().en()).contains("growing", "+41 %", "twice in 14 days", "from 2 to 4 an hour");
        assertThat(course.answer().ja()).contains("拡大", "14 日で倍増", "水準が変化");
        assertThat(told(course)).anyMatch(t -> t.startsWith("Level changed at 2026-03-22T00:00:00Z"));
        assertThat(course.table().rows()).hasSize(30);
        assertThat(album.pictures().getFirst().missing()).contains(Say.same("why"));
    }

    @Test
    void aDayThatWasNotMeasuredIsHatchedAndNoZero() {
        Region silent = new Region("SG");
        Finding.Trend shrinking = new Finding.Trend(
                silent,
                AttackType.ALL_ORIGIN,
                Service.ANY,
                CUBE.lastDays(28),
                -0.1,
                -0.2,
                Double.NaN,
                0.01,
                Finding.Label.SHRINKING,
                List.of());
        Picture course = GrowthPicture.of(List.of(shrinking), List.of(), Optional.of(CUBE), Say::same)
                .pictures()
                .get(1);
        assertThat(course.missing()).anyMatch(m -> m.en().startsWith("10 of 30 days not measured"));
        assertThat(course.table().rows()).filteredOn(r -> r.get(1).isEmpty()).hasSize(10);
        assertThat(told(course)).contains("2026-03-31: not measured");
    }

    @Test
    void aPeculiarityHasItsVerdictBaseCountAndSentence() {
        Finding.Locality found = new Finding.Locality(
                STATES,
                AttackType.SCAN_SYN,
                MadeUpCube.NEW,
                DAY,
                35,
                9.5,
                2.4,
                Finding.Verdict.OMEN_OF_SPREAD,
                List.of(
                        new Finding.Reading(Finding.Verdict.OMEN_OF_SPREAD, 0.65),
                        new Finding.Reading(Finding.Verdict.NEW_HERE, 0.32),
                        new Finding.Reading(Finding.Verdict.LOCAL_ONLY, 0.03)),
                Optional.empty(),
                "the sentence",
                List.of());
        Picture picture =
                PeculiarPicture.of(List.of(found), Say::same).pictures().getFirst();
        assertThat(told(picture)).containsExactly("United States, omen of a spread 65 %: the sentence");
        assertThat(all(picture.drawing()).flatMap(s -> s.text().stream()).map(Say::en))
                .contains("new here 32 %", "35", "65 %");
        assertThat(picture.missing()).anyMatch(m -> m.en().startsWith("1 of 1 have too short a past"));
        assertThat(PeculiarPicture.of(List.of(), Say::same).pictures()).isEmpty();
    }

    private static Attacks.Together together(Service service, long group, long networks, long before) {
        return new Attacks.Together(
                "node-1",
                new Country("JP"),
                NOON,
                NOON.plusSeconds(600),
                service,
                80,
                3,
                120,
                Optional.of(8.5),
                group,
                networks,
                before);
    }

    private static Attacks.Teller teller(String node, Telling.State onset) {
        return new Attacks.Teller(
                node, new Country("JP"), new Telling(Telling.State.TOLD, onset, Telling.State.TOLD), NOON);
    }

    @Test
    void aGroupHasItsPortsAndGrowthAndWhoDoesNotTellIsNamed() {
        Album album = OnsetPicture.of(
                List.of(
                        together(Service.tcp(23), 4, 30, 20),
                        together(Service.tcp(2323), 4, 30, 20),
                        together(Service.tcp(80), 0, 0, 0)),
                List.of(teller("node-1", Telling.State.TOLD), teller("node-2", Telling.State.POLICY)));
        Picture picture = album.pictures().getFirst();
        assertThat(all(picture.drawing()).flatMap(s -> s.text().stream()).map(Say::en))
                .contains("tcp/23, tcp/2323", "node-1, group no. 4", "▲ 20 → 30 (+50 %)", "growth not told");
        assertThat(picture.missing()).anyMatch(m -> m.en().contains("node-2 (its policy holds it back)"));
        assertThat(picture.table().rows()).hasSize(3);
    }

    @Test
    void nothingToldIsNotNothingFound() {
        assertThat(OnsetPicture.of(List.of(), List.of(teller("node-2", Telling.State.POLICY)))
                        .none()
                        .en())
                .contains("None told", "node-2 (its policy holds it back)");
        assertThat(OnsetPicture.of(List.of(), List.of(teller("node-1", Telling.State.TOLD)))
                        .none()
                        .en())
                .contains("No node found");
        assertThat(OnsetPicture.of(List.of(), List.of(new Attacks.Teller("n", Country.UNKNOWN, Telling.UNKNOWN, NOON)))
                        .none()
                        .ja())
                .contains("n（理由は不明）");
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThatThrownBy(() -> Shape.of("script")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shape.of("circle", "r", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
