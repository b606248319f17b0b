package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import yochi.node.input.RejectReason;
import yochi.node.trace.TraceFormat;

/** The documents name every rule, format and reason. */
class DocumentedTest {
    private static String document(String name) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("docs")) && root.getParent() != null) {
            root = root.getParent();
        }
        return Files.readString(root.resolve("docs").resolve(name));
    }

    @Test
    void everyRuleHasItsRowWithItsAttackType() throws IOException {
        String rules = document("classification.md");
        for (Rule rule : Rule.values()) {
            String party =
                    rule == Rule.NOT_IP ? "–" : rule.type().party().name().toLowerCase(Locale.ROOT);
            assertThat(rules).contains("| `" + rule.id() + "` | " + rule.type() + " | " + party + " |");
        }
    }

    @Test
    void everyFormatAndReasonIsNamed() throws IOException {
        String formats = document("formats.md");
        for (TraceFormat format : TraceFormat.values()) {
            assertThat(formats).contains("| `" + format.id() + "` |");
        }
        for (RejectReason reason : RejectReason.values()) {
            assertThat(formats).contains("`" + reason.id() + "`");
        }
    }
}
