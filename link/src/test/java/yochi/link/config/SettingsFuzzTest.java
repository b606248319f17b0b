package yochi.link.config;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.YochiException;

class SettingsFuzzTest {
    record Inner(@Default("1") int number, @Default("1s") Duration pause) {}

    record Outer(
            @Default("x") String name,
            @Default("[]") List<Inner> list,
            @Default("{}") Map<String, Inner> map,
            Optional<Secret> secret) {}

    /** Any text: settings that print as themselves, or one refusal with every problem; no other exception. */
    @FuzzTest
    void readsOrRefuses(FuzzedDataProvider data) {
        Outer settings;
        try {
            settings = SettingsFile.parse(data.consumeRemainingAsString(), "fuzz", Path.of("/"), Outer.class);
        } catch (YochiException e) {
            return;
        }
        Outer open = new Outer(settings.name(), settings.list(), settings.map(), Optional.empty());
        if (!SettingsFile.parse(SettingsFile.print(open), "again", Path.of("/"), Outer.class)
                .equals(open)) {
            throw new AssertionError("printed differently:\n" + SettingsFile.print(open));
        }
    }
}
