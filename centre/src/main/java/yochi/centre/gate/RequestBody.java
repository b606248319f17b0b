package yochi.centre.gate;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import yochi.core.model.Ticker;

/**
 * A request's body, bounded in bytes and in time: who sends a byte a minute is refused like who sends too much. The
 * listener itself cuts off whoever sends nothing at all.
 */
public final class RequestBody {
    /** What a body of a megabyte takes over a very slow line, and more than enough for any of ours. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int PIECE = 1 << 14;

    private RequestBody() {}

    /** The whole body; a {@link Problem} 413 or 408 where there is too much of it or it is too slow. */
    public static byte[] read(Context ctx, int most) throws IOException {
        if (ctx.req().getContentLengthLong() > most) {
            throw large(most);
        }
        try (InputStream in = ctx.bodyInputStream()) {
            return read(in, most, PATIENCE, Ticker.system());
        }
    }

    static byte[] read(InputStream in, int most, Duration patience, Ticker ticker) throws IOException {
        long until = ticker.nanos() + patience.toNanos();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            out.write(piece, 0, n);
            if (out.size() > most) {
                throw large(most);
            }
            if (ticker.nanos() - until > 0) {
                throw new Problem(408, "message.slow", "the body did not come within " + patience.toSeconds() + " s");
            }
        }
        return out.toByteArray();
    }

    /** Refuses a body that says it is something else than JSON; one that says nothing is read. */
    public static void json(Context ctx) {
        String type = ctx.contentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).strip().matches("application/json(\\s*;.*)?")) {
            throw new Problem(415, "message.type", "the body is application/json");
        }
    }

    private static Problem large(int most) {
        return new Problem(413, "message.large", "a body has at most " + most + " bytes");
    }
}
