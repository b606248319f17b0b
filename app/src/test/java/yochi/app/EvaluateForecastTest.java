package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A-18, issue 5: {@code yochi evaluate forecast} on data that are short, damaged or of another country. */
class EvaluateForecastTest {
    @TempDir
    Path folder;

    private Stage stage = new Stage();

    @Test
    void aCountryThatIsNoneIsAUsageFault() throws IOException {
        lists(3, false);
        assertThat(forecast("--home", "QQ1")).isEqualTo(2);
        assertThat(stage.err()).contains("--home: not an ISO 3166-1 alpha-2 code: QQ1");
    }

    @Test
    void aDayThatIsNoneIsToldWithAnExample() throws IOException {
        lists(3, false);
        assertThat(forecast("--from", "yesterday")).isEqualTo(2);
        assertThat(stage.err())
                .contains("--from", "'yesterday' is no day; write one as 2024-06-30")
                .doesNotContain("java.");
    }

    @Test
    void tooFewDaysForAnyFigureIsToldAndNotPassedOverInSilence() throws IOException {
        lists(20, false);
        assertThat(forecast()).isEqualTo(3);
        assertThat(stage.err()).contains("too few days to measure anything", "91 days", "--from");
    }

    @Test
    void aFileThatIsCutOffIsNamedWithWhatToDo() throws IOException {
        lists(20, false);
        Path file = folder.resolve("targets-x.csv.gz");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
        assertThat(forecast()).isEqualTo(3);
        assertThat(stage.err()).contains("targets-*.csv.gz in", "cut off or damaged", "fetch it again");
    }

    @Test
    void aWeekOfForecastsHasNoIntervalNoVerdictAndTellsThatHomeIsNotInIt() throws IOException {
        lists(97, true);
        assertThat(forecast("--home", "IS", "--json", "-")).as(stage.err()).isEqualTo(3); // one row was left out
        JsonNode all = JsonMapper.shared().readTree(stage.out());
        JsonNode brier = all.path("measures").path(1); // behind the number of rows left out
        assertThat(brier.path("name").stringValue()).isEqualTo("victim.brier");
        assertThat(brier.path("value").isNumber()).isTrue();
        assertThat(brier.path("low").isNull()).isTrue();
        assertThat(brier.path("difference").path("high").isNull()).isTrue();
        assertThat(brier.path("verdict").stringValue()).isEqualTo("too few days for an interval");
        assertThat(all.path("limits").toString()).contains("No figure is of IS");
        assertThat(stage.out()).doesNotContain("NaN");
        assertThat(all.path("limits").toString()).contains("simulated.*: left out");
        assertThat(all.path("measures").toString()).doesNotContain("simulated.");
    }

    private int forecast(String... more) {
        List<String> line = new ArrayList<>(List.of("evaluate", "forecast", "--data", folder.toString()));
        line.addAll(List.of(more));
        stage = new Stage();
        return stage.run(line.toArray(String[]::new));
    }

    /** So many days of lists, three countries on each in turn. */
    private void lists(int days, boolean broken) throws IOException {
        List<String> targets = new ArrayList<>(
                List.of("snapshot_utc,target_id,victim_cc,cc_source,tld,host_cc,asn,vectors,ports,n_entries"));
        List<String> snapshots = new ArrayList<>(List.of("snapshot_utc,n_entries,n_targets"));
        for (int day = 0; day < days; day++) {
            String at = java.time.LocalDate.of(2024, 1, 1).plusDays(day) + "T08:00:00";
            String country = List.of("LT", "PL", "CZ").get(day * day % 7 % 3);
            targets.add(at + ",t" + day % 5 + "," + country + ",tld,lt," + country + ",64496,http/get:1,443,1");
            snapshots.add(at + ",1,1");
        }
        if (broken) {
            targets.add("2024-01-02T08:00:00,short");
        }
        write("targets-x.csv.gz", targets);
        write("snapshots-x.csv.gz", snapshots);
    }

    private void write(String name, List<String> lines) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
