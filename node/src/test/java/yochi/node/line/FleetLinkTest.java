package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okio.ByteString;
import opamp.proto.AgentConfigFile;
import opamp.proto.AgentConfigMap;
import opamp.proto.AgentRemoteConfig;
import opamp.proto.AgentToServer;
import opamp.proto.ServerToAgent;
import opamp.proto.ServerToAgentFlags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K-1: where an upgrade to WebSocket is refused the node goes on by plain HTTP, and tells everything when asked. */
class FleetLinkTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private final LinkedBlockingQueue<AgentToServer> said = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<OpampTranslator.Offer> offers = new LinkedBlockingQueue<>();
    private final List<ServerToAgent> answers = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private FleetLink link;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/opamp", this::answer);
        server.start();
        URI centre = URI.create("http://localhost:" + server.getAddress().getPort());
        FleetLink.Timing quick = new FleetLink.Timing(
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(10));
        link = new FleetLink(http, centre, ID, FleetLinkTest::status, offers::add, quick);
    }

    @AfterEach
    void stop() {
        link.close();
        server.stop(0);
        http.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            said.add(AgentToServer.ADAPTER.decode(exchange.getRequestBody().readAllBytes()));
            ServerToAgent answer =
                    answers.isEmpty() ? new ServerToAgent.Builder().build() : answers.removeFirst();
            byte[] body = ServerToAgent.ADAPTER.encode(answer);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static NodeStatus status() {
        return new NodeStatus(
                Map.of("name", "n1"),
                Map.of(),
                true,
                "reading",
                "",
                Optional.empty(),
                Map.of("policy.yaml", "name: a"));
    }

    private AgentToServer next() throws InterruptedException {
        AgentToServer message = said.poll(20, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message;
    }

    @Test
    void theFirstMessageTellsAllLaterOnesOnlyWhatChanged() throws Exception {
        link.start();
        AgentToServer first = next();
        assertThat(first.sequence_num).isEqualTo(1);
        assertThat(first.agent_description).isNotNull();
        assertThat(first.effective_config).isNotNull();
        AgentToServer second = next();
        assertThat(second.sequence_num).isEqualTo(2);
        assertThat(second.agent_description).isNull();
        assertThat(second.health).isNotNull();
        assertThat(link.heard()).isTrue();
    }

    @Test
    void askedForTheFullStateItTellsEverythingAgain() throws Exception {
        answers.add(new ServerToAgent.Builder().build());
        answers.add(new ServerToAgent.Builder()
                .flags(ServerToAgentFlags.ServerToAgentFlags_ReportFullState.getValue())
                .build());
        link.start();
        next();
        next();
        assertThat(next().agent_description).isNotNull();
    }

    @Test
    void anOfferReachesThePolicySwitch() throws Exception {
        answers.add(new ServerToAgent.Builder()
                .remote_config(new AgentRemoteConfig.Builder()
                        .config(new AgentConfigMap.Builder()
                                .config_map(Map.of(
                                        "policy.yaml",
                                        new AgentConfigFile.Builder()
                                                .body(ByteString.encodeUtf8("name: b"))
                                                .build()))
                                .build())
                        .config_hash(ByteString.decodeHex("0a0b"))
                        .build())
                .build());
        link.start();
        assertThat(offers.poll(20, TimeUnit.SECONDS))
                .isEqualTo(new OpampTranslator.Offer("0a0b", Map.of("policy.yaml", "name: b")));
    }
}
