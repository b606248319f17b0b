package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventsTest {
    @Test
    void aChangeIsHeardByEveryListener() throws Exception {
        try (PagesServer server = server(4);
                BufferedReader one = listen(server);
                BufferedReader two = listen(server)) {
            server.pages.changed(View.ALERTS);
            assertThat(next(one, "data:")).isEqualTo("data: {\"views\":[\"alerts\"]}");
            assertThat(next(two, "data:")).isEqualTo("data: {\"views\":[\"alerts\"]}");
        }
    }

    @Test
    void manyChangesInARowTravelAsOneEvent() throws Exception {
        try (PagesServer server = server(4);
                BufferedReader one = listen(server)) {
            server.pages.changed(View.START);
            assertThat(next(one, "data:")).contains("start");
            for (int i = 0; i < 1000; i++) {
                server.pages.changed(View.LOOP);
                server.pages.changed(View.ALERTS);
            }
            assertThat(next(one, "data:")).isEqualTo("data: {\"views\":[\"alerts\",\"loop\"]}");
        }
    }

    @Test
    void overTheBoundABrowserIsToldToPoll() throws Exception {
        try (PagesServer server = server(1);
                BufferedReader one = listen(server);
                BufferedReader two = open(server)) {
            assertThat(next(two, "event:")).isEqualTo("event: full");
            server.pages.changed(View.FLEET);
            assertThat(next(one, "data:")).contains("fleet");
        }
    }

    /** A stream whose browser has left ends by itself and makes room. */
    @Test
    void aBrowserThatLeavesMakesRoomForAnother() throws Exception {
        try (PagesServer server = server(1)) {
            listen(server).close();
            for (int i = 0; i < 100; i++) {
                try (BufferedReader again = open(server)) {
                    if (!again.readLine().contains("full")) {
                        return;
                    }
                }
                Thread.sleep(50);
            }
            throw new AssertionError("the first browser's place was never free again");
        }
    }

    private static PagesServer server(int clients) {
        return new PagesServer(
                new MadeUpBoard(),
                new Pages.Settings(false, clients, Duration.ofMillis(200), Duration.ofMillis(100)),
                StaticFiles.none(),
                0);
    }

    /** An open stream that has said that it listens. */
    private static BufferedReader listen(PagesServer server) throws IOException, InterruptedException {
        BufferedReader reader = open(server);
        next(reader, ":");
        return reader;
    }

    private static BufferedReader open(PagesServer server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address("/api/events")))
                .header("Accept", "text/event-stream")
                .build();
        var body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader reader, String start) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the stream ended before " + start);
    }
}
