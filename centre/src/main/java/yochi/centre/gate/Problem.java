package yochi.centre.gate;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** A refusal as RFC 9457 problem details, thrown by any route; {@code code} is for machines, the rest for people. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final String code;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param code stable word for machines, such as {@code node.revoked}
     * @param detail one sentence for people
     */
    public Problem(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** What an operator's failure looks like to a client. */
    public static Problem of(YochiException e) {
        int status = switch (e.code().kind()) {
            case USAGE, INPUT -> 400;
            case PEER -> 403;
            case RESOURCES -> 503;
            case INTERNAL -> 500;
        };
        String code = "E" + e.code().number();
        return new Problem(e.code() == ErrorCode.REPORT_VERSION ? 422 : status, code, e.advice());
    }

    /** Writes the refusal as the answer. */
    public void answer(Context ctx) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", code);
        body.put("status", status);
        body.put("detail", String.valueOf(getMessage()));
        body.put("code", code);
        if (status == 408 || status == 413) {
            // The rest of the body stays unread, so the connection cannot serve another request.
            ctx.header("Connection", "close");
        }
        ctx.status(status).contentType("application/problem+json").result(JSON.writeValueAsBytes(body));
    }

    /** Makes a listener answer refusals and operators' failures as problem details; call it once per listener. */
    public static void install(RoutesConfig routes) {
        routes.exception(Problem.class, (e, ctx) -> e.answer(ctx));
        routes.exception(YochiException.class, (e, ctx) -> of(e).answer(ctx));
    }
}
