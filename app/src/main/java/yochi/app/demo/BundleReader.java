package yochi.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.EventLog;
import yochi.link.wire.HttpClients;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.TlsContexts;

/** A university that polls the centre's TAXII collection and writes down when a bundle reached it. */
final class BundleReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI objects;
    private final String token;
    private final EventLog events;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile int received;

    BundleReader(URI centre, X509Certificate root, String token, String collection, Instant after, EventLog events) {
        this.http = HttpClients.over(TlsContexts.client(ReloadableKey.none(), root), Duration.ofSeconds(5));
        this.objects = centre.resolve("/taxii2/yochi/collections/" + collection + "/objects/?added_after="
                + URLEncoder.encode(after.toString(), StandardCharsets.UTF_8));
        this.token = token;
        this.events = events;
        this.thread = Thread.ofPlatform().name("reader").daemon().unstarted(this::run);
    }

    BundleReader start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            int before = 0;
            while (open && received == 0) { // an order may name several networks: all of their alerts are one answer
                int now = poll();
                if (now > 0 && before == 0) {
                    events.mark("bundle.received", objects.getPath(), Map.of("objects", now));
                }
                received = now == before ? now : 0;
                before = now;
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (open) {
                events.mark("bundle.failed", objects.getPath(), Map.of("why", String.valueOf(e.getMessage())));
            }
        }
    }

    private int poll() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(objects)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/taxii+json;version=2.1")
                .GET()
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(objects + " answered " + answer.statusCode());
        }
        JsonNode envelope = JSON.readTree(answer.body());
        return envelope.path("objects").size();
    }

    /** Objects that arrived, when no more came after them. */
    int received() {
        return received;
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }
}
