package yochi.node.classify;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;

/** A table of facts is read, or refused by a told error. */
class FactTableFuzzTest {
    private static final String[] NAMES = {
        "special-purpose.csv", "amplifier-ports.csv", "tools.csv", "investigative.csv", "service-names.csv",
        "session-bayes.csv"
    };

    @TempDir
    private static Path folder;

    @FuzzTest(maxDuration = "5s")
    void everyTableIsReadOrRefused(FuzzedDataProvider input) throws IOException {
        int table = input.consumeInt(0, NAMES.length - 1);
        String header = new String[] {
            "block,name,source",
            Amplifiers.HEADER,
            Relation.HEADER,
            "block,name,source",
            ServiceNames.HEADER,
            SessionBayes.HEADER
        }[table];
        Path file = folder.resolve(NAMES[table]);
        String rows = input.consumeRemainingAsAsciiString();
        Files.writeString(file, "# version: 1\n" + header + "\n" + rows);
        try {
            Rules.read(folder);
        } catch (YochiException expected) {
            if (String.valueOf(expected.getMessage()).isEmpty()) {
                throw new AssertionError("refused without a reason", expected);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
