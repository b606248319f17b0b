package yochi.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import yochi.centre.ledger.ChainLine;
import yochi.centre.ledger.Export;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.wire.HttpClients;
import yochi.link.wire.MessageLimit;
import yochi.link.wire.TlsContexts;

/** The public chain of a running centre, read page by page from its open listener. */
final class PublicLedger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final MessageLimit PAGE = new MessageLimit(64 << 20);

    private final URI centre;
    private final HttpClient http;

    private PublicLedger(URI centre, HttpClient http) {
        this.centre = centre;
        this.http = http;
    }

    /** A reader of the centre whose root certificate has the fingerprint. */
    static PublicLedger of(URI centre, String root) {
        if (!"https".equalsIgnoreCase(centre.getScheme()) || centre.getHost() == null) {
            throw new YochiException(
                    ErrorCode.USAGE, "--centre: " + centre + " is no address such as https://127.0.0.1:8443");
        }
        try {
            return new PublicLedger(centre, HttpClients.over(TlsContexts.firstContact(root), Duration.ofSeconds(5)));
        } catch (IllegalArgumentException e) {
            throw new YochiException(
                    ErrorCode.USAGE, "--root: " + e.getMessage() + "; the centre's operator tells it you", e);
        }
    }

    Export.Head head() throws InterruptedException {
        try {
            return Export.Head.parse(get("/api/ledger"));
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.MESSAGE_REFUSED, centre + ": " + e.getMessage(), e);
        }
    }

    /** All entries, in their order. */
    void entries(Consumer<ChainLine> lines) throws InterruptedException {
        long[] last = new long[1];
        long before;
        do {
            before = last[0];
            page(get("/api/ledger/entries?after=" + before), line -> {
                last[0] = Math.max(last[0], line.number());
                lines.accept(line);
            });
        } while (last[0] > before);
    }

    private void page(String text, Consumer<ChainLine> lines) {
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                try {
                    lines.accept(ChainLine.parse(line));
                } catch (IllegalArgumentException e) {
                    throw new YochiException(ErrorCode.MESSAGE_REFUSED, centre + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private String get(String path) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(centre.resolve(path)).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                String text = new String(PAGE.readAll(in), StandardCharsets.UTF_8);
                if (answer.statusCode() != 200) {
                    throw new YochiException(
                            ErrorCode.PEER_REFUSED, centre + " answers " + answer.statusCode() + " to " + path);
                }
                return text;
            }
        } catch (SSLException e) {
            throw new YochiException(
                    ErrorCode.SIGNATURE, centre + " is not the centre of that root: " + reason(e), e);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, "no centre answers at " + centre, e);
        }
    }

    private static String reason(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return String.valueOf(at.getMessage());
    }

    @Override
    public void close() {
        http.close();
    }
}
