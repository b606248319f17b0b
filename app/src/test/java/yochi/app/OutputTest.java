package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import yochi.core.model.YochiException;
import yochi.node.classify.Rule;

class OutputTest {
    private static final String WHOLE = """
            {
              "schema" : "yochi.test/1",
              "beta" : 1,
              "alpha" : "é"
            }
            """;

    private final Stage stage = new Stage();

    @TempDir
    Path folder;

    @Test
    void withoutJsonOnlyTextComes() {
        Output output = parse();
        output.text().println("hello");
        output.json(Result.SAMPLE);
        assertThat(output.wantsJson()).isFalse();
        assertThat(stage.out()).isEqualTo("hello\n");
    }

    @Test
    void withADashOnlyTheDocumentGoesToStandardOutput() {
        Output output = parse("--json", "-");
        output.text().println("hello");
        output.json(Result.SAMPLE);
        assertThat(stage.out()).isEqualTo(WHOLE);
        assertThat(stage.err()).isEqualTo("hello\n");
    }

    @Test
    void aFileHoldsTheDocumentAndTextStaysOnStandardOutput() {
        Path file = folder.resolve("result.json");
        Output output = parse("--json", file.toString());
        output.text().println("hello");
        output.json(Result.SAMPLE);
        assertThat(file).hasContent(WHOLE);
        assertThat(stage.out()).isEqualTo("hello\n");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void anUnwritableFileIsToldByName() {
        Path file = folder.resolve("missing").resolve("result.json");
        Output output = parse("--json", file.toString());
        assertThatThrownBy(() -> output.json(Result.SAMPLE))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("result.json");
        assertThat(Files.exists(file)).isFalse();
    }

    /** Linux' device that is always full; elsewhere there is nothing to try it on. */
    @Test
    void aFullDiskIsToldByNameAndADeviceStaysADevice() {
        Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full) && !Files.isRegularFile(full)).isTrue();
        Output output = parse("--json", full.toString());
        assertThatThrownBy(() -> output.json(Result.SAMPLE))
                .isInstanceOfSatisfying(YochiException.class, e -> assertThat(
                                e.code().kind().exitCode())
                        .isEqualTo(4))
                .hasMessageContaining("cannot write /dev/full");
        assertThat(Files.isRegularFile(full)).isFalse();
        assertThatThrownBy(() -> {
                    try (LabelFile labels = LabelFile.open(Optional.of(full))) {
                        labels.other(Rule.ORDER);
                    }
                })
                .hasMessageContaining("cannot write /dev/full");
    }

    @Test
    void aLinkLeadsToTheDocumentAndStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        parse("--json", link.toString()).json(Result.SAMPLE);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent(WHOLE);
    }

    private Output parse(String... arguments) {
        var command = new WithOutput(new Output(stage.surroundings()));
        new CommandLine(command).parseArgs(arguments);
        return command.output;
    }

    record Result(String schema, int beta, Optional<String> alpha) {
        static final Result SAMPLE = new Result("yochi.test/1", 1, Optional.of("é"));
    }

    @Command(name = "with-output")
    static final class WithOutput {
        @Mixin
        final Output output;

        WithOutput(Output output) {
            this.output = output;
        }
    }
}
