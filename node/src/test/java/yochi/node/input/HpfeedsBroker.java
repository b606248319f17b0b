package yochi.node.input;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small broker of the hpfeeds protocol: one subscriber at a time, who gets what is prepared. */
final class HpfeedsBroker implements AutoCloseable {
    private static final byte[] NONCE = {1, 2, 3, 4};

    private final ServerSocket server;
    private final String ident;
    private final String secret;
    private final List<List<byte[]>> connections;
    private final List<String> seen = new ArrayList<>();
    private final Thread thread;

    /** A broker that sends the n-th connection the n-th list of raw messages, closing it behind all but the last. */
    HpfeedsBroker(String ident, String secret, List<List<byte[]>> connections) throws IOException {
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.ident = ident;
        this.secret = secret;
        this.connections = connections;
        this.thread = Thread.ofPlatform().name("hpfeeds-broker").daemon().start(this::run);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What subscribers did. */
    synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    static byte[] message(int operation, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .putInt(5 + body.length)
                .put((byte) operation)
                .put(body)
                .array();
    }

    static byte[] published(String publisher, String channel, String payload) {
        byte[] text = payload.getBytes(StandardCharsets.ISO_8859_1);
        return message(
                3,
                ByteBuffer.allocate(2 + publisher.length() + channel.length() + text.length)
                        .put((byte) publisher.length())
                        .put(publisher.getBytes(StandardCharsets.US_ASCII))
                        .put((byte) channel.length())
                        .put(channel.getBytes(StandardCharsets.US_ASCII))
                        .put(text)
                        .array());
    }

    private void run() {
        for (List<byte[]> messages : connections) {
            boolean last = messages.equals(connections.getLast());
            try (Socket socket = server.accept()) {
                serve(socket, messages, last);
            } catch (IOException e) {
                note("lost");
            }
        }
    }

    private void serve(Socket socket, List<byte[]> messages, boolean last) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(message(1, ByteBuffer.allocate(9).put((byte) 4).put("test".getBytes(StandardCharsets.US_ASCII))
                .put(NONCE).array()));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] auth = body(in, 2);
        if (!Arrays.equals(auth, right())) {
            note("refused");
            out.write(message(0, "accessfail.".getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        byte[] subscribed = body(in, 4);
        int channel = 1 + subscribed[0];
        note("subscribed " + new String(subscribed, channel, subscribed.length - channel, StandardCharsets.US_ASCII));
        for (byte[] message : messages) {
            out.write(message);
        }
        out.flush();
        if (last && in.read() < 0) {
            note("left");
        }
    }

    private byte[] right() {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(NONCE);
            byte[] hash = sha1.digest(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + ident.length() + hash.length)
                    .put((byte) ident.length())
                    .put(ident.getBytes(StandardCharsets.US_ASCII))
                    .put(hash)
                    .array();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] body(DataInputStream in, int operation) throws IOException {
        byte[] body = new byte[in.readInt() - 5];
        if (in.readUnsignedByte() != operation) {
            throw new IOException("not operation " + operation);
        }
        in.readFully(body);
        return body;
    }

    private synchronized void note(String what) {
        seen.add(what);
    }

    @Override
    public void close() {
        try {
            server.close();
            thread.join(2000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
