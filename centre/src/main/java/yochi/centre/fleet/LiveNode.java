package yochi.centre.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What the running fleet knows of one node beside the registry: its channel, its sequence, its health. */
final class LiveNode {
    /** Attribute of a description, as OpenTelemetry names it. */
    private static final String VERSION = "service.version";

    private record Channel(Consumer<ServerMessage> tell, Runnable cut) {}

    private Optional<Channel> channel = Optional.empty();
    private long sequence = -1;
    private boolean healthy;
    private String health = "has said nothing yet";
    private Optional<String> version = Optional.empty();
    private String offered = "";
    private Instant lastSeen;

    LiveNode(Instant now) {
        lastSeen = now;
    }

    synchronized void open(Consumer<ServerMessage> tell, Runnable cut) {
        Optional<Channel> old = channel;
        channel = Optional.of(new Channel(tell, cut));
        sequence = -1;
        offered = "";
        old.ifPresent(c -> c.cut().run());
    }

    /** Forgets the channel if it is still this one. */
    synchronized boolean close(Consumer<ServerMessage> tell) {
        boolean mine = channel.filter(c -> c.tell().equals(tell)).isPresent();
        if (mine) {
            channel = Optional.empty();
            health = "disconnected";
            healthy = false;
        }
        return mine;
    }

    synchronized void cut() {
        channel.ifPresent(c -> c.cut().run());
    }

    synchronized void tell(ServerMessage message) {
        message.offer().ifPresent(o -> offered = channel.isPresent() ? o.digest() : "");
        channel.ifPresent(c -> c.tell().accept(message));
    }

    /** Takes the message in; false if something before it was lost, so that the node must tell everything. */
    synchronized boolean follow(AgentMessage m, Instant now) {
        boolean next = sequence >= 0 && m.sequence() == sequence + 1;
        sequence = m.sequence();
        lastSeen = now;
        m.description().map(d -> d.get(VERSION)).ifPresent(v -> version = Optional.of(v));
        m.health().ifPresent(h -> {
            healthy = h.healthy();
            health = h.lastError().isEmpty() ? h.status() : h.status() + ": " + h.lastError();
        });
        return next || m.full();
    }

    /** Whether the wanted policy must be offered in answer to the message. */
    synchronized boolean needs(String wanted, String running, AgentMessage m) {
        boolean failedHere = m.status()
                .filter(s ->
                        s.outcome() == AgentMessage.Outcome.FAILED && s.digest().equals(wanted))
                .isPresent();
        return !wanted.equals(running) && !wanted.equals(offered) && !failedHere;
    }

    synchronized void offered(String digest) {
        offered = digest;
    }

    synchronized boolean connected() {
        return channel.isPresent();
    }

    synchronized boolean healthy() {
        return healthy;
    }

    synchronized String health() {
        return health;
    }

    /** Of its software, as it said last. */
    synchronized Optional<String> version() {
        return version;
    }

    synchronized Instant lastSeen() {
        return lastSeen;
    }
}
