package yochi.centre.fleet;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.core.model.NodeId;

/** The fleet's part of the party listener: OpAMP over WebSocket, and by POST where an upgrade is not possible. */
public final class FleetRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FleetRoutes.class);
    private static final String PATH = "/opamp";
    private static final String PEER = "yochi.peer";
    private static final int POLICY_VIOLATION = 1008;
    private static final int GOING_AWAY = 1001;

    private final Gate gate;
    private final Fleet fleet;
    private final OpampTranslator opamp = new OpampTranslator();
    private final Map<String, Consumer<ServerMessage>> channels = new ConcurrentHashMap<>();

    public FleetRoutes(Gate gate, Fleet fleet) {
        this.gate = gate;
        this.fleet = fleet;
    }

    public void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade(PATH, ctx -> ctx.attribute(PEER, node(ctx)));
        routes.ws(PATH, this::socket);
        routes.post(PATH, this::post);
    }

    private NodeId node(Context ctx) {
        NodeId node = gate.node(ctx);
        if (!fleet.admits(node)) {
            throw gate.refuse("node.refused", "node " + node + " is unknown here or was revoked");
        }
        return node;
    }

    private void socket(WsConfig ws) {
        ws.onConnect(ctx -> {
            ctx.session.setMaxBinaryMessageSize(OpampTranslator.MAX_BYTES);
            ctx.session.setIdleTimeout(java.time.Duration.ofMinutes(2));
            Consumer<ServerMessage> tell = m -> ctx.send(OpampTranslator.frame(opamp.write(m)));
            channels.put(ctx.sessionId(), tell);
            fleet.opened(peer(ctx), tell, () -> ctx.closeSession(GOING_AWAY, "closed by the centre"));
        });
        ws.onBinaryMessage(this::message);
        ws.onMessage(ctx -> ctx.closeSession(POLICY_VIOLATION, "OpAMP is binary"));
        ws.onClose(ctx -> closed(ctx));
        ws.onError(ctx -> closed(ctx));
    }

    private void closed(WsContext ctx) {
        Consumer<ServerMessage> tell = channels.remove(ctx.sessionId());
        if (tell != null) {
            fleet.closed(peer(ctx), tell);
        }
    }

    private static NodeId peer(WsContext ctx) {
        if (ctx.attribute(PEER) instanceof NodeId node) {
            return node;
        }
        throw new IllegalStateException("a channel without a peer");
    }

    private void message(WsBinaryMessageContext ctx) {
        byte[] bytes = new byte[ctx.data().remaining()];
        ctx.data().get(bytes);
        AgentMessage message;
        try {
            message = opamp.read(OpampTranslator.unframe(bytes));
        } catch (IllegalArgumentException e) {
            LOG.info("event=opamp.refused node={} why=\"{}\"", peer(ctx), e.getMessage());
            ctx.closeSession(POLICY_VIOLATION, "not OpAMP");
            return;
        }
        ServerMessage answer = fleet.receive(peer(ctx), message);
        if (message.full() || !answer.equals(ServerMessage.silent(answer.instance()))) {
            ctx.send(OpampTranslator.frame(opamp.write(answer)));
        }
        if (answer.error().isPresent()) {
            ctx.closeSession(POLICY_VIOLATION, "refused");
        }
    }

    private void post(Context ctx) throws IOException {
        NodeId node = node(ctx);
        try (InputStream in = ctx.bodyInputStream()) {
            AgentMessage message = opamp.read(in.readNBytes(OpampTranslator.MAX_BYTES + 1));
            ctx.contentType("application/x-protobuf").result(opamp.write(fleet.receive(node, message)));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "opamp.broken", String.valueOf(e.getMessage()));
        }
    }
}
