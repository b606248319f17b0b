package yochi.centre.line;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.YochiException;

/** {@code GET /health}: whether the centre works, in one short JSON object; 503 where its store does not answer. */
final class HealthRoute {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Centre centre;
    private final BooleanSupplier storeAnswers;

    HealthRoute(Centre centre, BooleanSupplier storeAnswers) {
        this.centre = centre;
        this.storeAnswers = storeAnswers;
    }

    void register(RoutesConfig routes) {
        routes.get("/health", this::answer);
    }

    private void answer(Context ctx) {
        boolean store = store();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("status", store ? "ok" : "failed");
        out.put("centre", centre.settings().name());
        out.put("home", centre.settings().home().toString());
        out.put("store", store);
        out.put("reportsStored", centre.collection().stored());
        out.put(
                "reportsRefused",
                centre.collection().refused() + centre.collection().conflicts());
        out.put("requestsRefused", centre.gate().refused());
        ctx.status(store ? 200 : 503).contentType("application/json").result(JSON.writeValueAsBytes(out));
    }

    private boolean store() {
        try {
            return storeAnswers.getAsBoolean();
        } catch (YochiException e) {
            return false;
        }
    }
}
