package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

class PagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/alerts", "/api/about", "/api/nothing", "/api/series/none"})
    void everyAnswerCarriesTheSecurityHeaders(String path) throws Exception {
        try (PagesServer server = PagesServer.start(new MadeUpBoard())) {
            var headers = Http.get(server.address(path)).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void nothingCanBeChangedThroughThePages(String method) throws Exception {
        try (PagesServer server = PagesServer.start(new MadeUpBoard())) {
            assertThat(Http.send(method, server.address("/api/alerts")).statusCode())
                    .isIn(404, 405);
        }
    }

    @Test
    void whatCannotBeAnsweredIsAProblemWithACode() throws Exception {
        try (PagesServer server = PagesServer.start(new MadeUpBoard())) {
            assertThat(problem(server, "/api/series/none", 404).get("code").asString())
                    .isEqualTo("NOT_FOUND");
            assertThat(problem(server, "/api/sightings/both", 404).get("detail").asString())
                    .contains("sensor");
            assertThat(problem(server, "/api/nothing/at/all", 404).get("code").asString())
                    .isEqualTo("NOT_FOUND");
            assertThat(problem(server, "/api/start?since=yesterday", 400)
                            .get("detail")
                            .asString())
                    .contains("2026-11-21T03:00:00Z");
        }
    }

    @Test
    void aFailureOfTheBoardTellsTheOperatorsAdviceButNoInnerDetail() throws Exception {
        Board full = failing(new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "the disk is full"));
        try (PagesServer server = PagesServer.start(full)) {
            JsonNode problem = problem(server, "/api/alerts", 500);
            assertThat(problem.get("code").asString()).isEqualTo("E400");
            assertThat(problem.get("detail").asString()).contains("Free disk");
        }
        try (PagesServer server = PagesServer.start(failing(new IllegalStateException("secret of the inside")))) {
            assertThat(problem(server, "/api/alerts", 500).toString()).doesNotContain("secret");
        }
    }

    @Test
    void withoutBuiltPagesThereIsAPlainNoticeAndTheApiGoesOn() throws Exception {
        try (PagesServer server =
                new PagesServer(new MadeUpBoard(), Pages.Settings.defaults(), StaticFiles.none(), 0)) {
            var notice = Http.get(server.address("/"));
            assertThat(notice.statusCode()).isEqualTo(200);
            assertThat(notice.body()).contains("Node 20.19", "画面");
            assertThat(Http.get(server.address("/api/about")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void underTheFlagNoAsNumberLeavesAsItIs() throws Exception {
        Pages.Settings masked = Pages.Settings.defaults().withMaskAsn(true);
        try (PagesServer server = new PagesServer(new RealNumbers().board(), masked, StaticFiles.none(), 0)) {
            String fleet = Http.get(server.address("/api/fleet")).body();
            assertThat(fleet).contains("AS64496").doesNotContain("AS4242");
            assertThat(Http.get(server.address("/api/about")).body()).contains("\"maskAsn\":true");
        }
    }

    @Test
    void settingsHaveTheirDefaultsAndRefuseWhatCannotBe() {
        Pages.Settings defaults = Pages.Settings.defaults();
        assertThat(defaults.maskAsn()).isFalse();
        assertThat(defaults.eventClients()).isEqualTo(64);
        assertThat(defaults.heartbeat()).hasSeconds(15);
        assertThat(defaults.coalesce()).hasMillis(250);
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pages.Settings(false, 0, defaults.heartbeat(), defaults.coalesce()));
    }

    private static JsonNode problem(PagesServer server, String path, int status) throws Exception {
        var answer = Http.get(server.address(path));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        return JsonMapper.shared().readTree(answer.body());
    }

    private static Board failing(RuntimeException failure) {
        return (Board) Proxy.newProxyInstance(
                PagesTest.class.getClassLoader(), new Class<?>[] {Board.class}, (proxy, method, arguments) -> {
                    throw failure;
                });
    }

    /** A board whose fleet speaks of an AS number that is no documentation one. */
    private static final class RealNumbers {
        Board board() {
            MadeUpBoard madeUp = new MadeUpBoard();
            return (Board) Proxy.newProxyInstance(
                    PagesTest.class.getClassLoader(), new Class<?>[] {Board.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("fleet")) {
                            return method.invoke(madeUp, arguments);
                        }
                        Fleet.Node node = madeUp.fleet().nodes().getFirst();
                        return new Fleet(List.of(new Fleet.Node(
                                node.id(),
                                node.name(),
                                node.country(),
                                node.health(),
                                node.lastSeen(),
                                java.util.Optional.of(Phrase.plain("It sits in AS4242.")),
                                node.version(),
                                node.rules(),
                                node.reportedUntil(),
                                node.policy(),
                                node.sequence(),
                                node.gaps(),
                                node.duplicatesRefused(),
                                node.telling(),
                                node.sensors())), List.of());
                    });
        }
    }
}
