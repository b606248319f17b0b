package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

class YochiTest {
    private final Stage stage = new Stage();

    @Test
    void aScenarioThatIsNotThereIsNamed() {
        assertThat(stage.run("demo", "--scenario", "atlantis")).isEqualTo(2);
        assertThat(stage.err()).contains("there is no file atlantis");
    }

    @Test
    void versionNamesYochiAndTheJdk() {
        assertThat(stage.run("--version")).isZero();
        assertThat(stage.out()).startsWith("yochi 0.1.0").contains("JDK " + Runtime.version());
    }

    @Test
    void helpGoesToStandardOutputAndGivesExamples() {
        assertThat(stage.run("--help")).isZero();
        assertThat(stage.out()).contains("Examples:", "./yochi test", "Exit codes:");
        assertThat(stage.err()).isEmpty();
    }

    @Test
    void withoutACommandTheUsageIsAFault() {
        assertThat(stage.run()).isEqualTo(2);
        assertThat(stage.out()).isEmpty();
        assertThat(stage.err()).contains("Usage: yochi");
    }

    @Test
    void anUnknownCommandIsAUsageFaultWithTheNextStep() {
        assertThat(stage.run("predict-everything")).isEqualTo(2);
        assertThat(stage.err()).contains("predict-everything", "--help");
    }

    @Test
    void anUnknownLogLevelIsAUsageFault() {
        assertThat(stage.run("--log", "shout")).isEqualTo(2);
        assertThat(stage.err()).contains("shout");
    }

    @ParameterizedTest
    @EnumSource
    void everyKnownFailureTellsItsNumberAndRemedy(ErrorCode code) {
        int exit = stage.failures().tell(new YochiException(code, "the thing at place 7"));
        assertThat(exit).isEqualTo(code.kind().exitCode()).isBetween(1, 4);
        assertThat(stage.err()).contains("E" + code.number(), "the thing at place 7", code.remedy());
    }

    @Test
    void ourOwnBugIsOneAndShowsItsTrace() {
        assertThat(stage.failures().tell(new IllegalStateException("count is -3")))
                .isEqualTo(1);
        assertThat(stage.err()).contains("count is -3", "YochiTest.ourOwnBugIsOneAndShowsItsTrace");
    }

    @Test
    void aMissingFileIsBadInputHoweverItIsWrapped() {
        var missing = new UncheckedIOException(new NoSuchFileException("nowhere.pcap"));
        assertThat(stage.failures().tell(missing)).isEqualTo(3);
        assertThat(stage.err()).contains("nowhere.pcap").doesNotContain("at yochi.");
    }

    @Test
    void aBrokenDiskIsAResource() {
        assertThat(stage.failures().tell(new IOException("No space left on device")))
                .isEqualTo(4);
    }

    /** A full disk behind a redirection must not look like success. */
    @Test
    void standardOutputThatTakesNoMoreIsAResource() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Surroundings usual = new Stage().surroundings();
        Surroundings here = new Surroundings(
                usual.clock(),
                usual.ticker(),
                new PrintStream(full, true, StandardCharsets.UTF_8),
                new PrintStream(told, true, StandardCharsets.UTF_8),
                false,
                usual.home());
        assertThat(new Yochi(here).run("--help")).isEqualTo(4);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("standard output took no more");
    }
}
