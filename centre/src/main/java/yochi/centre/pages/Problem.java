package yochi.centre.pages;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.YochiException;

/** A refusal as RFC 9457 problem details with a code. */
enum Problem {
    NOT_FOUND(404, "Not found"),
    BAD_PARAMETER(400, "Bad parameter"),
    INTERNAL(500, "The centre could not answer");

    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    void answer(Context ctx, String detail) {
        write(ctx, name(), detail);
    }

    /** Tells the reader what an operator may know and the log the rest. */
    void answer(Context ctx, RuntimeException failure) {
        LOG.warn("event=pages.failed path={} reason={}", ctx.path(), failure.toString(), failure);
        if (failure instanceof YochiException known) {
            write(ctx, "E" + known.code().number(), known.advice());
        } else {
            write(ctx, name(), "The centre's log says more under pages.failed.");
        }
    }

    private void write(Context ctx, String code, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("code", code);
        ctx.status(status);
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("application/problem+json");
        ctx.result(MAPPER.writeValueAsString(body));
    }
}
