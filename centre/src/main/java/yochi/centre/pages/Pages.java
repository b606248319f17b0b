package yochi.centre.pages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import yochi.core.model.Party;

/**
 * The routes of the console: JSON under {@code /api}, server-sent events at {@code /api/events}, and the static pages.
 *
 * <p>Read only and without a login yet: the centre binds it to loopback. The centre's program calls {@link #route} once
 * and {@link #changed} whenever a view has something new.
 */
public final class Pages implements AutoCloseable {
    /** Where the views are served; every one of them is the same page, which reads its address. */
    static final String[] VIEWS = {
        "/", "/alerts", "/notices", "/sites", "/duty", "/attacks", "/sightings", "/regions", "/spread", "/series",
        "/forecasts", "/record", "/loop", "/fleet"
    };

    private static final String CONTRACT = "openapi.yaml";

    private final Board board;
    private final Settings settings;
    private final Json json;
    private final Events events;
    private final StaticFiles files;

    public Pages(Board board, Settings settings) {
        this(board, settings, StaticFiles.built());
    }

    Pages(Board board, Settings settings, StaticFiles files) {
        this.board = board;
        this.settings = settings;
        this.json = new Json(settings.maskAsn() ? Optional.of(new Mask()) : Optional.empty());
        this.events = new Events(settings.eventClients(), settings.heartbeat(), settings.coalesce());
        this.files = files;
    }

    /** Hides networks and addresses in a text just as the pages do, where they do. */
    public UnaryOperator<String> mask() {
        return json::hide;
    }

    /**
     * What may be set.
     *
     * @param maskAsn show AS numbers and addresses as documentation ones (for pictures)
     * @param eventClients browsers that may listen for events at once; further ones poll
     * @param heartbeat how often a silent event stream shows that it lives
     * @param coalesce changes within this time travel as one event
     */
    public record Settings(boolean maskAsn, int eventClients, Duration heartbeat, Duration coalesce) {
        public Settings {
            if (eventClients < 1 || !heartbeat.isPositive() || coalesce.isNegative()) {
                throw new IllegalArgumentException("eventClients, heartbeat or coalesce out of range");
            }
        }

        public static Settings defaults() {
            return new Settings(false, 64, Duration.ofSeconds(15), Duration.ofMillis(250));
        }

        public Settings withMaskAsn(boolean mask) {
            return new Settings(mask, eventClients, heartbeat, coalesce);
        }
    }

    /** Adds the routes to the public listener. */
    public void route(RoutesConfig routes) {
        routes.before(Headers::secure);
        api().forEach(routes::get);
        routes.get("/api/events", events::serve);
        routes.get("/api/<rest>", ctx -> Problem.NOT_FOUND.answer(ctx, "no such resource: " + ctx.path()));
        if (!files.present()) {
            for (String view : VIEWS) {
                routes.get(view, StaticFiles::notice);
            }
            return;
        }
        for (String view : VIEWS) {
            routes.get(view, ctx -> files.serve(ctx, "index.html"));
        }
        for (String path : files.paths()) {
            routes.get("/" + path, ctx -> files.serve(ctx, path));
        }
    }

    /** Tells every listening browser that a view has something new; returns at once. */
    public void changed(View view) {
        events.changed(view);
    }

    @Override
    public void close() {
        events.close();
    }

    /** The JSON routes by path, as the contract lists them; events and static files apart. */
    Map<String, Handler> api() {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/api/about", answer(ctx -> board.about().masked(settings.maskAsn())));
        routes.put("/api/start", answer(ctx -> board.start(since(ctx))));
        routes.put("/api/sightings/{side}", answer(ctx -> board.sightings(side(ctx), party(ctx))));
        routes.put("/api/regions", answer(ctx -> board.regions()));
        routes.put("/api/pictures/{album}", answer(this::album));
        routes.put("/api/series", answer(ctx -> board.seriesKeys()));
        routes.put("/api/series/{id}", answer(this::series));
        routes.put("/api/alerts", answer(ctx -> board.alerts()));
        routes.put("/api/forecasts", answer(ctx -> board.forecasts()));
        routes.put("/api/forecasts/{id}", answer(this::forecast));
        routes.put("/api/sites", answer(ctx -> board.sites()));
        routes.put("/api/precision", answer(ctx -> board.precision()));
        routes.put("/api/record", answer(ctx -> board.record()));
        routes.put("/api/loop", answer(ctx -> board.loop()));
        routes.put("/api/machines", answer(ctx -> board.machines()));
        routes.put("/api/notices", answer(ctx -> board.notices()));
        routes.put("/api/attacks", answer(ctx -> board.attacks()));
        routes.put("/api/fleet", answer(ctx -> board.fleet()));
        routes.put("/api/openapi.yaml", Pages::contract);
        return routes;
    }

    private Album album(Context ctx) {
        String id = ctx.pathParam("album");
        return board.album(id).orElseThrow(() -> new Refused(Problem.NOT_FOUND, "no such pictures: " + id));
    }

    private Series series(Context ctx) {
        String id = ctx.pathParam("id");
        return board.series(id).orElseThrow(() -> new Refused(Problem.NOT_FOUND, "no such series: " + id));
    }

    private ForecastSheet forecast(Context ctx) {
        String id = ctx.pathParam("id");
        return board.forecast(id).orElseThrow(() -> new Refused(Problem.NOT_FOUND, "no such forecast: " + id));
    }

    private static Optional<Instant> since(Context ctx) {
        String text = ctx.queryParam("since");
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new Refused(Problem.BAD_PARAMETER, "since is not an instant such as 2026-11-21T03:00:00Z: " + text);
        }
    }

    private static Sightings.Side side(Context ctx) {
        String text = ctx.pathParam("side");
        return Sightings.side(text)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "no side " + text + ": sensor, origin or victim"));
    }

    private static Party party(Context ctx) {
        String text = ctx.queryParam("party");
        return switch (text == null || text.isBlank() ? "origin" : text) {
            case "origin" -> Party.ORIGIN;
            case "victim" -> Party.VICTIM;
            default -> throw new Refused(Problem.BAD_PARAMETER, "party is neither origin nor victim: " + text);
        };
    }

    private Handler answer(Answer answer) {
        return ctx -> {
            try {
                String body = json.write(answer.of(ctx));
                ctx.header("Cache-Control", "no-store");
                ctx.contentType("application/json");
                ctx.result(body);
            } catch (Refused refused) {
                refused.problem().answer(ctx, refused.text());
            } catch (RuntimeException e) {
                Problem.INTERNAL.answer(ctx, e);
            }
        };
    }

    private static void contract(Context ctx) throws java.io.IOException {
        try (InputStream in = Pages.class.getResourceAsStream(CONTRACT)) {
            if (in == null) {
                throw new IllegalStateException(CONTRACT + " is not beside its class");
            }
            ctx.contentType("application/yaml");
            ctx.result(in.readAllBytes());
        }
    }

    /** What is answered to one request. */
    private interface Answer {
        Object of(Context ctx);
    }

    /** A request that cannot be answered, and why. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Problem problem;
        private final String text;

        Refused(Problem problem, String text) {
            super(text);
            this.problem = problem;
            this.text = text;
        }

        Problem problem() {
            return problem;
        }

        String text() {
            return text;
        }
    }
}
