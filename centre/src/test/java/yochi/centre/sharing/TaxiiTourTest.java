package yochi.centre.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Service;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.link.exchange.Producer;
import yochi.link.exchange.Recipient;
import yochi.link.exchange.StixReader;

/** S-3, S-4, S-5, S-6, S-11: the tour that every TAXII server should survive, over real HTTP. */
class TaxiiTourTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String TOKEN_A = "token-of-isp-a-0123456789";
    private static final String TOKEN_B = "token-of-isp-b-0123456789";
    private static final String OWN_A = TaxiiRoutes.ROOT + "/collections/for-isp-a";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ControlStore store;
    private Sharing sharing;
    private Javalin server;

    @BeforeEach
    void start() {
        store = ControlStore.open(folder.resolve("sharing.db"), Sharing.MIGRATIONS);
        sharing = new Sharing(
                store,
                new Producer("centre.example", new Country("JP"), Instant.parse("2026-01-01T00:00:00Z")),
                InstantSource.fixed(NOW),
                EventLog.none());
        sharing.admit(new Reader(new Recipient("isp-a", Set.of(new Asn(64_496)), Tlp.AMBER_STRICT), true), TOKEN_A);
        sharing.admit(new Reader(new Recipient("isp-b", Set.of(new Asn(64_511)), Tlp.GREEN), false), TOKEN_B);
        TaxiiRoutes routes = new TaxiiRoutes(
                sharing, () -> "https://centre.example", ctx -> Optional.ofNullable(ctx.header("Test-Certificate")));
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    routes.addTo(config.routes);
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.stop();
        store.close();
    }

    @Test
    void discoveryRootAndCollectionsLeadToTheObjectsWithAndWithoutTrailingSlash() throws Exception {
        for (String slash : List.of("", "/")) {
            JsonNode discovery = json(get("/taxii2" + slash));
            assertThat(discovery.path("api_roots").get(0).stringValue())
                    .isEqualTo("https://centre.example/taxii2/yochi/");
            assertThat(json(get(TaxiiRoutes.ROOT + slash))
                            .path("versions")
                            .get(0)
                            .stringValue())
                    .isEqualTo("application/taxii+json;version=2.1");
            JsonNode collections =
                    json(get(TaxiiRoutes.ROOT + "/collections" + slash)).path("collections");
            assertThat(texts(collections, "alias")).containsExactly("alerts", "for-isp-a");
            String id = collections.get(1).path("id").stringValue();
            assertThat(json(get(TaxiiRoutes.ROOT + "/collections/" + id + slash))
                            .path("can_write")
                            .booleanValue())
                    .isTrue();
        }
    }

    @Test
    void everyAnswerHasExactlyTheMediaTypeErrorsIncluded() throws Exception {
        for (HttpResponse<String> answer : List.of(
                get("/taxii2"),
                get(OWN_A + "/objects"),
                get(OWN_A + "/objects/report--nothing"),
                get("/taxii2/elsewhere"),
                get("/taxii2", "Authorization", "Bearer wrong"),
                get("/taxii2", "Authorization", bearer(TOKEN_A), "Accept", "text/html"))) {
            assertThat(answer.headers().allValues("Content-Type")).containsExactly(MediaType.TAXII);
        }
        HttpResponse<String> refused = get("/taxii2", "Authorization", bearer(TOKEN_A), "Accept", "text/html");
        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(json(refused).path("http_status").stringValue()).isEqualTo("406");
    }

    @Test
    void aReaderShowsItselfByBasicBearerBareTokenOrCertificateAndNobodyElseGetsIn() throws Exception {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("isp-a:" + TOKEN_A).getBytes(StandardCharsets.UTF_8));
        String stolen =
                "Basic " + Base64.getEncoder().encodeToString(("isp-b:" + TOKEN_A).getBytes(StandardCharsets.UTF_8));
        assertThat(get("/taxii2", "Authorization", basic).statusCode()).isEqualTo(200);
        assertThat(get("/taxii2", "Authorization", TOKEN_A).statusCode()).isEqualTo(200);
        assertThat(get("/taxii2", "Test-Certificate", "isp-a").statusCode()).isEqualTo(200);
        assertThat(get("/taxii2", "Authorization", stolen).statusCode()).isEqualTo(401);
        assertThat(get("/taxii2", "Test-Certificate", "isp-c").statusCode()).isEqualTo(401);
        assertThat(get("/taxii2", "Accept", "*/*").headers().firstValue("WWW-Authenticate"))
                .isPresent();
    }

    @Test
    void fiftyAddedObjectsAreFoundAgainInPagesOfTenWithoutLossOrDouble() throws Exception {
        HttpResponse<String> answer = post(OWN_A + "/objects", envelope(50).toString());
        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode status = json(answer);
        assertThat(status.path("success_count").intValue()).isEqualTo(50);
        assertThat(json(get(TaxiiRoutes.ROOT + "/status/" + status.path("id").stringValue())))
                .isEqualTo(status);
        List<String> seen = new ArrayList<>();
        List<String> dates = new ArrayList<>();
        String next = "";
        boolean more = true;
        while (more) {
            HttpResponse<String> response = get(OWN_A + "/objects?limit=10&added_after=2020-01-01T00:00:00Z" + next);
            JsonNode page = json(response);
            seen.addAll(texts(page.path("objects"), "id"));
            dates.add(response.headers().firstValue("X-TAXII-Date-Added-First").orElseThrow());
            dates.add(response.headers().firstValue("X-TAXII-Date-Added-Last").orElseThrow());
            more = page.path("more").booleanValue();
            next = "&next=" + page.path("next").asString("");
            post(OWN_A + "/objects", envelope(0).toString());
        }
        assertThat(seen).hasSize(50).doesNotHaveDuplicates();
        assertThat(dates).isSorted().doesNotHaveDuplicates().hasSize(10);
        JsonNode manifest = json(get(OWN_A + "/manifest"));
        assertThat(texts(manifest.path("objects"), "date_added"))
                .hasSize(50)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void anEmptyAnswerHasNoDatesAndAddedAfterIsExclusiveWithAndWithoutFractions() throws Exception {
        HttpResponse<String> empty = get(OWN_A + "/objects");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.headers().map()).doesNotContainKey("x-taxii-date-added-first");
        assertThat(json(empty)).isEmpty();
        sharing.restore("for-isp-a", Instant.parse("2026-01-01T00:00:00Z"), object(1, "2026-01-01T00:00:00.000Z"));
        sharing.restore("for-isp-a", Instant.parse("2026-01-01T00:00:01Z"), object(2, "2026-01-01T00:00:00.000Z"));
        for (String after :
                List.of("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000000Z", "2026-01-01T00:00:00.000Z")) {
            HttpResponse<String> answer = get(OWN_A + "/objects?added_after=" + after);
            assertThat(texts(json(answer).path("objects"), "name")).containsExactly("object 2");
            assertThat(answer.headers().firstValue("X-TAXII-Date-Added-Last")).hasValue("2026-01-01T00:00:01.000000Z");
        }
        assertThat(get(OWN_A + "/objects?added_after=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void versionsTypesAndIdsAreFilteredAndAnObjectIsDeleted() throws Exception {
        for (int version = 1; version <= 3; version++) {
            sharing.restore("for-isp-a", NOW.plusSeconds(version), object(7, "2026-01-0" + version + "T00:00:00.000Z"));
        }
        sharing.restore("for-isp-a", NOW.plusSeconds(9), object(8, "2026-01-01T00:00:00.000Z"));
        String id = object(7, "").path("id").stringValue();
        assertThat(texts(json(get(OWN_A + "/objects")).path("objects"), "modified"))
                .containsExactly("2026-01-03T00:00:00.000Z", "2026-01-01T00:00:00.000Z");
        assertThat(json(get(OWN_A + "/objects/" + id + "/versions")).path("versions"))
                .hasSize(3);
        assertThat(texts(
                        json(get(OWN_A + "/objects?match%5Bid%5D=" + id + "&match%5Bversion%5D=first"))
                                .path("objects"),
                        "modified"))
                .containsExactly("2026-01-01T00:00:00.000Z");
        assertThat(json(get(OWN_A + "/objects?match%5Bversion%5D=all")).path("objects"))
                .hasSize(4);
        assertThat(texts(
                        json(get(OWN_A + "/objects?match%5Bversion%5D=2026-01-02T00:00:00.000Z"))
                                .path("objects"),
                        "modified"))
                .containsExactly("2026-01-02T00:00:00.000Z");
        assertThat(json(get(OWN_A + "/objects?match%5Btype%5D=campaign,report")))
                .isEmpty();
        assertThat(send("DELETE", OWN_A + "/objects/" + id, "", "Authorization", bearer(TOKEN_A))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(OWN_A + "/objects/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void whatAReaderMayNotSeeIsNotThereAndWhatItMayNotWriteIsRefused() throws Exception {
        assertThat(get(OWN_A + "/objects", "Authorization", bearer(TOKEN_B)).statusCode())
                .isEqualTo(404);
        assertThat(get(TaxiiRoutes.ROOT + "/collections/nothing/objects").statusCode())
                .isEqualTo(404);
        String common = TaxiiRoutes.ROOT + "/collections/alerts/objects";
        assertThat(post(common, envelope(1).toString()).statusCode()).isEqualTo(403);
        assertThat(send(
                                "POST",
                                OWN_A + "/objects",
                                "{}",
                                "Authorization",
                                bearer(TOKEN_A),
                                "Content-Type",
                                "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(OWN_A + "/objects", "{").statusCode()).isEqualTo(400);
        assertThat(post(OWN_A + "/objects", "{}").statusCode()).isEqualTo(422);
    }

    /** What the root tells as its bound is the bound, whether a body's length is told or not. */
    @Test
    void bodiesUpToTheBoundThatTheRootTellsAreTakenAndLargerOrDeeperOnesRefusedAsTaxii() throws Exception {
        int most = json(get(TaxiiRoutes.ROOT)).path("max_content_length").intValue();
        ObjectNode padded = JSON.createObjectNode();
        padded.putArray("objects")
                .add(object(1, "2026-01-01T00:00:00.000Z").put("description", "x".repeat(most - 300)));
        String large = padded.toString();
        assertThat(large.length()).isBetween(most - 200, most);
        assertThat(post(OWN_A + "/objects", large).statusCode()).isEqualTo(202);
        String tooLarge = large + " ".repeat(most + 1 - large.length());
        HttpRequest untold = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + OWN_A + "/objects"))
                .headers("Authorization", bearer(TOKEN_A), "Content-Type", MediaType.TAXII)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(tooLarge.getBytes(StandardCharsets.UTF_8))))
                .build();
        for (HttpResponse<String> refused : List.of(
                post(OWN_A + "/objects", tooLarge),
                client.send(untold, HttpResponse.BodyHandlers.ofString()))) {
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.headers().firstValue("Content-Type")).contains(MediaType.TAXII);
        }
        assertThat(post(OWN_A + "/objects", "{\"objects\":[" + "[".repeat(200_000)).statusCode()).isEqualTo(400);
        assertThat(json(post(OWN_A + "/objects", "{\"objects\":[{\"type\":\"a\",\"id\":\"a--\\ud800\"}]}"))
                        .path("failure_count")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void anAlertReachesEachReaderRedactedForItAndItsDeliveryIsTimed() throws Exception {
        sharing.publish(alert(Tlp.GREEN), NOW, List.of());
        Alert own = new StixReader(json(get(OWN_A + "/objects"))).alerts().getFirst();
        assertThat(own.victims()).extracting(Victim::pseudonym).containsExactly("a38d643ee2e5");
        Alert foreign = new StixReader(json(
                        get(TaxiiRoutes.ROOT + "/collections/for-isp-b/objects", "Authorization", bearer(TOKEN_B))))
                .alerts()
                .getFirst();
        assertThat(foreign.asn()).isEqualTo(Asn.UNKNOWN);
        assertThat(foreign.victims()).isEmpty();
        get(OWN_A + "/objects");
        assertThat(sharing.deliveries()).extracting(Delivery::reader).containsExactly("isp-a", "isp-b");
        assertThat(sharing.deliveries().getFirst().fromOccurrence()).hasSeconds(60);
    }

    @Test
    void anAlertAboveAReadersClearanceDoesNotReachIt() throws Exception {
        sharing.publish(alert(Tlp.AMBER_STRICT), NOW, List.of());
        assertThat(json(get(TaxiiRoutes.ROOT + "/collections/for-isp-b/objects", "Authorization", bearer(TOKEN_B))))
                .isEmpty();
        assertThat(json(get(TaxiiRoutes.ROOT + "/collections/alerts/objects"))).isEmpty();
        assertThat(new StixReader(json(get(OWN_A + "/objects"))).alerts()).hasSize(1);
    }

    @Test
    void anAlertThatIsOverIsRevokedForEveryReaderThatHadItWithANewVersion() throws Exception {
        String foreign = TaxiiRoutes.ROOT + "/collections/for-isp-b/objects";
        sharing.publish(alert(Tlp.GREEN), NOW, List.of());
        HttpResponse<String> first = get(OWN_A + "/objects");
        String seen = first.headers().firstValue("X-TAXII-Date-Added-Last").orElseThrow();
        sharing.admit(new Reader(new Recipient("isp-b", Set.of(new Asn(64_511)), Tlp.CLEAR), false), TOKEN_B);
        sharing.revoke("alert-1", NOW, Assessment.Life.ENDED);

        JsonNode news = json(get(OWN_A + "/objects?added_after=" + seen)).path("objects");
        assertThat(texts(news, "type")).containsOnly("campaign", "relationship", "note", "report");
        for (JsonNode object : news) {
            assertThat(object.path("revoked").booleanValue()).isTrue();
            JsonNode before = find(json(first).path("objects"), object.path("id").stringValue());
            assertThat(before.has("revoked")).isFalse();
            assertThat(Instant.parse(object.path("modified").stringValue()))
                    .isAfter(Instant.parse(before.path("modified").stringValue()));
            assertThat(object.path("created")).isEqualTo(before.path("created"));
        }
        JsonNode all = json(get(OWN_A + "/objects"));
        assertThat(new StixReader(all).alerts()).isEmpty();
        assertThat(new StixReader(all).revoked()).containsExactly("alert-1");
        assertThat(new StixReader(json(get(foreign, "Authorization", bearer(TOKEN_B)))).revoked())
                .containsExactly("alert-1");
        String common = TaxiiRoutes.ROOT + "/collections/alerts/objects";
        assertThat(new StixReader(json(get(common))).revoked()).containsExactly("alert-1");
        String report = texts(news, "id").getLast();
        assertThat(json(get(OWN_A + "/objects/" + report + "/versions")).path("versions"))
                .hasSize(2);
        sharing.revoke("alert-1", NOW, Assessment.Life.ENDED);
        sharing.revoke("never shared", NOW, Assessment.Life.ENDED);
        assertThat(json(get(OWN_A + "/objects/" + report + "/versions")).path("versions"))
                .hasSize(2);
    }

    private static JsonNode find(JsonNode objects, String id) {
        return StreamSupport.stream(objects.spliterator(), false)
                .filter(object -> object.path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Alert alert(Tlp tlp) {
        Victim victim = new Victim(
                "a38d643ee2e5",
                new Country("JP"),
                "tld",
                new Asn(64_496),
                List.of("http/get"),
                List.of(Service.tcp(443)),
                3);
        return new Alert(
                "alert-1",
                Alert.Basis.NOWCAST,
                NOW.minusSeconds(60),
                NOW,
                "Attack ordered on AS64496",
                new Asn(64_496),
                List.of(victim),
                1,
                0,
                List.of("An order list named it."),
                List.of("Arm the rate limit."),
                tlp);
    }

    private static ObjectNode envelope(int n) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode objects = json.putArray("objects");
        for (int i = 0; i < n; i++) {
            objects.add(object(i, "2026-01-01T00:00:00.000Z"));
        }
        return json;
    }

    private static ObjectNode object(int i, String modified) {
        String id = String.format("tool--00000000-0000-4000-8000-%012d", i);
        return JSON.createObjectNode()
                .put("type", "tool")
                .put("spec_version", "2.1")
                .put("id", id)
                .put("created", "2026-01-01T00:00:00.000Z")
                .put("modified", modified)
                .put("name", "object " + i);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "Authorization", bearer(TOKEN_A), "Accept", MediaType.TAXII);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body, "Authorization", bearer(TOKEN_A), "Content-Type", MediaType.TAXII);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static List<String> texts(JsonNode array, String name) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> item.path(name).stringValue())
                .toList();
    }
}
