package yochi.centre.response;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.gate.Problem;
import yochi.link.exchange.Approval;

/**
 * What the second role may do at the open listener, and nothing else: ask what waits for its signature, and give it.
 * Both are questions signed by the approver's own key, good once and for minutes; no token, no certificate.
 */
public final class ApproverRoutes {
    private static final String PATH = "/api/approver/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Response response;

    public ApproverRoutes(Response response) {
        this.response = response;
    }

    public void register(RoutesConfig routes) {
        routes.post(PATH + "waiting", this::waiting);
        routes.post(PATH + "approvals", this::approve);
    }

    private interface Room {
        Object ask(String signed);
    }

    private void waiting(Context ctx) throws IOException {
        answer(ctx, signed -> {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("signingKey", response.second().centreKey().toString());
            out.put("alerts", response.second().waitingFor(signed).entrySet().stream()
                    .map(e -> Map.of(
                            "alert", e.getKey(), "digest", Approval.digest(e.getValue()), "messages", e.getValue()))
                    .toList());
            return out;
        });
    }

    private void approve(Context ctx) throws IOException {
        answer(ctx, signed -> {
            List<String> notices = response.second().takeApproval(signed);
            return Map.of("approved", notices);
        });
    }

    private static void answer(Context ctx, Room room) throws IOException {
        try {
            ctx.contentType("application/json").result(JSON.writeValueAsBytes(room.ask(ResponseRoutes.body(ctx))));
        } catch (Refusal refusal) {
            throw new Problem(403, "approver.refused", String.valueOf(refusal.getMessage()));
        }
    }
}
