package yochi.link.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Prefix;
import yochi.core.model.YochiException;

class SettingsFileTest {
    private enum Release {
        DAILY,
        PER_HOUR
    }

    private record Listener(
            @Default("127.0.0.1") String host,
            @Default("8443") int port) {
        Listener {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
            }
        }
    }

    private record Centre(
            URI address,
            Country country,
            @Default("run") Path directory,
            @Default("10m") Duration lateness,
            @Default("64MiB") ByteSize memory,
            @Default("{}") Listener party,
            @Default("[]") List<Prefix> dark,
            @Default("[jp, per-hour]") List<String> words,
            @Default("daily") Release release,
            @Default("{}") Map<Country, Integer> thresholds,
            @Default("true") boolean pages,
            @Default("0.95") double level,
            Optional<Secret> password,
            @Default("[]") Set<String> names,
            Optional<List<Listener>> more) {}

    @TempDir
    Path directory;

    private static <T extends Record> T parse(String yaml, Class<T> shape) {
        return SettingsFile.parse(yaml, "test.yaml", Path.of("/etc/yochi"), shape);
    }

    private static String refusal(String yaml) {
        try {
            parse(yaml, Centre.class);
        } catch (YochiException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS);
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("accepted: " + yaml);
    }

    @Test
    void holdsTheDefaultsOfKeysThatAreNotNamed() {
        Centre centre = parse("address: https://127.0.0.1:8443\ncountry: NO\n", Centre.class);
        assertThat(centre)
                .isEqualTo(new Centre(
                        URI.create("https://127.0.0.1:8443"),
                        Country.parse("NO"),
                        Path.of("/etc/yochi/run"),
                        Duration.ofMinutes(10),
                        new ByteSize(64L << 20),
                        new Listener("127.0.0.1", 8443),
                        List.of(),
                        List.of("jp", "per-hour"),
                        Release.DAILY,
                        Map.of(),
                        true,
                        0.95,
                        Optional.empty(),
                        Set.of(),
                        Optional.empty()));
    }

    private static final String EVERY_KEY = """
            # comments are for people
            address: https://centre.example:1
            country: JP
            directory: /var/lib/yochi
            lateness: PT1H
            memory: 2GB
            party: {host: "::1", port: 1}
            dark: [192.0.2.0/24, "2001:db8::/32"]
            words:
              - "a: b"
              - ''
            release: per-hour
            thresholds: {JP: 3, unknown: 10}
            pages: false
            level: 0.5
            password: "correct horse"
            names: [b, a]
            more:
              - {port: 2}
              - host: localhost
            """;

    @Test
    void readsEveryKeyAndPrintsWhatItReadsWithSecretsMasked() {
        Centre centre = parse(EVERY_KEY, Centre.class);
        assertThat(centre.directory()).isEqualTo(Path.of("/var/lib/yochi"));
        assertThat(centre.lateness()).isEqualTo(Duration.ofHours(1));
        assertThat(centre.dark()).containsExactly(Prefix.parse("192.0.2.0/24"), Prefix.parse("2001:db8::/32"));
        assertThat(centre.words()).containsExactly("a: b", "");
        assertThat(centre.release()).isEqualTo(Release.PER_HOUR);
        assertThat(centre.thresholds()).isEqualTo(Map.of(Country.parse("JP"), 3, Country.UNKNOWN, 10));
        assertThat(centre.password().orElseThrow().value()).isEqualTo("correct horse");
        assertThat(centre.names()).containsExactly("b", "a");
        assertThat(centre.more().orElseThrow())
                .containsExactly(new Listener("127.0.0.1", 2), new Listener("localhost", 8443));

        String printed = SettingsFile.print(centre);
        assertThat(printed).contains("password: \"********\"").doesNotContain("horse");
        assertThat(SettingsFile.disclose(parse(printed.replace("********", "correct: horse"), Centre.class)))
                .contains("password: \"correct: horse\"");
        Centre again = parse(printed.replace("********", "correct horse"), Centre.class);
        assertThat(again).isEqualTo(centre);
    }

    @Test
    void tellsEveryProblemAtOnceWithPathAndLine() {
        String told = refusal("""
                adress: https://127.0.0.1:8443
                country: Japan
                lateness: soon
                party:
                  prot: 1
                  port: many
                dark: 192.0.2.0/24
                words: [[x]]
                release: dayly
                pages: yes
                """);
        assertThat(told.lines())
                .containsExactly(
                        "test.yaml has 10 problems:",
                        "  line 1: adress: unknown key; did you mean address?",
                        "  line 1: address: is missing",
                        "  line 2: country: not an ISO 3166-1 alpha-2 code: Japan",
                        "  line 3: lateness: not a duration such as 10m, 1h30m or PT1H: soon",
                        "  line 5: party.prot: unknown key; did you mean port?",
                        "  line 6: party.port: not a whole number: many",
                        "  line 7: dark: must be a list",
                        "  line 8: words[0]: must be a single value",
                        "  line 9: release: dayly is none of daily, per-hour; did you mean daily?",
                        "  line 10: pages: neither true nor false: yes");
    }

    @Test
    void tellsWhatARecordItselfRefuses() {
        assertThat(refusal("address: x:y\ncountry: JP\nparty:\n  port: 70000\n"))
                .contains("party: port 70000 is not between 0 and 65535");
    }

    @Test
    void refusesAKeyTwiceAnAliasASecondDocumentAndBrokenYaml() {
        assertThat(refusal("country: JP\ncountry: KR\n"))
                .contains("line 2: country: the key stands here a second time");
        assertThat(refusal("address: &a https://x.example\ndirectory: *a\n")).contains("line 2: directory: an alias");
        assertThat(refusal("country: JP\n---\ncountry: KR\n")).contains("a second document");
        assertThat(refusal("country: [JP\n")).contains("not YAML");
        assertThat(refusal("country:\naddress: https://x.example\n")).contains("line 1: country: has no value");
        assertThat(refusal("[]")).contains("must be keys with values");
        assertThat(refusal("words: " + "[".repeat(40) + "]".repeat(40))).contains("not YAML");
    }

    @Test
    void saysWhatIsKnownWhenNoNameIsNear() {
        assertThat(refusal("party: {xyzzy: 1}\ncountry: JP\naddress: a:b\n"))
                .contains("party.xyzzy: unknown key; known here: host, port");
    }

    @Test
    void readsFilesOfBoundedSizeInUtf8Only() throws IOException {
        Path file = directory.resolve("centre.yaml");
        Files.writeString(file, EVERY_KEY);
        assertThat(SettingsFile.read(file, Centre.class).level()).isEqualTo(0.5);
        Files.writeString(file, "#".repeat(SettingsFile.MAX_BYTES + 1));
        assertThatThrownBy(() -> SettingsFile.read(file, Centre.class)).hasMessageContaining("at most 1048576");
        Files.write(file, "country: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SettingsFile.read(file, Centre.class)).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> SettingsFile.read(directory.resolve("none.yaml"), Centre.class))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("there is no file " + directory.resolve("none.yaml"));
    }

    @Test
    void resolvesPathsAgainstTheFileItself() throws IOException {
        Path file = directory.resolve("centre.yaml");
        Files.writeString(file, "address: a:b\ncountry: JP\ndirectory: ../run\n");
        assertThat(SettingsFile.read(file, Centre.class).directory())
                .isEqualTo(directory.resolve("../run").normalize());
    }
}
