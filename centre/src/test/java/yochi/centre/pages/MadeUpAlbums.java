package yochi.centre.pages;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.centre.picture.AlikePicture;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** Made-up findings as the pictures really draw them. */
final class MadeUpAlbums {
    private static final List<Region> REGIONS =
            MadeUpBoard.NAMES.stream().map(Region::new).toList();

    private MadeUpAlbums() {}

    static Optional<Album> album(String id) {
        return switch (id) {
            case "alike" ->
                Optional.of(AlikePicture.of(
                        Optional.of(clusters()), MadeUpFindings.similarities(), REGIONS, MadeUpAlbums::words));
            default -> Optional.empty();
        };
    }

    private static Say words(String text) {
        return new Say(text, "（試験用の文）");
    }

    private static Finding.Clusters clusters() {
        return new Finding.Clusters(
                MadeUpFindings.WEEK,
                REGIONS.subList(0, 4),
                List.of(
                        new Finding.Clusters.Merge(0, 1, 0.2, 2, 0.9),
                        new Finding.Clusters.Merge(2, 3, 0.3, 2, 0.6),
                        new Finding.Clusters.Merge(4, 5, 0.7, 4, 1)),
                List.of(REGIONS.subList(0, 2), REGIONS.subList(2, 4)),
                0.55,
                OptionalDouble.of(0.8),
                OptionalDouble.empty(),
                List.of(MadeUpFindings.NO_REPORT.text()));
    }
}
