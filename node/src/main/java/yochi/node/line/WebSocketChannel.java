package yochi.node.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** OpAMP over WebSocket: binary messages, each after a header of one zero byte. */
final class WebSocketChannel implements FleetChannel {
    private static final int MAX_BYTES = 1 << 20;

    private final WebSocket socket;
    private final Duration patience;

    private WebSocketChannel(WebSocket socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    static WebSocketChannel open(HttpClient http, URI address, Duration patience, BlockingQueue<Event> inbox)
            throws IOException, InterruptedException {
        return new WebSocketChannel(
                await(
                        http.newWebSocketBuilder().connectTimeout(patience).buildAsync(address, new Ear(inbox)),
                        patience),
                patience);
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience)
            throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("management channel: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("management channel: no answer within " + patience, e);
        }
    }

    @Override
    public void send(byte[] message) throws IOException, InterruptedException {
        await(socket.sendBinary(OpampTranslator.frame(message), true), patience);
    }

    @Override
    public boolean polled() {
        return false;
    }

    @Override
    public void close() {
        var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(200, TimeUnit.MILLISECONDS)
                .whenComplete((w, e) -> socket.abort());
    }

    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<Event> inbox;
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

        private Ear(BlockingQueue<Event> inbox) {
            this.inbox = inbox;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            if (parts.size() + bytes.length > MAX_BYTES) {
                lost("a message of more than " + MAX_BYTES + " bytes");
                socket.abort();
                return null;
            }
            parts.writeBytes(bytes);
            if (last) {
                boolean taken = inbox.offer(FleetChannel.heard(parts.toByteArray()));
                parts.reset();
                if (!taken) {
                    socket.abort();
                    return null;
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            lost("closed by the fleet: " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            lost(String.valueOf(error));
        }

        private void lost(String why) {
            if (!inbox.offer(new Event.Lost(why))) {
                inbox.clear();
                inbox.offer(new Event.Lost(why));
            }
        }
    }
}
