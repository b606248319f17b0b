package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** issue 2 section 4. */
class AnalyseCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private JsonNode json(String... more) {
        List<String> arguments = new ArrayList<>(List.of("analyse", "--reports", folder.toString(), "--json", "-"));
        arguments.addAll(List.of(more));
        Stage stage = new Stage();
        assertThat(stage.run(arguments.toArray(String[]::new))).as(stage.err()).isZero();
        return JsonMapper.shared().readTree(stage.out());
    }

    @Test
    void theDocumentHoldsEveryAnalysisAndAReasonForEveryNull() throws IOException {
        MadeReports.threeSensors(folder);
        JsonNode d = json("--home", "JP", "--by", "sensor");
        assertThat(d.get("version").asString()).isEqualTo("yochi.analyse/1");
        assertThat(d.get("regions")).hasSize(3);
        JsonNode best = d.get("similarity").get(0);
        assertThat(best.get("a").asString() + best.get("b").asString()).isEqualTo("eastwest");
        assertThat(best.get("rank").asInt()).isEqualTo(1);
        assertThat(best.get("tests").asInt()).isEqualTo(3);
        JsonNode found = d.get("locality").get(0);
        assertThat(found.get("service").asString()).isEqualTo("tcp/445");
        assertThat(found.get("verdict").asString()).isEqualTo("local event or filter: these data cannot tell");
        assertThat(d.get("trends").size()).isPositive();
        JsonNode forecast = d.get("forecasts").get(0);
        assertThat(forecast.get("informationUntil").asString()).isEqualTo(d.get("until").asString());
        assertThat(forecast.get("quantiles")).hasSize(7);
        assertThat(forecast.get("rivals")).hasSize(3);
        assertThat(d.get("timing").has("similarity")).isTrue();
        List<String> reasons = d.get("unknown").valueStream().map(u -> u.get("path").asString()).toList();
        for (int i = 0; i < d.get("similarity").size(); i++) {
            for (var field : d.get("similarity").get(i).properties()) {
                if (field.getValue().isNull()) {
                    assertThat(reasons).contains("similarity[" + i + "]." + field.getKey());
                }
            }
        }
    }

    @Test
    void theDocumentsKeepToTheirSchemas() throws IOException {
        MadeReports.threeSensors(folder);
        assertThat(PublishedSchema.faults("analyse-1.json", json("--home", "JP", "--by", "sensor"))).isEmpty();
        assertThat(PublishedSchema.faults("analyse-1.json", json("--home", "BR"))).isEmpty();
        Stage stage = new Stage();
        assertThat(stage.run("evaluate", "regions", "--data", folder.toString(), "--pair", "east,west", "--json", "-"))
                .isZero();
        JsonNode evaluation = JsonMapper.shared().readTree(stage.out());
        assertThat(PublishedSchema.faults("evaluate-1.json", evaluation)).isEmpty();
        assertThat(evaluation.get("measures").get(0).get("value").asDouble()).isEqualTo(1);
    }

    @Test
    void byCountryIsTheDefaultAndUntilCutsTheFuture() throws IOException {
        MadeReports.threeSensors(folder);
        JsonNode d = json("--home", "JP", "--until", "2013-06-01");
        assertThat(d.get("by").asString()).isEqualTo("country");
        assertThat(d.get("regions").valueStream().map(r -> r.get("name").asString()))
                .containsExactly("JP", "US");
        assertThat(d.get("until").asString()).isEqualTo("2013-06-01T00:00:00Z");
        d.get("forecasts").forEach(f -> assertThat(f.get("from").asString()).isGreaterThanOrEqualTo("2013-06-01"));
    }

    @Test
    void aCountryWithoutReportsGetsAReasonInsteadOfAForecast() throws IOException {
        MadeReports.threeSensors(folder);
        JsonNode d = json("--home", "BR");
        assertThat(d.get("forecasts")).isEmpty();
        assertThat(d.get("unknown").valueStream().map(u -> u.get("reason").asString()))
                .contains("no report comes from BR");
    }

    @Test
    void aBrokenReportIsToldAndTheRestAnalysed() throws IOException {
        MadeReports.threeSensors(folder);
        Files.write(folder.resolve("broken.yrep"), new byte[] {1, 2, 3});
        Stage stage = new Stage();
        assertThat(stage.run("analyse", "--reports", folder.toString(), "--home", "JP", "--json", "-"))
                .isEqualTo(3);
        JsonNode d = JsonMapper.shared().readTree(stage.out());
        assertThat(d.get("reports").get("rejected")).hasSize(1);
        assertThat(d.get("regions")).hasSize(2);
    }

    @Test
    void nothingToReadIsBadInputWithAdvice() {
        Stage stage = new Stage();
        assertThat(stage.run("analyse", "--reports", folder.toString(), "--home", "JP")).isEqualTo(3);
        assertThat(stage.err()).contains("no readable report");
        assertThat(new Stage().run("analyse", "--reports", folder.toString(), "--home", "japan")).isEqualTo(2);
    }

    @Test
    void thePageStandsAloneInBothLanguages() throws IOException {
        MadeReports.threeSensors(folder);
        Path page = folder.resolve("round.html");
        Stage stage = new Stage();
        assertThat(stage.run(
                        "analyse", "--reports", folder.toString(), "--home", "JP", "--html", page.toString()))
                .isZero();
        String html = Files.readString(page, StandardCharsets.UTF_8);
        assertThat(html)
                .contains("<svg", "攻撃の受け方が似た地域", "Which regions are attacked alike")
                .contains("How often each region is attacked", "地域ごとの攻撃の頻度", "監視アドレス 1 個");
        assertThat(html).as("English words in Japanese").doesNotContainPattern(
                "<span lang=\"ja\">[^<]*?[a-z]+( [a-z]+){3}");
        assertThat(html).doesNotContainPattern("(src|href)=\"(https?:)?//");
        assertThat(html).doesNotContain("@import", "url(http");
    }
}
