package yochi.node.line;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's end of the management channel: OpAMP over WebSocket, over plain HTTP where an upgrade is refused. One
 * thread owns it; everything it says carries the next sequence number, and after each (re)connection or on the fleet's
 * wish it tells its whole state.
 */
final class FleetLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetLink.class);
    private static final int QUEUE = 256;
    private static final String PATH = "/opamp";

    private final HttpClient http;
    private final URI centre;
    private final UUID instance;
    private final Supplier<NodeStatus> status;
    private final Consumer<OpampTranslator.Offer> onOffer;
    private final Timing timing;
    private final BlockingQueue<FleetChannel.Event> inbox = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    /** Held while an offer is taken, which writes files: an interrupt would close them. */
    private final Object taking = new Object();
    private volatile boolean closing;
    private volatile boolean connected;
    private volatile boolean heard;
    private volatile String problem = "";
    private long sequence;

    /**
     * Its times.
     *
     * @param heartbeat how often health is told when nothing else is
     * @param poll how often the fleet is asked where only plain HTTP works
     * @param retryMin first wait after a failure; doubled up to {@code retryMax}
     * @param retryMax longest wait
     * @param patience longest wait for one exchange
     */
    record Timing(Duration heartbeat, Duration poll, Duration retryMin, Duration retryMax, Duration patience) {
        static Timing usual() {
            return new Timing(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10));
        }
    }

    FleetLink(
            HttpClient http,
            URI centre,
            UUID instance,
            Supplier<NodeStatus> status,
            Consumer<OpampTranslator.Offer> onOffer,
            Timing timing) {
        this.http = http;
        this.centre = centre;
        this.instance = instance;
        this.status = status;
        this.onOffer = onOffer;
        this.timing = timing;
        this.thread = Thread.ofPlatform().name("fleet-link").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether the fleet can be heard now. */
    boolean connected() {
        return connected;
    }

    /** Whether the fleet has answered in this run, so that its policy, if it has one, is in force. */
    boolean heard() {
        return heard;
    }

    /** Why not, or empty. */
    String problem() {
        return problem;
    }

    /** Tells these parts of the state soon; if too much is waiting the next full state says it anyway. */
    void tell(NodeStatus.Parts parts) {
        inbox.offer(new FleetChannel.Event.Tell(parts));
    }

    private void run() {
        Duration wait = timing.retryMin;
        while (!closing) {
            try (FleetChannel channel = open()) {
                wait = timing.retryMin;
                connected = true;
                problem = "";
                sequence = 0;
                send(channel, NodeStatus.Parts.ALL);
                serve(channel);
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
                LOG.debug("event=fleet.lost problem=\"{}\"", problem);
            } catch (InterruptedException e) {
                return;
            } finally {
                connected = false;
            }
            inbox.clear();
            try {
                Thread.sleep(closing ? Duration.ZERO : wait);
            } catch (InterruptedException e) {
                return;
            }
            wait = wait.multipliedBy(2).compareTo(timing.retryMax) > 0 ? timing.retryMax : wait.multipliedBy(2);
        }
    }

    private FleetChannel open() throws IOException, InterruptedException {
        try {
            return WebSocketChannel.open(http, URI.create(socketAddress()), timing.patience, inbox);
        } catch (WebSocketHandshakeException e) {
            int code = e.getResponse().statusCode();
            if (code == 401 || code == 403) {
                throw new IOException("the fleet refuses this node's certificate (" + code + ")", e);
            }
            return new PollChannel(http, centre.resolve(PATH), timing.patience, inbox);
        }
    }

    private String socketAddress() {
        return centre.resolve(PATH).toString().replaceFirst("^http", "ws");
    }

    private void serve(FleetChannel channel) throws IOException, InterruptedException {
        Duration pause = channel.polled() ? timing.poll : timing.heartbeat;
        while (true) {
            switch (inbox.poll(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                case null -> send(channel, NodeStatus.Parts.HEALTH);
                case FleetChannel.Event.Tell(NodeStatus.Parts parts) -> {
                    send(channel, parts);
                    if (parts.leaving()) {
                        return;
                    }
                }
                case FleetChannel.Event.Heard(OpampTranslator.FleetMessage m) -> hear(channel, m);
                case FleetChannel.Event.Lost(String why) -> throw new IOException(why);
            }
        }
    }

    private void hear(FleetChannel channel, OpampTranslator.FleetMessage m) throws IOException, InterruptedException {
        if (m.error().isPresent()) {
            throw new IOException("the fleet refused: " + m.error().get());
        }
        synchronized (taking) {
            m.offer().ifPresent(onOffer);
        }
        heard = true;
        if (m.reportFullState()) {
            send(channel, NodeStatus.Parts.ALL);
        }
    }

    private void send(FleetChannel channel, NodeStatus.Parts parts) throws IOException, InterruptedException {
        sequence++;
        channel.send(OpampTranslator.write(instance, sequence, status.get(), parts));
    }

    @Override
    public void close() {
        closing = true;
        tell(NodeStatus.Parts.LEAVING);
        try {
            thread.join(Duration.ofSeconds(1));
            synchronized (taking) {
                thread.interrupt();
            }
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
