package yochi.centre.sharing;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Tells who reads: by a client certificate, by Basic with the token as password, by Bearer, or by the bare token. */
final class Door {
    private final Sharing sharing;
    private final Function<Context, Optional<String>> certificate;

    Door(Sharing sharing, Function<Context, Optional<String>> certificate) {
        this.sharing = sharing;
        this.certificate = certificate;
    }

    Reader reader(Context ctx) {
        String authorization = ctx.header("Authorization");
        Optional<Reader> reader = authorization == null
                ? certificate.apply(ctx).flatMap(sharing::byName)
                : credentials(authorization.strip());
        return reader.orElseThrow(() -> new TaxiiError(401, "say who you are"));
    }

    private Optional<Reader> credentials(String authorization) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? "" : authorization.substring(0, space);
        String value = authorization.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Basic")) {
            return basic(value);
        }
        boolean token = scheme.isEmpty() || scheme.equalsIgnoreCase("Bearer");
        return token ? sharing.byToken(value) : Optional.empty();
    }

    private Optional<Reader> basic(String value) {
        try {
            String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : sharing.byToken(pair.substring(colon + 1))
                            .filter(reader -> reader.name().equals(pair.substring(0, colon)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
