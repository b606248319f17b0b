package yochi.centre.response;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.centre.gate.RequestBody;

/** The response room's part of the party listener: notices by long poll, acknowledgements, outcomes. */
public final class ResponseRoutes {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 1 << 20;

    private final Gate gate;
    private final Response response;

    public ResponseRoutes(Gate gate, Response response) {
        this.gate = gate;
        this.response = response;
    }

    public void register(RoutesConfig routes) {
        routes.get("/notices/next", this::next);
        routes.post("/notices/{id}/acknowledgement", ctx -> {
            String member = gate.member(ctx);
            take(ctx, text -> response.acknowledge(member, ctx.pathParam("id"), text));
        });
        routes.post("/outcomes", ctx -> {
            String member = gate.member(ctx);
            take(ctx, text -> response.outcome(member, text));
        });
    }

    private void next(Context ctx) throws InterruptedException {
        Optional<String> text = response.next(gate.member(ctx), LONG_POLL);
        if (text.isEmpty()) {
            ctx.status(204);
            return;
        }
        ctx.contentType("application/json").result(text.get().getBytes(StandardCharsets.UTF_8));
    }

    private static void take(Context ctx, Consumer<String> taker) throws IOException {
        try {
            taker.accept(body(ctx));
            ctx.status(204);
        } catch (Refusal refusal) {
            throw new Problem(422, "message.refused", String.valueOf(refusal.getMessage()));
        }
    }

    static String body(Context ctx) throws IOException {
        return new String(RequestBody.read(ctx, MAX_BYTES), StandardCharsets.UTF_8);
    }
}
