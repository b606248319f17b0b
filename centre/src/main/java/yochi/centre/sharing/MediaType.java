package yochi.centre.sharing;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The media type of TAXII 2.1: written exactly so on every answer, errors included; readers refuse others. */
final class MediaType {
    static final String TAXII = "application/taxii+json;version=2.1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MediaType() {}

    /** Refuses a request that cannot take what we write. */
    static void acceptable(Context ctx) {
        String accept = ctx.header("Accept");
        if (accept != null && !accepts(accept)) {
            throw new TaxiiError(406, "this server answers in " + TAXII);
        }
    }

    /** Whether one of the ranges of an Accept header takes what we write. */
    static boolean accepts(String accept) {
        return Arrays.stream(accept.split(",", -1)).anyMatch(MediaType::matches);
    }

    /** Refuses a body of another type. */
    static void content(Context ctx) {
        String type = ctx.contentType();
        if (type == null || !matches(type) || type.contains("*")) {
            throw new TaxiiError(415, "objects are sent as " + TAXII);
        }
    }

    private static boolean matches(String range) {
        String[] parts = range.toLowerCase(Locale.ROOT).replace(" ", "").split(";", -1);
        boolean type =
                parts[0].equals("application/taxii+json") || parts[0].equals("application/*") || parts[0].equals("*/*");
        return type && Arrays.stream(parts).noneMatch(p -> p.startsWith("version=") && !p.equals("version=2.1"));
    }

    static void write(Context ctx, int status, JsonNode body) {
        ctx.status(status).result(JSON.writeValueAsBytes(body)).contentType(TAXII);
    }
}
