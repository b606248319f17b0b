package yochi.centre.line;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;
import yochi.link.identity.EstAnswer;
import yochi.link.identity.EstRequest;
import yochi.link.identity.EstResponder;

/** Enrolment over HTTP: hands requests to the responder, which knows EST. */
final class EstRoutes {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final String PATH = EstResponder.PATH + "{operation}";

    private final EstResponder responder;

    EstRoutes(EstResponder responder) {
        this.responder = responder;
    }

    void register(RoutesConfig routes) {
        routes.get(PATH, this::answer);
        routes.post(PATH, this::answer);
    }

    private void answer(Context ctx) throws IOException {
        String body;
        try (InputStream in = ctx.bodyInputStream()) {
            body = new String(in.readNBytes(EstResponder.MAX_BODY_BYTES + 1), StandardCharsets.US_ASCII);
        }
        EstAnswer answer = responder.answer(new EstRequest(
                ctx.method().name(), ctx.path(), Optional.ofNullable(ctx.header("Authorization")), client(ctx), body));
        answer.headers().forEach(ctx::header);
        ctx.status(answer.status()).result(answer.body());
    }

    private static Optional<X509Certificate> client(Context ctx) {
        return ctx.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }
}
