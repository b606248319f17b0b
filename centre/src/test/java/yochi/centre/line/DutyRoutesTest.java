package yochi.centre.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.centre.MadeOrders;
import yochi.centre.decision.DecisionLog;
import yochi.centre.decision.DecisionTable;
import yochi.centre.gate.Problem;
import yochi.core.model.Assessment;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;

/** X-6, M-2, over real HTTP: who may answer, decide, hand over and change the table, and that all of it is logged. */
class DutyRoutesTest {
    private static final String READER = "reader-token-of-20-letters";
    private static final String ANALYST = "analyst-token-of-20-letters";
    private static final String CHIEF = "chief-token-of-20-letters";
    private static final String SETTINGS = "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\n"
            + "situation: {networkTable: 2026-06-01, stakes: {isp-a: {cost: 1, loss: 20}}, people: ["
            + "{name: rena, role: reader, token: " + READER + "}, {name: ana, role: analyst, token: " + ANALYST + "},"
            + " {name: chie, role: chief, token: " + CHIEF + "}]}\n";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private HomeCentre home;
    private Javalin server;

    @BeforeEach
    void start() {
        CentreSettings settings = SettingsFile.parse(SETTINGS, "test", folder, CentreSettings.class);
        SecureRandom random = new SecureRandom();
        Surroundings around = new Surroundings(InstantSource.system(), Ticker.system(), random, EventLog.none());
        home = HomeCentre.open(settings, around, HomeCentre.later(settings, random), HomeCentre.live("0.1.0-test"));
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    Problem.install(config.routes);
                    home.routes().forEach(r -> r.accept(config.routes));
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.stop();
        home.close();
    }

    private String raise() {
        home.desk().victims(MadeOrders.list(
                MadeOrders.NODE,
                1,
                Instant.parse("2024-02-19T06:05:00Z"),
                false,
                List.of(MadeOrders.target("t"))));
        return home.desk().situation().open().getFirst().alert().id();
    }

    private HttpResponse<String> send(String method, String path, String token, String type, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return send("POST", path, token, "application/json", body);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send("GET", path, token, "text/plain", "");
    }

