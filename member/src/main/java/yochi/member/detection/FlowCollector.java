package yochi.member.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import yochi.core.model.Ticker;

/**
 * Listens for the routers' flow export on one UDP socket and drives the {@link Detector}: decodes datagrams, closes a
 * bin when its time is over, and tells of onslaughts at once. Owns one thread, {@code yochi-flows}.
 */
public final class FlowCollector implements AutoCloseable {
    private static final int MAX_DATAGRAM = 65_535;
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final DatagramSocket socket;
    private final IpfixDecoder decoder = new IpfixDecoder();
    private final Detector detector;
    private final Thresholds thresholds;
    private final Ticker ticker;
    private final Consumer<Onslaught> onOnslaught;
    private final Thread thread;
    private volatile boolean open = true;

    public FlowCollector(
            InetSocketAddress listen,
            List<yochi.core.model.Prefix> protectedNetworks,
            Thresholds thresholds,
            Ticker ticker,
            Consumer<Onslaught> onOnslaught) {
        this.detector = new Detector(protectedNetworks, thresholds);
        this.thresholds = thresholds;
        this.ticker = ticker;
        this.onOnslaught = onOnslaught;
        try {
            this.socket = new DatagramSocket(listen);
        } catch (IOException e) {
            throw new UncheckedIOException("flow collector on " + listen, e);
        }
        this.thread = Thread.ofPlatform().name("yochi-flows").daemon().unstarted(this::run);
    }

    public FlowCollector start() {
        thread.start();
        return this;
    }

    /** Where routers send their flow records. */
    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void run() {
        byte[] buffer = new byte[MAX_DATAGRAM];
        long bin = thresholds.bin().toNanos();
        long next = ticker.nanos() + bin;
        while (open) {
            long left = next - ticker.nanos();
            if (left > 0) {
                receive(buffer, left);
            } else {
                detector.close().forEach(onOnslaught);
                next += bin * (1 + -left / bin);
            }
        }
    }

    private void receive(byte[] buffer, long withinNanos) {
        try {
            socket.setSoTimeout((int) Math.max(1, withinNanos / 1_000_000));
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            synchronized (decoder) {
                decoder.decode(ByteBuffer.wrap(buffer, 0, packet.getLength()), detector);
            }
        } catch (SocketTimeoutException e) {
            return;
        } catch (IOException e) {
            if (open) {
                throw new UncheckedIOException("flow collector", e);
            }
        }
    }

    /** Flow records read so far. */
    public long records() {
        synchronized (decoder) {
            return decoder.records();
        }
    }

    /** What could not be read, by reason. */
    public Map<String, Long> rejected() {
        synchronized (decoder) {
            return decoder.rejected();
        }
    }

    @Override
    public void close() {
        open = false;
        socket.close();
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
