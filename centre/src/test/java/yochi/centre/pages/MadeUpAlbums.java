package yochi.centre.pages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.analysis.cube.Cube;
import yochi.analysis.spread.SpreadAnalysis;
import yochi.analysis.trend.RippleAnalysis;
import yochi.analysis.trend.TrendAnalysis;
import yochi.centre.picture.AlikePicture;
import yochi.centre.picture.GrowthPicture;
import yochi.centre.picture.MadeUpCube;
import yochi.centre.picture.OnsetPicture;
import yochi.centre.picture.PeculiarPicture;
import yochi.centre.picture.PropagationPicture;
import yochi.centre.picture.RipplePicture;
import yochi.centre.picture.SpreadPicture;
import yochi.core.model.AttackType;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Made-up findings as the pictures really draw them. */
final class MadeUpAlbums {
    private static final Cube CUBE = MadeUpCube.cube();
    private static final List<Region> REGIONS =
            MadeUpBoard.NAMES.stream().map(Region::new).toList();

    private MadeUpAlbums() {}

    static Optional<Album> album(String id) {
        return switch (id) {
            case "alike" ->
                Optional.of(AlikePicture.of(
                        Optional.of(clusters()), MadeUpFindings.similarities(), REGIONS, MadeUpAlbums::words));
            case "spread" ->
                Optional.of(SpreadPicture.of(
                        new SpreadAnalysis().analyse(CUBE, CUBE.lastDays(7)), Optional.of(CUBE), MadeUpAlbums::words));
            case "propagation" ->
                Optional.of(PropagationPicture.of(List.of(propagation()), CUBE.regions(), MadeUpAlbums::words));
            case "ripple" ->
                Optional.of(RipplePicture.of(
                        new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS).analyse(CUBE), MadeUpAlbums::words));
            case "peculiar" ->
                Optional.of(PeculiarPicture.of(MadeUpFindings.localities(), MadeUpAlbums::words));
            case "course" ->
                Optional.of(GrowthPicture.of(
                        new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS).analyse(CUBE),
                        List.of(change()),
                        Optional.of(CUBE),
                        MadeUpAlbums::words));
            case "together" -> Optional.of(together());
            default -> Optional.empty();
        };
    }

    private static Finding.Propagation propagation() {
        return new Finding.Propagation(
                MadeUpFindings.WEEK,
                Finding.Propagation.Conclusion.ARROWS,
                7,
                50,
                List.of(new Finding.Propagation.Arrow(
                        new Region("US"),
                        new Region("JP"),
                        Finding.Propagation.Basis.COUNTS,
                        AttackType.SCAN_SYN,
                        22.5,
                        0.3,
                        0.1,
                        0.5,
                        0.95,
                        0.2,
                        0.04)),
                List.of(),
                List.of(
                        new Finding.Propagation.Leader(new Region("US"), 3, 4, OptionalDouble.empty()),
                        new Finding.Propagation.Leader(new Region("JP"), 1, 4, OptionalDouble.empty())),
                new Finding.Propagation.Common(OptionalDouble.of(0.27), 2),
                "made up",
                List.of());
    }

    private static Album together() {
        Attacks attacks = new MadeUpBoard().attacks();
        return OnsetPicture.of(attacks.together(), attacks.tellers());
    }

    private static Finding.Change change() {
        return new Finding.Change(
                new Region("US"),
                AttackType.ALL_ORIGIN,
                Service.ANY,
                CUBE.lastDays(21),
                CUBE.until().minus(Duration.ofDays(9)),
                2,
                4.5,
                0.996,
                List.of());
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
