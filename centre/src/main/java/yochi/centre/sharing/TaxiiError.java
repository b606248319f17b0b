package yochi.centre.sharing;

import io.javalin.http.Context;
import tools.jackson.databind.node.JsonNodeFactory;

/** A refusal as a TAXII error object; what a reader may not see is answered as if it were not there. */
final class TaxiiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    TaxiiError(int status, String title) {
        super(title);
        this.status = status;
    }

    TaxiiError(int status, String title, Throwable cause) {
        super(title, cause);
        this.status = status;
    }

    static TaxiiError notFound() {
        return new TaxiiError(404, "there is nothing here that you may see");
    }

    void answer(Context ctx) {
        if (status == 401) {
            ctx.header("WWW-Authenticate", "Basic realm=\"yochi\", Bearer realm=\"yochi\"");
        }
        MediaType.write(
                ctx,
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("title", String.valueOf(getMessage()))
                        .put("http_status", Integer.toString(status)));
    }
}
