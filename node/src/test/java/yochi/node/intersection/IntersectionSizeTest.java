package yochi.node.intersection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import yochi.core.model.YochiException;

/** A-12, algorithms §6.3: two nodes without a shared key learn how many addresses they share, and nothing else. */
class IntersectionSizeTest {
    private static final byte[] SESSION = {7};

    private static List<byte[]> items(int from, int until) {
        List<byte[]> out = new ArrayList<>();
        for (int i = from; i < until; i++) {
            out.add(ByteBuffer.allocate(4).putInt(0xC0000200 + i).array());
        }
        return out;
    }

    private static IntersectionSize.Result side(Socket socket, IntersectionSize side, List<byte[]> items) {
        try (socket) {
            return side.run(
                    items,
                    new DataInputStream(socket.getInputStream()),
                    new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<IntersectionSize.Result> both(List<byte[]> a, List<byte[]> b, byte[] sessionOfB)
            throws IOException, InterruptedException, ExecutionException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket accepted = server.accept();
            CompletableFuture<IntersectionSize.Result> one = CompletableFuture.supplyAsync(
                    () -> side(client, new IntersectionSize(SESSION, 100, new Random(1)), a));
            IntersectionSize.Result two = side(accepted, new IntersectionSize(sessionOfB, 100, new Random(2)), b);
            return List.of(one.get(), two);
        }
    }

    @Test
    void bothSidesLearnTheExactSizeOverSocketsAndTheCostIsTold() throws Exception {
        long start = System.nanoTime();
        List<IntersectionSize.Result> results = both(items(0, 2000), items(1500, 4000), SESSION);
        double micros = (System.nanoTime() - start) / 1e3 / (2 * 4500);
        System.err.printf("private intersection: %.0f us an item and side for each of its two multiples%n", micros);
        assertThat(results)
                .containsExactly(
                        new IntersectionSize.Result(2000, 2500, 500), new IntersectionSize.Result(2500, 2000, 500));
    }

    @Test
    void pointsOfAnotherSessionMeetNothing() throws Exception {
        assertThat(both(items(0, 150), items(0, 150), new byte[] {8}))
                .allMatch(r -> r.common() == 0 && r.other() == 150);
    }

    @Test
    void whatIsSentDependsOnTheSecretAndHoldsNoItem() throws Exception {
        List<byte[]> sent = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                new IntersectionSize(SESSION, 100, new Random(seed))
                        .run(items(0, 100), new DataInputStream(new ByteArrayInputStream(new byte[0])),
                                new DataOutputStream(out));
            } catch (java.io.EOFException e) {
                Thread.sleep(50); // the sender goes on
            }
            sent.add(out.toByteArray());
        }
        assertThat(sent.get(0)).hasSize(9 + 100 * 32).isNotEqualTo(sent.get(1));
    }

    private static byte[] message(int count, byte[]... points) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream message = new DataOutputStream(out);
        message.writeInt(0x59505349);
        message.writeByte(1);
        message.writeInt(count);
        for (byte[] point : points) {
            message.write(point);
        }
        return out.toByteArray();
    }

    private static void refused(byte[] message, int fewest, String why) {
        DataOutputStream nowhere = new DataOutputStream(new ByteArrayOutputStream());
        assertThatThrownBy(() -> new IntersectionSize(SESSION, fewest, new Random(1))
                        .run(items(0, 100), new DataInputStream(new ByteArrayInputStream(message)), nowhere))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aSideWithTooFewOrTooManyItemsOrBadPointsIsRefused() throws IOException {
        refused(message(1, new byte[32]), 100, "1 items, not 100");
        refused(message(IntersectionSize.MOST + 1), 100, "items, not");
        refused(message(1, new byte[32]), 1, "small order");
        refused(message(2, new byte[32], new byte[32]), 1, "twice");
        refused(new byte[20], 1, "protocol");
        assertThatThrownBy(() -> new IntersectionSize(SESSION, 200, new Random(1))
                        .run(items(0, 100), new DataInputStream(new ByteArrayInputStream(new byte[0])),
                                new DataOutputStream(new ByteArrayOutputStream())))
                .hasMessageContaining("this side has 100");
    }
}
