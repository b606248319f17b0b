package yochi.centre.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.Grouping;
import yochi.centre.gate.Problem;
import yochi.centre.round.Part;
import yochi.centre.round.Round;
import yochi.centre.round.RoundBook;
import yochi.centre.round.RoundResult;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;

/** M-2, over real HTTP: bodies too large, too deep, of another type or too slow are refused, and hold up nobody. */
class OperatorLimitsTest {
    private static final int MOST = OperatorBody.MOST;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Centre centre;
    private Javalin server;
    private String token;

    @BeforeEach
    void start() throws IOException {
        CentreSettings settings = SettingsFile.parse(
                "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\n", "test", folder,
                CentreSettings.class);
        Surroundings around =
                new Surroundings(InstantSource.system(), Ticker.system(), new SecureRandom(), EventLog.none());
        centre = Centre.open(settings, around);
        centre.start(List.of(), List.of());
        Path file = folder.resolve("operator.token");
        OperatorRoutes routes = new OperatorRoutes(centre, file, around);
        routes.announce();
        token = Files.readString(file).strip().split(" ", -1)[2];
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    Problem.install(config.routes);
                    routes.register(config.routes);
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.stop();
        centre.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/operator/" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> post(String path, BodyPublisher body, String type) throws Exception {
        return client.send(
                request(path).header("Content-Type", type).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String padded(int length) {
        String body = "{\"name\":\"isp\",\"kind\":\"member\"}";
        return body + " ".repeat(length - body.length());
    }

    @Test
    void aBodyOfTheBoundIsReadAndALargerOneIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
        assertThat(post("invitations", BodyPublishers.ofString(padded(MOST)), "application/json").statusCode())
                .isEqualTo(200);
        byte[] large = padded(MOST + 1).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> told = post("invitations", BodyPublishers.ofByteArray(large), "application/json");
        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(told.body()).contains("message.large");
        assertThat(told.headers().firstValue("Connection")).contains("close");
        BodyPublisher untold = BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                new java.io.ByteArrayInputStream(large), new java.io.ByteArrayInputStream(new byte[0])));
        assertThat(post("invitations", untold, "application/json").statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invitations", "revocations", "policies", "extractions"})
    void whatIsTooDeepOrNoObjectOrOfAnotherTypeIsRefusedWithAReason(String path) throws Exception {
        for (String body : List.of("[".repeat(500_000), "{\"a\":".repeat(100_000), "[]", "", "{\"name\":")) {
            HttpResponse<String> answer = post(path, BodyPublishers.ofString(body), "application/json");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("json.broken");
        }
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp")) {
            assertThat(post(path, BodyPublishers.ofString("{}"), type).statusCode()).isEqualTo(415);
        }
        assertThat(post(path, BodyPublishers.ofString("{}"), "application/json; charset=utf-8").statusCode())
                .isNotEqualTo(415)
                .isLessThan(500);
    }

    @Test
    void fieldsOfAnotherKindAreRefusedAndNeverOurFault() throws Exception {
        for (String body : List.of(
                "{\"name\":\"x\",\"country\":\"nowhere\"}", "{\"name\":7}", "{\"nodes\":\"x\"}", "{\"nodes\":[7]}",
                "{\"name\":\"p\",\"files\":{\"a\":1}}", "{\"name\":\"p\",\"files\":{\"a\":\"b\"},\"waitMillis\":1e99}",
                "{\"from\":\"2013\"}", "{\"from\":\"2013-05-01T00:00:00Z\",\"until\":\"2013-05-02T00:00:00Z\","
                        + "\"by\":[\"colour\"]}")) {
            for (String path : List.of("invitations", "policies", "extractions")) {
                assertThat(post(path, BodyPublishers.ofString(body), "application/json").statusCode())
                        .as(path + " " + body)
                        .isBetween(200, 499);
            }
        }
    }

    /** Only who knows the token gets so far that his body is read; but he may be slow by accident. */
    @Test
    void fiftyBodiesThatNeverEndHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(("POST /api/operator/invitations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            long before = System.nanoTime();
            HttpResponse<String> answer =
                    client.send(request("fleet").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void withoutTheTokenNoBodyIsRead() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/operator/policies"))
                        .header("Authorization", "Bearer x")
                        .POST(BodyPublishers.ofString("[".repeat(1000)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    /** rounds are seen and stopped from outside. */
    @Test
    void roundsAreToldAndTheRunningOneIsStopped() throws Exception {
        HttpRequest.Builder rounds = request("rounds");
        HttpRequest stop = request("rounds").DELETE().build();
        assertThat(client.send(rounds.build(), HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("{\"last\":[]}");
        assertThat(client.send(stop, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("{\"stopped\":false}");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (ControlStore store = ControlStore.open(folder.resolve("round.db"), RoundBook.MIGRATIONS)) {
            Round round = new Round(
                    Round.Settings.DEFAULTS,
                    new RoundBook(store),
                    InstantSource.system(),
                    Ticker.system(),
                    EventLog.none());
            centre.offer(round);
            Part stuck = new Part("stuck", cube -> {
                begun.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Part.Found.findings(List.of());
            });
            Instant until = Instant.parse("2026-06-01T00:00:00Z");
            CompletableFuture<RoundResult> running = CompletableFuture.supplyAsync(() -> round.run(
                    until, () -> Cube.builder(Grouping.SENSOR).build(until, until), List.of(stuck)));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.send(rounds.build(), HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"running\":{")
                    .contains("\"of\":2");
            assertThat(client.send(stop, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("{\"stopped\":true}");
            assertThat(running.get(10, TimeUnit.SECONDS).record().whole()).isFalse();
            assertThat(client.send(rounds.build(), HttpResponse.BodyHandlers.ofString()).body())
                    .doesNotContain("running")
                    .contains("\"number\":1")
                    .contains("\"state\":\"CANCELLED\"");
        }
    }
}
