package yochi.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import yochi.app.PublishedSchema;
import yochi.core.model.Country;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;

/**
 * The whole loop over real sockets, shorter than the demonstration: K-1, K-10, K-11, K-15, K-16, A-20, S-3 to S-6,
 * S-11, R-2 to R-6.
 */
class DemonstrationTest {
    @TempDir
    private Path directory;

    private static Path home() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("samples"))) {
            here = Optional.ofNullable(here.getParent()).orElseThrow();
        }
        return here;
    }

    /** The shipped scenario with fewer days and a shorter flood. */
    private static Scenario shortScenario() throws Exception {
        Path file = home().resolve("samples/scenarios/foundation.yaml");
        String text = Files.readString(file)
                .replace("history: 28", "history: 3")
                .replace("days: 61", "days: 4")
                .replace("killOnDay: 12", "killOnDay: 2")
                .replace("filterOnDay: 25", "filterOnDay: 3")
                .replace("extractOnDay: 40", "extractOnDay: 4")
                .replace("quiet: 3s", "quiet: 2s")
                .replace("flood: 6s", "flood: 4s");
        return SettingsFile.parse(text, "short", file.resolveSibling(""), Scenario.class);
    }

    /** A log of the visitor's own: five sources at a honeypot for a week of another year. */
    private Path visitorsLog() throws Exception {
        StringBuilder log = new StringBuilder();
        for (int day = 10; day < 17; day++) {
            for (int source = 1; source <= 5; source++) {
                log.append("{\"eventid\":\"cowrie.session.connect\",\"session\":\"s").append(day).append(source)
                        .append("\",\"src_ip\":\"192.0.2.").append(source)
                        .append("\",\"dst_port\":22,\"sensor\":\"mine\",\"timestamp\":\"2025-02-").append(day)
                        .append("T05:2").append(source).append(":41.286469Z\"}\n");
            }
        }
        return Files.writeString(directory.resolve("mine.json"), log + "{broken\n");
    }

    @Test
    void aFileThatHoldsNothingIsRefusedBeforeTheStartWithPlaceAndRemedy() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.json"), "no trace at all");
        assertThatThrownBy(() -> Visitor.inspect(bad, new Country("SG"), Instant.EPOCH))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("bad.json")
                .hasMessageContaining("--format");
        assertThatThrownBy(() -> Visitor.inspect(directory.resolve("none"), new Country("SG"), Instant.EPOCH))
                .hasMessageContaining("check that the path exists");
    }

    @Test
    void bothActsRunEndToEndNothingIsLostOrDoubledAndEveryFigureOfThePlanIsMeasured() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Path events = directory.resolve("events.jsonl");
        Setting setting = new Setting(
                shortScenario(),
                directory,
                events,
                "test",
                InstantSource.system(),
                Ticker.system(),
                new SecureRandom(),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.of(Visitor.inspect(visitorsLog(), new Country("SG"), Instant.parse("2026-01-01T00:00:00Z"))),
                Optional.of(0));
        List<DemoDocument> results = new ArrayList<>();
        new Demonstration(setting, address -> {}).run(results::add);

        DemoDocument d = results.getFirst();
        assertThat(PublishedSchema.faults("demo-1.json", JsonMapper.shared().valueToTree(d))).isEmpty();
        assertThat(d.reports().sent()).isEqualTo(d.reports().stored());
        assertThat(d.reports().lost()).isZero();
        assertThat(d.reports().duplicatesRefused()).isPositive();
        assertThat(d.forecasts().sealed()).isPositive();
        assertThat(d.figures())
                .extracting(DemoDocument.MeasuredFigure::id)
                .containsExactly("policyEffective", "extraction", "round", "shared", "notice", "cutOff");
        assertThat(d.figures()).allSatisfy(f -> assertThat(f.measured()).isPositive());
        assertThat(d.figures().getFirst().n()).isEqualTo(9);
        DemoDocument.VisitorPart own = Objects.requireNonNull(d.visitor());
        assertThat(own.region()).isEqualTo("visitor-sg");
        assertThat(own.taken()).isEqualTo(35);
        assertThat(own.rejected()).containsExactly(Map.entry("malformed", 1L));
        assertThat(own.movedByDays() % 7).isZero();
        assertThat(own.reports()).isPositive();
        assertThat(own.shown()).isTrue();
        assertThat(d.simulatedDropped().attack()).isGreaterThan(d.simulatedPassed().attack());
        assertThat(d.simulatedPassed().legitimate()).isGreaterThan(10 * d.simulatedDropped().legitimate());
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("lease withdrawn; rules in force: 0");
        List<EventLine> lines = new EventTrail(events).lines();
        assertThat(lines).extracting(EventLine::event).contains("node.killed", "report.duplicate");
    }
}
