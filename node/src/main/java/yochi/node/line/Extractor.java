package yochi.node.line;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.YochiException;
import yochi.link.wire.ExtractionCodec;

/** Waits for the centre's extraction requests and brings back what the border answers. */
final class Extractor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Extractor.class);
    private static final Duration LONG_POLL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final HttpClient http;
    private final URI centre;
    private final Function<ExtractionRequest, ExtractionAnswer> border;
    private final Thread thread;
    private volatile boolean closing;

    Extractor(HttpClient http, URI centre, Function<ExtractionRequest, ExtractionAnswer> border) {
        this.http = http;
        this.centre = centre;
        this.border = border;
        this.thread = Thread.ofPlatform().name("extractor").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    next();
                } catch (YochiException e) {
                    LOG.warn("event=extraction.failed why=\"{}\"", e.getMessage());
                    Thread.sleep(RETRY);
                } catch (IOException e) {
                    LOG.debug("event=extraction.failed why=\"{}\"", e.getMessage());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("event=extractor.stopped");
        }
    }

    private void next() throws IOException, InterruptedException {
        HttpResponse<byte[]> asked = http.send(
                HttpRequest.newBuilder(centre.resolve("/extractions/next"))
                        .timeout(LONG_POLL)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (asked.statusCode() == 204) {
            return;
        }
        if (asked.statusCode() != 200) {
            throw new IOException("the centre answers " + asked.statusCode());
        }
        ExtractionRequest request = ExtractionCodec.request(asked.body());
        byte[] answer = ExtractionCodec.encode(border.apply(request), request);
        HttpResponse<Void> taken = http.send(
                HttpRequest.newBuilder(centre.resolve("/extractions/" + request.id()))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(answer))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        LOG.debug("event=extraction.answered status={}", taken.statusCode());
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
