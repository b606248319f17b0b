package yochi.node.input;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.Ticker;

/**
 * What a channel of an hpfeeds broker publishes, as lines: one message a line, whatever line ends it holds. It connects
 * again when the broker goes away, waiting longer each time; what is published meanwhile is lost, since the protocol
 * acknowledges nothing, so every gap is told. Used by one thread.
 */
public final class HpfeedsStream extends BlockStream {
    private static final Logger LOG = LoggerFactory.getLogger(HpfeedsStream.class);
    private static final byte NEWLINE = '\n';
    /** A century of nanoseconds: differences of a monotonic clock stay right. */
    private static final long FOR_EVER = 3_155_760_000_000_000_000L;
    /** How often it looks whether it is to end while the channel is quiet. */
    private static final int POLL_MILLIS = 200;

    private final HpfeedsAddress address;
    private final Timing timing;
    private final Ticker ticker;
    private final long deadline;
    private Optional<Socket> socket = Optional.empty();
    private Optional<DataInputStream> stream = Optional.empty();
    private byte[] line = {};
    private int at;
    private long taken;
    private long connections;
    private Duration wait;
    private boolean ended;

    /**
     * Bounds.
     *
     * @param connect longest wait for a connection
     * @param firstWait before the second attempt to connect; doubles from attempt to attempt
     * @param longestWait between attempts
     * @param attempts failed attempts in a row after which the input ends; 0 for never
     * @param longestPayload bytes of one message
     */
    public record Timing(Duration connect, Duration firstWait, Duration longestWait, int attempts, int longestPayload) {
        /** A broker passes a thousand messages in a tenth of a second; one MiB is what its own programs allow. */
        public static Timing usual() {
            return new Timing(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1), 0, 1 << 20);
        }
    }

    public HpfeedsStream(HpfeedsAddress address, Timing timing, Ticker ticker) {
        this.address = address;
        this.timing = timing;
        this.ticker = ticker;
        this.wait = timing.firstWait();
        this.deadline = ticker.nanos()
                + address.longest().map(Duration::toNanos).orElse(FOR_EVER);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == line.length) {
            if (!next()) {
                return -1;
            }
        }
        int n = Math.min(length, line.length - at);
        System.arraycopy(line, at, target, offset, n);
        at += n;
        return n;
    }

    /** Waits for the next message; false when the input is to end. */
    private boolean next() throws IOException {
        int failures = 0;
        while (!over()) {
            try {
                if (stream.isEmpty()) {
                    open();
                }
                byte[] payload = published(stream.orElseThrow());
                failures = 0;
                wait = timing.firstWait();
                if (payload.length > 0) {
                    take(payload);
                    return true;
                }
            } catch (SocketTimeoutException e) {
                LOG.debug("event=hpfeeds.quiet broker={}", address);
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                close(e.getClass().getSimpleName());
                if (timing.attempts() > 0 && ++failures >= timing.attempts()) {
                    throw new Refused("the broker did not answer " + failures + " times");
                }
                LOG.warn(
                        "event=hpfeeds.unreachable broker={} why={} retryMillis={}",
                        address,
                        e.getClass().getSimpleName(),
                        wait.toMillis());
                pause();
            }
        }
        close("asked to end");
        return false;
    }

    private boolean over() {
        ended |= ticker.nanos() - deadline >= 0
                || taken >= address.messages().orElse(Long.MAX_VALUE)
                || Thread.currentThread().isInterrupted();
        return ended;
    }

    private void take(byte[] payload) {
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] == NEWLINE || payload[i] == '\r') {
                payload[i] = ' ';
            }
        }
        line = java.util.Arrays.copyOf(payload, payload.length + 1);
        line[payload.length] = NEWLINE;
        at = 0;
        taken++;
    }

    /** The broker said no, so asking again would not help. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String what) {
            super(what);
        }
    }

    private void open() throws IOException {
        Socket made = new Socket();
        socket = Optional.of(made);
        made.connect(
                new InetSocketAddress(address.host(), address.port()),
                (int) timing.connect().toMillis());
        made.setSoTimeout((int) timing.connect().toMillis());
        DataInputStream in = new DataInputStream(new BufferedInputStream(made.getInputStream()));
        HpfeedsMessage info = HpfeedsMessage.read(in, timing.longestPayload());
        if (info.operation() != HpfeedsMessage.INFO) {
            throw new HpfeedsMessage.Broken("the broker began with operation " + info.operation());
        }
        made.getOutputStream()
                .write(HpfeedsMessage.auth(address.ident(), info.behindName(), address.secret())
                        .bytes());
        made.getOutputStream()
                .write(HpfeedsMessage.subscribe(address.ident(), address.channel())
                        .bytes());
        made.getOutputStream().flush();
        made.setSoTimeout(POLL_MILLIS);
        stream = Optional.of(in);
        if (connections++ > 0) {
            LOG.warn("event=hpfeeds.gap broker={} what was published meanwhile is lost", address);
        }
    }

    /** The payload of the next message; nothing for a message that publishes nothing. */
    private byte[] published(DataInputStream in) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new java.io.EOFException();
        }
        in.reset();
        socket.orElseThrow().setSoTimeout((int) timing.connect().toMillis());
        HpfeedsMessage message = read(in);
        socket.orElseThrow().setSoTimeout(POLL_MILLIS);
        return switch (message.operation()) {
            case HpfeedsMessage.PUBLISH -> message.payload();
            case HpfeedsMessage.ERROR ->
                throw new Refused("the broker refused: check ident, secret and the right to subscribe to "
                        + address.channel());
            default -> new byte[0];
        };
    }

    /** A message that stops half-way is no quiet channel: the connection is given up. */
    private HpfeedsMessage read(DataInputStream in) throws IOException {
        try {
            return HpfeedsMessage.read(in, timing.longestPayload());
        } catch (SocketTimeoutException e) {
            throw new HpfeedsMessage.Broken("a message stopped half-way");
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wait = wait.multipliedBy(2).compareTo(timing.longestWait()) > 0 ? timing.longestWait() : wait.multipliedBy(2);
    }

    private void close(String why) throws IOException {
        stream = Optional.empty();
        if (socket.isPresent()) {
            LOG.info("event=hpfeeds.closed broker={} why={}", address, why);
            socket.get().close();
            socket = Optional.empty();
        }
    }

    /** How often a connection was made. */
    long connections() {
        return connections;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        close("closed");
    }
}
