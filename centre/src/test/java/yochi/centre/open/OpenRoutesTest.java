package yochi.centre.open;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.javalin.Javalin;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import yochi.centre.gate.Problem;
import yochi.centre.pages.Pages;

/** X-3a: the page and its files, as a stranger gets them. */
class OpenRoutesTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AtomicReference<OpenStatistics> statistics = new AtomicReference<>(MadeUpOpen.full());
    private final OpenRoutes routes = new OpenRoutes(OpenSettings.defaults(), statistics::get, () -> 0);
    private Javalin server;

    @BeforeEach
    void start() {
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    Problem.install(config.routes);
                    routes.register(config.routes);
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageIsInTheLanguageOfTheBrowserOrOfTheLink() throws Exception {
        assertThat(get("/public", "Accept-Language", "ja-JP,ja;q=0.9,en;q=0.5").body())
                .contains("<html lang=\"ja\">", "何を測っているか");
        assertThat(get("/public", "Accept-Language", "fr,en;q=0.8,ja;q=0.2").body())
                .contains("<html lang=\"en\">");
        assertThat(get("/public").headers().firstValue("Vary")).contains("Accept-Language");
        HttpResponse<String> japanese = get("/public/ja", "Accept-Language", "en");
        assertThat(japanese.body()).contains("<html lang=\"ja\">", "href=\"/public/en\"");
        assertThat(japanese.headers().firstValue("Content-Language")).contains("ja");
        assertThat(OpenRoutes.language("ja;q=0, en;q=nonsense")).isEqualTo("en");
        assertThat(OpenRoutes.language(";;,,ja")).isEqualTo("ja");
    }

    @Test
    void nothingOnThePageRunsLoadsOrEscapesItsText() throws Exception {
        HttpResponse<String> page = get("/public/en");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe", "script");
        assertThat(page.body())
                .contains("Made-up &lt;test&gt; &amp; data")
                .doesNotContain("<script", "style=", "src=", "{");
        assertThat(get("/public/ja").body()).doesNotContain("{");
        assertThat(get("/public/style.css").body()).contains("light-dark");
    }

    @Test
    void whatIsWithheldAndWhatWasNotWatchedIsSaid() throws Exception {
        String page = get("/public/en").body();
        assertThat(page).contains("&lt; 10", "not watched", "≥ 12,", "1.4 times", "it did not come".substring(0, 2));
        assertThat(page).contains("better than the simple method", "worse than the simple method", "too few to tell");
        statistics.set(MadeUpOpen.empty());
        assertThat(get("/public/en").body()).contains("There is nothing to tell yet", "No forecast has been sealed");
    }

    @Test
    void theFilesHoldTheSameCountsUnderTheContract() throws Exception {
        HttpResponse<String> csv = get("/api/public/statistics.csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("day,country,kind,party,addresses,least,why");
        assertThat(lines).hasSize(1 + 3 * 35);
        assertThat(lines).contains("2026-02-21,JP,LOGIN_BRUTE_FORCE,origin,,false,few");
        assertThat(lines).contains("2026-02-18,JP,ALL_ORIGIN,origin,,false,unwatched");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("yochi-statistics.csv");
        ObjectNode json = (ObjectNode)
                JsonMapper.shared().readTree(get("/api/public/statistics").body());
        assertThat(json.get("counts")).hasSize(3 * 35);
        assertThat(json.at("/licence/name").asString()).isEqualTo("CC BY 4.0");
        try (InputStream in = Pages.class.getResourceAsStream("openapi.yaml")) {
            ObjectNode contract = (ObjectNode) new YAMLMapper().readTree(in);
            contract.put("$ref", "#/components/schemas/OpenStatistics");
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(contract);
            assertThat(schema.validate(json)).isEmpty();
            assertThat(schema.validate(json.put("victim", "by name"))).isNotEmpty();
        }
    }

    @Test
    void whatIsKnownIsNotSentTwiceAndWhatIsNewIs() throws Exception {
        String tag = get("/public/en").headers().firstValue("ETag").orElseThrow();
        assertThat(get("/public/en", "If-None-Match", tag).statusCode()).isEqualTo(304);
        statistics.set(MadeUpOpen.empty());
        assertThat(get("/public/en", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("Everything has a bound: who asks too often is told when to come again")
    void whoAsksTooOftenIsRefused() throws Exception {
        for (int i = 0; i < OpenSettings.defaults().requestsPerMinute(); i++) {
            assertThat(get("/api/public/statistics.csv").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = get("/public/en");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        assertThat(refused.body()).contains("public.often");
        assertThat(routes.refused()).isEqualTo(1);
    }

    @Test
    void settingsRefuseWhatWouldTellTooMuch() {
        OpenSettings d = OpenSettings.defaults();
        assertThat(d.delay()).hasDays(7);
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpenSettings(
                        java.time.Duration.ofHours(1), 10, 10, 90, 60, d.licence(), d.licenceAddress(), d.contact()));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OpenSettings(d.delay(), 1, 10, 90, 60, d.licence(), d.licenceAddress(), d.contact()));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new OpenSettings(d.delay(), 10, 10, 90, 60, d.licence(), "javascript:1", d.contact()));
    }
}
