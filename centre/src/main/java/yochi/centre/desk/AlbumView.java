package yochi.centre.desk;

import java.util.List;
import java.util.Optional;
import yochi.analysis.cube.Cube;
import yochi.analysis.trend.RippleAnalysis;
import yochi.centre.pages.Album;
import yochi.centre.pages.Attacks;
import yochi.centre.picture.AlikePicture;
import yochi.centre.picture.GrowthPicture;
import yochi.centre.picture.OnsetPicture;
import yochi.centre.picture.PeculiarPicture;
import yochi.centre.picture.PropagationPicture;
import yochi.centre.picture.RipplePicture;
import yochi.centre.picture.SpreadPicture;
import yochi.centre.round.RoundRecord;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** The findings of the last round as pictures, drawn when they are asked for. */
final class AlbumView {
    private static final Japanese WORDS = new Japanese();

    private final Desk desk;

    AlbumView(Desk desk) {
        this.desk = desk;
    }

    Optional<Album> album(String id) {
        return switch (id) {
            case "alike" ->
                Optional.of(AlikePicture.of(
                        all(Finding.Clusters.class).stream().findFirst(),
                        all(Finding.Similarity.class),
                        regions(),
                        WORDS::both));
            case "together" -> {
                Attacks attacks = desk.attacks().attacks();
                yield Optional.of(OnsetPicture.of(attacks.together(), attacks.tellers()));
            }
            case "peculiar" -> Optional.of(PeculiarPicture.of(all(Finding.Locality.class), WORDS::both));
            case "course" ->
                Optional.of(GrowthPicture.of(
                        all(Finding.Trend.class), all(Finding.Change.class), desk.lastCube(), WORDS::both));
            case "spread" -> Optional.of(SpreadPicture.of(all(Finding.Spread.class), desk.lastCube(), WORDS::both));
            case "propagation" ->
                Optional.of(PropagationPicture.of(all(Finding.Propagation.class), regions(), WORDS::both));
            case "ripple" ->
                Optional.of(RipplePicture.of(
                        desk.lastCube()
                                .map(new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS)::analyse)
                                .orElse(List.of()),
                        WORDS::both));
            default -> Optional.empty();
        };
    }

    private List<Region> regions() {
        return desk.lastCube().map(Cube::regions).map(List::copyOf).orElse(List.of());
    }

    private <T extends Finding> List<T> all(Class<T> kind) {
        return desk.rounds().last(1).stream()
                .map(RoundRecord::findings)
                .flatMap(List::stream)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
