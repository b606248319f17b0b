package yochi.node.line;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;

/** OpAMP over plain HTTP: each message is a POST, the answer is the fleet's message. */
final class PollChannel implements FleetChannel {
    private final HttpClient http;
    private final URI address;
    private final Duration patience;
    private final BlockingQueue<Event> inbox;

    PollChannel(HttpClient http, URI address, Duration patience, BlockingQueue<Event> inbox) {
        this.http = http;
        this.address = address;
        this.patience = patience;
        this.inbox = inbox;
    }

    @Override
    public void send(byte[] message) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the fleet answers " + answer.statusCode());
        }
        inbox.put(FleetChannel.heard(answer.body()));
    }

    @Override
    public boolean polled() {
        return true;
    }

    @Override
    public void close() {}
}
