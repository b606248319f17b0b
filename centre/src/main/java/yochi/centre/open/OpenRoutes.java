package yochi.centre.open;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yochi.centre.gate.Problem;
import yochi.core.model.Ticker;
import yochi.link.identity.Sha256;

/**
 * The open page's routes: the page in the reader's language or the one asked for, its style, and the two files. What is
 * made once is kept until there is something new, so that many readers cost no more than one.
 */
public final class OpenRoutes {
    /** Where the page is. */
    public static final String PAGE = "/public";

    static final String JSON = "/api/public/statistics";
    static final String CSV = "/api/public/statistics.csv";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int MINUTE_SECONDS = 60;

    private final Supplier<OpenStatistics> statistics;
    private final Turnstile turnstile;
    private final Map<String, OpenPage> pages;
    private final OpenFiles files;
    private final Map<String, Made> kept = new ConcurrentHashMap<>();

    /** Something made, and from what. */
    private static final class Made {
        private final OpenStatistics from;
        private final byte[] bytes;
        private final String tag;

        Made(OpenStatistics from, byte[] bytes) {
            this.from = from;
            this.bytes = bytes;
            this.tag = "\"" + digest(bytes) + "\"";
        }
    }

    /**
     * The routes.
     *
     * @param statistics the same object as long as there is nothing new
     */
    public OpenRoutes(OpenSettings settings, Supplier<OpenStatistics> statistics, Ticker ticker) {
        this.statistics = statistics;
        turnstile = new Turnstile(settings.requestsPerMinute(), ticker);
        pages = Map.of(
                "en", new OpenPage(new OpenWords("en"), settings), "ja", new OpenPage(new OpenWords("ja"), settings));
        files = new OpenFiles(settings);
    }

    /** Adds the routes to a listener. */
    public void register(RoutesConfig routes) {
        routes.get(PAGE, ctx -> {
            ctx.header("Vary", "Accept-Language");
            page(ctx, language(ctx.header("Accept-Language")));
        });
        pages.keySet().forEach(language -> routes.get(PAGE + "/" + language, ctx -> page(ctx, language)));
        routes.get(PAGE + "/style.css", ctx -> {
            admit(ctx);
            send(ctx, "text/css; charset=utf-8", made("css", statistics.get(), s -> style()));
        });
        routes.get(JSON, ctx -> {
            admit(ctx);
            send(ctx, "application/json", made("json", statistics.get(), files::json));
        });
        routes.get(CSV, ctx -> {
            admit(ctx);
            ctx.header("Content-Disposition", "attachment; filename=\"yochi-statistics.csv\"");
            send(ctx, "text/csv; charset=utf-8", made("csv", statistics.get(), files::csv));
        });
    }

    /** Requests that came too often. */
    public long refused() {
        return turnstile.refused();
    }

    private void page(Context ctx, String language) {
        admit(ctx);
        OpenPage page = Objects.requireNonNull(pages.get(language));
        ctx.header("Content-Language", language);
        send(ctx, HTML, made(language, statistics.get(), page::of));
    }

    private void admit(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Strict-Transport-Security", "max-age=31536000");
        // Open statistics are there to be read from other sites too.
        ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
        if (!turnstile.lets(Turnstile.client(ctx.ip()))) {
            ctx.header("Retry-After", Integer.toString(MINUTE_SECONDS));
            throw new Problem(429, "public.often", "Too many requests: ask again in a minute. 一分後にもう一度お試しください。");
        }
    }

    private Made made(String what, OpenStatistics from, Function<OpenStatistics, String> make) {
        Made known = kept.get(what);
        if (known != null && known.from.equals(from)) {
            return known;
        }
        byte[] bytes = make.apply(from).getBytes(StandardCharsets.UTF_8);
        Made fresh = new Made(from, bytes);
        kept.put(what, fresh);
        return fresh;
    }

    private static void send(Context ctx, String type, Made made) {
        ctx.header("Cache-Control", "public, max-age=300");
        ctx.header("ETag", made.tag);
        if (made.tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(type).result(made.bytes);
    }

    /** The language that the reader would rather have, of the two that there are; English where neither is named. */
    static String language(@Nullable String accepted) {
        String best = "en";
        double most = 0;
        for (String part : accepted == null ? new String[0] : accepted.split(",")) {
            String[] pieces = part.trim().toLowerCase(Locale.ROOT).split(";", -1);
            String language = pieces[0].trim().split("-", -1)[0];
            double weight = weight(pieces);
            if ((language.equals("en") || language.equals("ja")) && weight > most) {
                best = language;
                most = weight;
            }
        }
        return best;
    }

    private static double weight(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i].replace(" ", "");
            if (piece.matches("q=[01](\\.\\d{0,3})?")) {
                return Double.parseDouble(piece.substring(2));
            }
        }
        return 1;
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(OpenRoutes.class.getResourceAsStream("style.css"), "style.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes), 0, 12);
    }
}
