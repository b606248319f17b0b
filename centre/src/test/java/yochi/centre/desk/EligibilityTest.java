package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.analysis.cube.Cube;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.centre.MadeOrders;
import yochi.centre.ledger.Eligible;
import yochi.centre.ledger.Sealed;
import yochi.core.model.Country;

/** days, hours, the country's sum and arrivals are eligible by a rule, so that missing ones show. */
class EligibilityTest {
    private static final Instant FIRST = Instant.parse("2013-05-06T00:00:00Z");
    private static final Country HOME = MadeOrders.HOME;
    private static final int DAYS = 30;

    @TempDir
    Path folder;

    private final List<String> marks = new ArrayList<>();
    private final Around around = MadeUpDesk.around((event, id, details) -> marks.add(event));
    private Desk desk;

    @BeforeEach
    void open() {
        desk = MadeUpDesk.in(folder, settings(), around);
    }

    private static DeskSettings settings() {
        return MadeUpDesk.settings(FIRST).withForecast(new ForecastAnalysis.Settings(2, 14, 60, 1, 3));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatARoundSealsIsExactlyWhatTheRulesAskFor() {
        for (int day = 0; day < DAYS; day++) {
            report(day);
        }
        Desk.Done done = desk.round(day(DAYS));
        Cube cube = desk.lastCube().orElseThrow();
        Set<String> asked = new TreeSet<>();
        Map<String, Integer> kinds = new TreeMap<>();
        for (Eligible kind : new Sealing(settings()).eligible(cube, day(DAYS))) {
            kinds.put(kind.kind(), kind.units().size());
            asked.addAll(kind.units());
        }
        // Two sensors at home: a total and a service each; hours of the total; their sums; one new attack, three spans.
        assertThat(kinds).isEqualTo(Map.of("counts", 4, "hours", 2, "sums", 2, "arrivals", 6));
        Set<String> sealed = new TreeSet<>();
        for (Sealed one : done.sealed()) {
            sealed.add(Eligible.unit(one.forecast().question()));
        }
        assertThat(sealed).isEqualTo(asked);
        assertThat(marks).doesNotContain("forecast.failed");
    }

    @Test
    void aDayWithoutARoundIsMissingInEveryKind() {
        for (int day = 0; day < DAYS; day++) {
            report(day);
        }
        desk.round(day(DAYS));
        report(DAYS);
        report(DAYS + 1);
        desk.round(day(DAYS + 2));
        Map<String, Long> eligible = new TreeMap<>();
        Map<String, Long> missing = new TreeMap<>();
        desk.ledger().published(0, 1000).stream()
                .filter(line -> line.kind().equals("day"))
                .map(line -> JsonMapper.shared().readTree(line.body().orElseThrow()))
                .forEach((JsonNode body) -> {
                    String kind = body.path("kind").stringValue();
                    eligible.merge(kind, body.path("eligible").asLong(), Long::sum);
                    missing.merge(kind, body.path("missing").asLong(), Long::sum);
                });
        assertThat(eligible).isEqualTo(Map.of("counts", 8L, "hours", 4L, "sums", 4L, "arrivals", 12L));
        assertThat(missing).isEqualTo(Map.of("counts", 4L, "hours", 2L, "sums", 2L, "arrivals", 6L));
    }

    private void report(int day) {
        desk.report(SensorDay.report("tokyo", HOME, day(day), 0));
        desk.report(SensorDay.report("osaka", HOME, day(day), 0));
        desk.report(SensorDay.report("oregon", new Country("US"), day(day), day >= 25 ? 20 : 0));
    }

    private static Instant day(int n) {
        return FIRST.plus(Duration.ofDays(n));
    }
}
