package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.ErrorCode;

/** Holds the pages to the code: links lead somewhere, error numbers are explained, READMEs name the commands. */
class DocsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("yochi.root", "..")).toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern PAGE = Pattern.compile("docs/[a-z-]+(?:\\.ja)?\\.md");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path page : files(".md")) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .filter(link -> !Files.exists(page.resolveSibling(link)))
                    .forEach(link -> lost.add(ROOT.relativize(page) + " -> " + link));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void everyPageThatTheCodeNamesExists() throws IOException {
        Set<String> lost = new TreeSet<>();
        for (String kind : List.of(".java", ".yaml", ".md", ".ts")) {
            for (Path file : files(kind)) {
                PAGE.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .filter(page -> !Files.exists(ROOT.resolve(page)))
                        .forEach(page -> lost.add(ROOT.relativize(file) + " -> " + page));
            }
        }
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/operations.md", "docs/operations.ja.md"})
    void everyErrorNumberIsExplainedWithItsExitCode(String page) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(text)
                    .containsPattern(
                            "\\| E" + code.number() + " \\|[^|]*\\| " + code.kind().exitCode() + " \\|");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ja.md"})
    void theFirstScreenNamesTheTwoCommandsAndShowsThePicture(String page) throws IOException {
        List<String> firstScreen = Files.readAllLines(ROOT.resolve(page)).subList(0, 25);
        assertThat(String.join("\n", firstScreen))
                .contains("./yochi demo", "./yochi test", "docs/pictures/console.png");
    }

    private static List<Path> files(String kind) throws IOException {
        try (Stream<Path> all = Files.find(ROOT, 20, (path, type) -> path.toString().endsWith(kind) && ours(path))) {
            return all.sorted().toList();
        }
    }

    private static boolean ours(Path path) {
        for (Path part : ROOT.relativize(path)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
