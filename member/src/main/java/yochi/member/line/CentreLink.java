package yochi.member.line;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.wire.MessageLimit;

/** The member's line to the centre's party listener: waits for notices, posts signed answers. */
final class CentreLink {
    private static final Duration LONG_POLL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final MessageLimit LIMIT = new MessageLimit(1 << 20);

    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final URI party;

    CentreLink(HttpClient http, URI party) {
        this.http = http;
        this.party = party;
    }

    /** The next notice as it travels; empty when none came within the centre's patience. */
    Optional<String> nextNotice() throws InterruptedException {
        HttpResponse<InputStream> answer = send(HttpRequest.newBuilder(party.resolve("/notices/next"))
                .timeout(LONG_POLL)
                .GET()
                .build());
        String body = text(answer);
        if (answer.statusCode() == 204) {
            return Optional.empty();
        }
        return Optional.of(expect(answer, body));
    }

    void acknowledge(String notice, String signed) throws InterruptedException {
        post("/notices/" + notice + "/acknowledgement", signed);
    }

    /** The ledger's signed head as it travels; empty where it has not grown since the one held. */
    Optional<String> nextHead(long held) throws InterruptedException {
        HttpResponse<InputStream> answer = send(HttpRequest.newBuilder(party.resolve("/heads/next?after=" + held))
                .timeout(PATIENCE)
                .GET()
                .build());
        String body = text(answer);
        return answer.statusCode() == 204 ? Optional.empty() : Optional.of(expect(answer, body));
    }

    void receipt(String signed) throws InterruptedException {
        post("/receipts", signed);
    }

    void report(String signed) throws InterruptedException {
        post("/outcomes", signed);
    }

    /** Says of an alert that this member was notified of what its people found; how it stands then, as JSON. */
    String answer(String alert, String json) throws InterruptedException {
        HttpResponse<InputStream> answer = posted("/alerts/" + alert + "/answers", json);
        String said = text(answer);
        if (answer.statusCode() == NOT_FOUND) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    "the centre answers 404: this member was not notified of an alert " + alert);
        }
        return expect(answer, said);
    }

    private void post(String path, String body) throws InterruptedException {
        HttpResponse<InputStream> answer = posted(path, body);
        String said = text(answer);
        expect(answer, said);
    }

    private HttpResponse<InputStream> posted(String path, String body) throws InterruptedException {
        return send(HttpRequest.newBuilder(party.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, "no answer from " + request.uri(), e);
        }
    }

    private static String text(HttpResponse<InputStream> answer) {
        try (InputStream in = answer.body()) {
            return new String(LIMIT.readAll(in), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, "answer broken off by " + answer.uri(), e);
        }
    }

    private static String expect(HttpResponse<InputStream> answer, String body) {
        if (answer.statusCode() / 100 != 2) {
            throw new YochiException(
                    ErrorCode.PEER_REFUSED,
                    answer.uri() + " answered " + answer.statusCode() + ": "
                            + body.lines().findFirst().orElse(""));
        }
        return body;
    }
}
