package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.node.summary.Detail;
import yochi.node.summary.Places;
import yochi.node.summary.SeenSources;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;

@DisplayName("K-7: which sources came before, over a kill at any point")
class SourceHistoryTest {
    private static final Duration LONG = Duration.ofDays(40);

    @TempDir
    private Path folder;

    private static Optional<SeenSources> seen() {
        Duration hour = Duration.ofHours(1);
        return new Summariser(
                        SummarySettings.of(hour, hour, Duration.ZERO, false).with(Set.of(Detail.NEW_SOURCES)),
                        List.of(),
                        Places.none())
                .seen();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("seen"))) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private SourceHistory open(long committed) {
        return SourceHistory.open(folder.resolve("seen"), committed);
    }

    @Test
    void whatBelongsToTheLastReleaseIsTakenUpWhereverTheKillFell() throws IOException {
        SourceHistory first = open(0);
        assertThat(first.earlier()).isEmpty();
        first.write(seen(), 1, LONG);
        assertThat(open(0).earlier()).as("killed before the commit").isEmpty();
        assertThat(files()).isEmpty();
        first.write(seen(), 1, LONG);
        first.keep(1);
        first.write(seen(), 2, LONG);
        assertThat(files()).containsExactly("0000000000000001.yseen", "0000000000000002.yseen");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("seen/0000000000000001.yseen"))))
                .isEqualTo("rw-------");
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve("seen/0000000000000002.yseen"), copy.resolve("2"));
        assertThat(open(1).earlier()).as("killed before the second commit").isPresent();
        assertThat(files()).containsExactly("0000000000000001.yseen");
        Files.copy(copy.resolve("2"), folder.resolve("seen/0000000000000002.yseen"));
        assertThat(open(2).earlier()).as("killed after it").isPresent();
        assertThat(files()).containsExactly("0000000000000002.yseen");
    }

    @Test
    void aHistoryThatMissesAReleaseOrIsSpoiledIsNone() throws IOException {
        SourceHistory first = open(0);
        first.write(seen(), 1, LONG);
        first.keep(1);
        first.write(Optional.empty(), 2, LONG);
        first.keep(2);
        assertThat(open(2).earlier()).as("nobody asked for it meanwhile").isEmpty();
        SourceHistory second = open(2);
        second.write(seen(), 3, LONG);
        second.keep(3);
        Files.write(folder.resolve("seen/0000000000000003.yseen"), new byte[] {'Y', 'S', 'E', 'N'});
        assertThat(open(3).earlier()).isEmpty();
    }

    @Test
    void nothingIsWrittenWhereThePolicyLetsNoAddressLieForSevenDays() throws IOException {
        SourceHistory history = open(0);
        history.write(seen(), 1, Duration.ofDays(6));
        history.keep(1);
        assertThat(files()).isEmpty();
    }
}
