package yochi.centre.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import yochi.centre.pages.Say;
import yochi.core.model.AttackType;
import yochi.core.model.Region;

class NamesTest {
    private static final Path CONSOLE =
            Path.of(System.getProperty("yochi.root", "..")).resolve("console/src/words/attacks.ts");

    @Test
    void attacksHaveTheNamesOfTheConsole() throws IOException {
        Matcher entry = Pattern.compile("^  ([A-Z_0-9]+): \\['(.*)', '(.*)'],$", Pattern.MULTILINE)
                .matcher(Files.readString(CONSOLE));
        int found = 0;
        while (entry.find()) {
            assertThat(Names.of(AttackType.valueOf(entry.group(1)))).isEqualTo(new Say(entry.group(2), entry.group(3)));
            found++;
        }
        assertThat(found).isEqualTo(AttackType.values().length);
    }

    @Test
    void aCountryHasItsNameAndASetOfSensorsItsOwn() {
        assertThat(Names.of(new Region("JP"))).isEqualTo(new Say("Japan", "日本"));
        assertThat(Names.of(new Region("test-tokyo"))).isEqualTo(Say.same("test-tokyo"));
    }
}
