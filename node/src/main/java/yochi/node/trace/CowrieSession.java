package yochi.node.trace;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import yochi.core.model.Service;
import yochi.node.observation.LoginSession;
import yochi.node.observation.Origin;

/** One Cowrie session while its events come in; keeps counts and hashes, never a password. */
final class CowrieSession {
    /** Window of the brute-force rule (algorithms §1.5). */
    private static final Duration CREDENTIAL_WINDOW = Duration.ofSeconds(60);

    private static final int MOST_CREDENTIALS = 256;
    private static final int MOST_UNKNOWN = 16;
    private static final int PORT = 0xFFFF;

    private record Credential(Instant time, int hash) {}

    private final Origin origin;
    private final String name;
    private final InetAddress source;
    private final long firstLine;
    private final Deque<Credential> recent = new ArrayDeque<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private Service service;
    private Instant start;
    private Instant end;
    private int failed;
    private int successful;
    private int credentials;
    private int commands;
    private int downloads;
    private boolean injection;

    private CowrieSession(Origin origin, String name, InetAddress source, Service service, Instant time, long line) {
        this.origin = origin;
        this.name = name;
        this.source = source;
        this.service = service;
        this.start = time;
        this.end = time;
        this.firstLine = line;
    }

    /** A session whose first event is at hand; empty where the event names no source. */
    static Optional<CowrieSession> begin(Origin origin, String name, JsonNode event, Instant time, long line) {
        String text = event.path("src_ip").asString("");
        try {
            InetAddress source = InetAddress.ofLiteral(text);
            return Optional.of(new CowrieSession(origin, name, source, service(event), time, line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Takes an event in; false where its id is unknown: it is kept by name. */
    boolean take(String id, JsonNode event, Instant time) {
        start = time.isBefore(start) ? time : start;
        end = time.isAfter(end) ? time : end;
        switch (id) {
            case "cowrie.session.connect" -> service = service(event);
            case "cowrie.login.failed" -> {
                failed++;
                credential(event, time);
            }
            case "cowrie.login.success" -> {
                successful++;
                credential(event, time);
            }
            case "cowrie.command.input" -> commands++;
            case "cowrie.command.success", "cowrie.command.failed", "cowrie.log.closed" -> {}
            case "cowrie.session.file_download", "cowrie.session.file_upload" -> downloads++;
            case "cowrie.session.file_download.failed", "cowrie.session.params", "cowrie.session.closed" -> {}
            case "cowrie.client.version" ->
                injection |= InjectionTokens.in(event.path("version").asString(""));
            case "cowrie.client.kex", "cowrie.client.size", "cowrie.client.var", "cowrie.client.fingerprint" -> {}
            case "cowrie.direct-tcpip.request", "cowrie.direct-tcpip.data" -> {}
            default -> {
                if (unknown.size() < MOST_UNKNOWN) {
                    unknown.add(id);
                }
                return false;
            }
        }
        return true;
    }

    private void credential(JsonNode event, Instant time) {
        String user = event.path("username").asString("");
        String password = event.path("password").asString("");
        injection |= InjectionTokens.in(user) || InjectionTokens.in(password);
        recent.addLast(new Credential(time, 31 * user.hashCode() + password.hashCode()));
        while (recent.size() > MOST_CREDENTIALS || recent.getFirst().time().isBefore(time.minus(CREDENTIAL_WINDOW))) {
            recent.removeFirst();
        }
        credentials = Math.max(credentials, (int)
                recent.stream().mapToInt(Credential::hash).distinct().count());
    }

    private static Service service(JsonNode event) {
        int port = event.path("dst_port").asInt(-1);
        return Service.tcp(port >= 0 && port <= PORT ? port : -1);
    }

    long firstLine() {
        return firstLine;
    }

    LoginSession finish(boolean closed) {
        List<String> names = new ArrayList<>(unknown);
        return new LoginSession(
                origin,
                name,
                start,
                end,
                source,
                service,
                failed,
                successful,
                credentials,
                commands,
                downloads,
                injection,
                closed,
                names);
    }
}