    private Assessment.Life life(String id) {
        return home.desk().situation().find(id).orElseThrow().life();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "POST|alerts/ID/answers|{\"verdict\": \"false\"}",
        "POST|alerts/ID/decisions|{\"option\": \"limit\"}",
        "POST|alerts/ID/life|{\"life\": \"ended\"}",
        "PUT|table|rows: []",
        "PUT|sites|sites: []"
    })
    void aReaderMayNotDecideAndAStrangerMayNothing(String method, String path, String body) throws Exception {
        String id = raise();
        String full = "/api/duty/" + path.replace("ID", id);
        HttpResponse<String> reader = send(method, full, READER, "application/json", body);
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.body()).contains("duty.role", "a reader may not do this");
        assertThat(send(method, full, "no token of anybody", "application/json", body).statusCode()).isEqualTo(401);
        assertThat(life(id)).isEqualTo(Assessment.Life.NEW);
        assertThat(home.desk().duties().entries()).isEmpty();
    }

    @Test
    void anAnalystMayNotChangeTheTableAndAReaderReadsAllOfIt() throws Exception {
        assertThat(send("PUT", "/api/duty/table", ANALYST, "application/yaml", DecisionTable.builtIn()).statusCode())
                .isEqualTo(403);
        assertThat(get("/api/duty/table", READER).body()).isEqualTo(DecisionTable.builtIn());
        assertThat(get("/api/duty/me", READER).body()).contains("\"rena\"", "\"reader\"");
        assertThat(get("/api/duty/log", "").statusCode()).isEqualTo(401);
    }

    @Test
    void answersDecisionsAndMovesAreTakenLoggedAndHandedOver() throws Exception {
        String id = raise();
        assertThat(post("/api/duty/alerts/" + id + "/life", ANALYST, "{\"life\": \"confirmed\", \"why\": \"flows\"}")
                        .body())
                .contains("\"life\":\"confirmed\"", "\"row\":\"ordered-confirmed\"");
        assertThat(post("/api/duty/alerts/" + id + "/decisions", ANALYST, "{\"option\": \"limit\", \"why\": \"cheap\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> unknown =
                post("/api/duty/alerts/" + id + "/decisions", ANALYST, "{\"option\": \"pray\"}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("no option pray; this alert offers none, limit");
        assertThat(post("/api/duty/alerts/" + id + "/answers", ANALYST, "{\"verdict\": \"handled\"}").statusCode())
                .isEqualTo(200);
        assertThat(get("/api/duty/handover?language=en", READER).body())
                .contains("CONFIRMED Attack ordered on 1 target in AS64496", "ana: decided: Arm a rate limit")
                .contains("Decided: 3");
        assertThat(get("/api/duty/handover?language=ja", READER).body()).contains("【確認済】");
        assertThat(get("/api/duty/handover?hours=0", READER).statusCode()).isEqualTo(400);
        List<DecisionLog.Entry> exported = get("/api/duty/log", READER)
                .body()
                .lines()
                .map(DecisionLog.Entry::ofLine)
                .toList();
        assertThat(exported).extracting(e -> e.decision().what()).containsExactly("life", "option", "answer");
        assertThat(DecisionLog.broken(exported, List.of())).isEmpty();
    }

    @Test
    void wavesPrecisionAndValueAreReadAndNoValueIsToldOfTooFewOutcomes() throws Exception {
        String id = raise();
        assertThat(get("/api/duty/campaigns", READER).body()).contains("\"JP-2024-02-19-1\"", "[\"" + id + "\"]");
        post("/api/duty/alerts/" + id + "/answers", ANALYST, "{\"verdict\": \"false\"}");
        assertThat(get("/api/duty/precision", READER).body())
                .contains("{\"kind\":\"order\",\"raised\":1,\"answered\":1,\"byData\":{\"right\":0,\"wrong\":0},"
                        + "\"withAnswers\":{\"right\":0,\"wrong\":1,\"precision\":0.0}}");
        assertThat(get("/api/duty/value", READER).body())
                .contains("\"independent\":0,\"few\":true", "\"ratio\":0.05")
                .doesNotContain("\"value\"");
        assertThat(get("/api/duty/value", "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "answers|{\"verdict\": \"maybe\"}|400|verdict is none of false, seen-here, handled",
        "answers|{}|400|the body has no text verdict",
        "answers|[1]|400|the body is no JSON object",
        "life|{\"life\": \"new\"}|422|an alert becomes confirmed, escalated or ended",
        "answers/more|{}|404|''"
    })
    void aBrokenBodyIsRefusedWithTheReason(String what, String body, int status, String why) throws Exception {
        HttpResponse<String> answer = post("/api/duty/alerts/" + raise() + "/" + what, ANALYST, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(why);
        assertThat(post("/api/duty/alerts/none/answers", ANALYST, "{\"verdict\": \"false\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aChiefReplacesTableAndRegisterWholeAndABrokenOneChangesNothing() throws Exception {
        String before = get("/api/duty/table", READER).body();
        HttpResponse<String> broken = send("PUT", "/api/duty/table", CHIEF, "application/yaml", "rows: []\n");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("options");
        assertThat(get("/api/duty/table", READER).body()).isEqualTo(before);
        String other = before.replace("name: ordered-once", "name: ordered-by-one");
        assertThat(send("PUT", "/api/duty/table", CHIEF, "application/yaml", other).statusCode()).isEqualTo(200);
        String id = raise();
        assertThat(home.desk().situation().find(id).orElseThrow().alert().assessment().recommendation().orElseThrow()
                        .row())
                .isEqualTo("ordered-by-one");
        String sites = "sites: [{name: water, sector: water, asns: [AS64496], contacts: [{name: desk, phone: '1'}]}]\n";
        assertThat(send("PUT", "/api/duty/sites", CHIEF, "application/yaml", sites).statusCode()).isEqualTo(200);
        assertThat(get("/api/duty/sites", READER).body()).isEqualTo(sites);
        assertThat(home.desk().duties().entries())
                .extracting(e -> e.decision().what())
                .containsExactly("table", "sites");
    }

    /** A member answers by its certificate only, and only what it was told of. */
    @Test
    void aMemberAnswersByItsCertificateOnly() throws Exception {
        String id = raise();
        assertThat(post("/alerts/" + id + "/answers", ANALYST, "{\"verdict\": \"false\"}").statusCode()).isEqualTo(403);
        assertThat(life(id)).isEqualTo(Assessment.Life.NEW);
    }

    @Test
    void twoPeopleWithOneTokenAreRefused() {
        String twice = SETTINGS.replace(CHIEF, ANALYST);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> SettingsFile.parse(twice, "test", folder, CentreSettings.class))
                .hasMessageContaining("two people share a name or a token");
    }
}
