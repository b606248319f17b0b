package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The hand-written contract against the routes and the answers, both ways. */
class ContractTest {
    private static final JsonNode CONTRACT = read();

    private static JsonNode read() {
        try (InputStream in = Pages.class.getResourceAsStream("openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void listsExactlyTheRoutesThatAreServed() {
        Set<String> served = new TreeSet<>();
        try (Pages pages = new Pages(new MadeUpBoard(), Pages.Settings.defaults(), StaticFiles.none())) {
            served.addAll(pages.api().keySet());
        }
        served.add("/api/events");
        assertThat(console()).isEqualTo(served);
    }

    /** The paths that the pages read; {@code ContractRoutesTest} holds the others against their listeners. */
    private static Set<String> console() {
        Set<String> out = new TreeSet<>();
        CONTRACT.get("paths").properties().forEach(path -> {
            if (path.getValue().valueStream().anyMatch(o -> o.at("/tags/0").asString("").equals("console"))) {
                out.add(path.getKey());
            }
        });
        return out;
    }

    @Test
    void offersNothingButReading() {
        console().forEach(path -> assertThat(CONTRACT.get("paths").get(path).propertyNames())
                .containsExactly("get"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/about,/api/about",
        "/api/start,/api/start",
        "/api/start,/api/start?since=2026-11-20T00:00:00Z",
        "/api/sightings/{side},/api/sightings/sensor",
        "/api/sightings/{side},/api/sightings/sensor?party=victim",
        "/api/sightings/{side},/api/sightings/origin",
        "/api/sightings/{side},/api/sightings/victim",
        "/api/regions,/api/regions",
        "/api/pictures/{album},/api/pictures/alike",
        "/api/pictures/{album},/api/pictures/spread",
        "/api/pictures/{album},/api/pictures/propagation",
        "/api/pictures/{album},/api/pictures/ripple",
        "/api/pictures/{album},/api/pictures/peculiar",
        "/api/pictures/{album},/api/pictures/course",
        "/api/pictures/{album},/api/pictures/together",
        "/api/series,/api/series",
        "/api/series/{id},/api/series/JP.SCAN_SYN.tcp-445.sources",
        "/api/alerts,/api/alerts",
        "/api/forecasts,/api/forecasts",
        "/api/forecasts/{id},/api/forecasts/f-asn",
        "/api/forecasts/{id},/api/forecasts/f-count",
        "/api/sites,/api/sites",
        "/api/precision,/api/precision",
        "/api/record,/api/record",
        "/api/loop,/api/loop",
        "/api/machines,/api/machines",
        "/api/notices,/api/notices",
        "/api/attacks,/api/attacks",
        "/api/fleet,/api/fleet"
    })
    void everyAnswerIsAsTheContractSays(String path, String request) throws Exception {
        try (PagesServer server = PagesServer.start(new MadeUpBoard())) {
            var answer = Http.get(server.address(request));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            assertThat(faults(path, "200", "application/json", answer.body())).isEmpty();
        }
    }

    @Test
    void aRefusalIsAsTheContractSays() throws Exception {
        try (PagesServer server = PagesServer.start(new MadeUpBoard())) {
            String body = Http.get(server.address("/api/series/none")).body();
            ObjectNode schema = schema("#/components/schemas/Problem");
            assertThat(validate(schema, body)).isEmpty();
        }
    }

    /** The checker itself finds a field that the contract does not know. */
    @Test
    void anAnswerThatLeavesTheContractIsFound() {
        assertThat(faults("/api/fleet", "200", "application/json", "{\"nodes\":[],\"more\":1}"))
                .isNotEmpty();
    }

    private static List<Error> faults(String path, String status, String type, String body) {
        String pointer =
                "#/paths/" + path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D") + "/get/responses/"
                        + status + "/content/" + type.replace("/", "~1") + "/schema";
        return validate(schema(pointer), body);
    }

    private static ObjectNode schema(String pointer) {
        ObjectNode whole = (ObjectNode) CONTRACT.deepCopy();
        whole.put("$ref", pointer);
        return whole;
    }

    private static List<Error> validate(ObjectNode schema, String body) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return compiled.validate(JsonMapper.shared().readTree(body));
    }
}
