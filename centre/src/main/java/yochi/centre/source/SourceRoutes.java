package yochi.centre.source;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.centre.gate.RequestBody;
import yochi.core.model.NodeId;
import yochi.link.wire.SourceListCodec;
import yochi.link.wire.SourceReportCodec;

/** The source room's part of the party listener: nodes tell, and those of the home country ask. */
public final class SourceRoutes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Gate gate;
    private final Function<NodeId, Optional<Peer>> peers;
    private final SourceRoom room;

    /**
     * Routes.
     *
     * @param peers what the fleet knows of a node; empty where it does not know it, or has revoked it
     */
    public SourceRoutes(Gate gate, Function<NodeId, Optional<Peer>> peers, SourceRoom room) {
        this.gate = gate;
        this.peers = peers;
        this.room = room;
    }

    public void register(RoutesConfig routes) {
        routes.post("/sources", this::take);
        routes.get("/sources/list", this::list);
    }

    private Peer peer(NodeId node) {
        return peers.apply(node)
                .orElseThrow(() -> gate.refuse("node.refused", "node " + node + " is unknown here or was revoked"));
    }

    private void take(Context ctx) throws java.io.IOException {
        NodeId node = gate.node(ctx);
        SourceReports.Receipt receipt =
                room.reports().take(node, peer(node), RequestBody.read(ctx, SourceReportCodec.MAX_BYTES));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("node", node.toString());
        out.put("sequence", receipt.sequence());
        out.put("status", receipt.duplicate() ? "duplicate" : "stored");
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(out));
    }

    private void list(Context ctx) {
        NodeId node = gate.node(ctx);
        String asked = ctx.queryParam("day");
        try {
            Optional<LocalDate> day =
                    asked == null || asked.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(asked));
            ctx.header("Cache-Control", "no-store");
            ctx.contentType("application/vnd.yochi.source-list")
                    .result(SourceListCodec.encode(room.list(node, peer(node), day, peers)));
        } catch (DateTimeParseException e) {
            throw new Problem(400, "parameter.bad", "day is no day such as 2026-01-31: " + asked);
        }
    }
}
