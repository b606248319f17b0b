package yochi.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.wire.HttpClients;
import yochi.link.wire.TlsContexts;

/** Speaks to a running centre in an operator's name: with the token that lies in the centre's own directory. */
final class OperatorClient {
    private static final Duration PATIENCE = Duration.ofSeconds(70);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI address;
    private final String token;
    private final HttpClient http;

    private OperatorClient(URI address, String token, HttpClient http) {
        this.address = address;
        this.token = token;
        this.http = http;
    }

    /** Finds the running centre by its directory. */
    static OperatorClient in(Path directory) {
        Path file = directory.resolve("operator.token");
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            HttpClient http = HttpClients.over(TlsContexts.firstContact(words[1]), Duration.ofSeconds(5));
            return new OperatorClient(URI.create(words[0]), words[2], http);
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new YochiException(
                    ErrorCode.PEER_UNREACHABLE, "no centre has run in " + directory + ": " + file + " is missing", e);
        }
    }

    String post(String path, Object json) throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/api/operator/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(json))));
    }

    String get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/api/operator/" + path)));
    }

    String delete(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/api/operator/" + path)).DELETE());
    }

    private String send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    request.timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new YochiException(
                        ErrorCode.PEER_REFUSED, "the centre answers " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, "no centre answers at " + address, e);
        }
    }
}
