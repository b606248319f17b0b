package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;

/** Holds the pages to the code: links lead somewhere, error numbers are explained, READMEs name the commands. */
class DocsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("yochi.root", "..")).toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern PAGE = Pattern.compile("docs/[a-z-]+(?:\\.ja)?\\.md");
    private static final Set<String> GENERAL = Set.of("--help", "--version", "--log");
    private static final Pattern NOTED = Pattern.compile("\\bnote\\(\\s*\"([a-zA-Z]+)\"");
    private static final Pattern ODDITY = Pattern.compile("[A-Z]\\(\"([a-zA-Z]+)\"\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+)…?)?`");
    private static final Pattern METHOD = Pattern.compile("`[a-z.]*([A-Z]\\w+)`");
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

    @ParameterizedTest
    @ValueSource(strings = {"observe", "evaluate", "analyse", "anonymise", "intersect"})
    void everyOptionOfACommandThatWritesADocumentStandsInFormats(String command) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/formats.md"));
        Stage stage = new Stage();
        var line = new Yochi(stage.surroundings()).commandLine(stage.failures()).getSubcommands();
        var options = Objects.requireNonNull(line.get(command)).getCommandSpec().options();
        for (var option : options) {
            if (!GENERAL.contains(option.longestName())) {
                assertThat(text).as(command).contains(option.longestName());
            }
        }
    }

    @Test
    void everyMemberOfTheObservationAndEveryOddityOfAnInputStandsInFormats() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/formats.md"));
        String schema = Files.readString(ROOT.resolve("docs/schemas/observe-1.json"));
        new JsonMapper()
                .readTree(schema)
                .get("properties")
                .propertyNames()
                .forEach(member -> assertThat(text).containsPattern("`" + member + "(\\[\\])?[` ,]"));
        for (Path file : files(".java")) {
            String path = file.toString();
            if (path.contains("node/src/main")) {
                (path.endsWith("FrameOddity.java") ? ODDITY : NOTED)
                        .matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(what -> assertThat(text).as(path).contains("`" + what + "`"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"requirements", "formats", "privacy", "statistics", "classification", "performance", "research"})
    void everyTestThatAPageNamesExists(String page) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/" + page + ".md"));
        StringBuilder tests = new StringBuilder();
        for (Path file : files("Test.java")) {
            tests.append(file.getFileName()).append(' ').append(Files.readString(file));
        }
        TEST.matcher(text).results().forEach(found -> {
            assertThat(tests).as(page).contains(found.group(1) + ".java");
            if (found.group(2) != null) {
                assertThat(tests).as(page).contains("void " + found.group(2));
            }
        });
    }

    /** Issue 4: a reader finds paper, class and test of every method. */
    @Test
    void everyMethodHasAPaperAClassAndATest() throws IOException {
        Set<String> classes = new TreeSet<>();
        files(".java").forEach(file -> classes.add(String.valueOf(file.getFileName())));
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/research.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| paper"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
            String[] cells = row.split(" \\| ?", -1);
            assertThat(cells.length).as(row).isEqualTo(5);
            assertThat(METHOD.matcher(cells[2]).results().toList()).isNotEmpty().allSatisfy(found -> assertThat(classes)
                    .contains(found.group(1) + ".java"));
            assertThat(TEST.matcher(cells[3]).results().toList()).as(row).isNotEmpty();
        });
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
