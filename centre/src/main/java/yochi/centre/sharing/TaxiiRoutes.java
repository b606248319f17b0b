package yochi.centre.sharing;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;
import yochi.centre.gate.Problem;
import yochi.centre.gate.RequestBody;

/** The TAXII 2.1 service (OASIS Standard of 2021-06-10) under {@code /taxii2}, one API root. */
public final class TaxiiRoutes {
    static final String ROOT = "/taxii2/yochi";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OBJECTS = ROOT + "/collections/{collection}/objects";

    private final Sharing sharing;
    private final Door door;
    private final Supplier<String> address;

    /**
     * The service.
     *
     * @param address how readers reach the listener, such as {@code https://centre.example}; asked when discovery is
     * @param certificate name of the party behind a client certificate; empty where the request has none
     */
    public TaxiiRoutes(Sharing sharing, Supplier<String> address, Function<Context, Optional<String>> certificate) {
        this.sharing = sharing;
        this.address = address;
        door = new Door(sharing, certificate);
    }

    public void addTo(RoutesConfig routes) {
        routes.exception(TaxiiError.class, (e, ctx) -> e.answer(ctx));
        routes.before("/taxii2", MediaType::acceptable);
        routes.before("/taxii2/*", MediaType::acceptable);
        routes.get("/taxii2", this::discovery);
        routes.get(ROOT, this::root);
        routes.get(ROOT + "/collections", this::collections);
        routes.get(ROOT + "/collections/{collection}", ctx -> {
            Reader reader = door.reader(ctx);
            MediaType.write(ctx, 200, describe(reader, alias(ctx, reader)));
        });
        routes.get(ROOT + "/collections/{collection}/manifest", this::manifest);
        routes.get(OBJECTS, ctx -> objects(ctx, Filter.parse(ctx.queryParamMap())));
        routes.post(OBJECTS, this::add);
        routes.get(
                OBJECTS + "/{object}",
                ctx -> objects(ctx, Filter.parse(ctx.queryParamMap()).forObject(ctx.pathParam("object"))));
        routes.delete(OBJECTS + "/{object}", this::delete);
        routes.get(OBJECTS + "/{object}/versions", this::versions);
        routes.get(ROOT + "/status/{status}", this::status);
        routes.get("/taxii2/*", ctx -> {
            door.reader(ctx);
            throw TaxiiError.notFound();
        });
    }

    private void discovery(Context ctx) {
        door.reader(ctx);
        String root = address.get() + ROOT + "/";
        ObjectNode json = JSON.createObjectNode()
                .put("title", "Yochi")
                .put("description", "Alerts and forecasts of cyber attacks on the home country.")
                .put("default", root);
        json.putArray("api_roots").add(root);
        MediaType.write(ctx, 200, json);
    }

    private void root(Context ctx) {
        door.reader(ctx);
        ObjectNode json = JSON.createObjectNode().put("title", "Yochi").put("max_content_length", Envelope.MOST);
        json.putArray("versions").add(MediaType.TAXII);
        MediaType.write(ctx, 200, json);
    }

    private void collections(Context ctx) {
        Reader reader = door.reader(ctx);
        ObjectNode json = JSON.createObjectNode();
        ArrayNode collections = json.putArray("collections");
        Sharing.visible(reader).forEach(alias -> collections.add(describe(reader, alias)));
        MediaType.write(ctx, 200, json);
    }

    private static ObjectNode describe(Reader reader, String alias) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", Sharing.collectionId(alias))
                .put("alias", alias)
                .put("title", alias.equals(Sharing.COMMON) ? "For all readers" : "For " + reader.name())
                .put("can_read", true)
                .put("can_write", mayWrite(reader, alias));
        json.putArray("media_types").add("application/stix+json;version=2.1");
        return json;
    }

    private void objects(Context ctx, Filter filter) {
        Reader reader = door.reader(ctx);
        String collection = alias(ctx, reader);
        Page page = sharing.find(collection, filter);
        if (page.isEmpty() && ctx.pathParamMap().containsKey("object") && filter.after() < 0) {
            throw TaxiiError.notFound();
        }
        ObjectNode json = JSON.createObjectNode();
        if (!page.isEmpty()) {
            json.put("more", page.more());
            if (page.more()) {
                json.put("next", page.next());
            }
            ArrayNode objects = json.putArray("objects");
            page.objects().forEach(object -> objects.addRawValue(new RawValue(object.body())));
        }
        dates(ctx, page);
        MediaType.write(ctx, 200, json);
        sharing.delivered(reader, collection, page.objects());
    }

    private void manifest(Context ctx) {
        Reader reader = door.reader(ctx);
        Page page = sharing.find(alias(ctx, reader), Filter.parse(ctx.queryParamMap()));
        ObjectNode json = JSON.createObjectNode();
        if (!page.isEmpty()) {
            json.put("more", page.more());
            ArrayNode objects = json.putArray("objects");
            page.objects()
                    .forEach(object -> objects.addObject()
                            .put("id", object.id())
                            .put("date_added", object.added())
                            .put("version", object.version())
                            .put("media_type", "application/stix+json;version=2.1"));
        }
        dates(ctx, page);
        MediaType.write(ctx, 200, json);
    }

    private void versions(Context ctx) {
        Reader reader = door.reader(ctx);
        Filter all =
                new Filter(-1, Filter.MAX_PAGE, List.of(ctx.pathParam("object")), List.of(), List.of("all"), List.of());
        Page page = sharing.find(alias(ctx, reader), all);
        if (page.isEmpty()) {
            throw TaxiiError.notFound();
        }
        ObjectNode json = JSON.createObjectNode().put("more", page.more());
        ArrayNode versions = json.putArray("versions");
        page.objects().forEach(object -> versions.add(object.version()));
        dates(ctx, page);
        MediaType.write(ctx, 200, json);
    }

    private static byte[] body(Context ctx) throws IOException {
        try {
            return RequestBody.read(ctx, Envelope.MOST);
        } catch (Problem refused) {
            throw new TaxiiError(refused.status(), String.valueOf(refused.getMessage()), refused);
        }
    }

    private void add(Context ctx) throws IOException {
        Reader reader = door.reader(ctx);
        String collection = alias(ctx, reader);
        writable(reader, collection);
        MediaType.content(ctx);
        byte[] body = body(ctx);
        List<JsonNode> objects = Envelope.read(body);
        List<JsonNode> good = objects.stream().filter(Envelope::isObject).toList();
        sharing.add(reader, collection, good);
        String now = StixObject.timestamp(StixObject.micros(sharing.now()));
        ObjectNode json = JSON.createObjectNode()
                .put("id", statusId(reader, now, body))
                .put("status", "complete")
                .put("request_timestamp", now)
                .put("total_count", objects.size())
                .put("success_count", good.size())
                .put("failure_count", objects.size() - good.size())
                .put("pending_count", 0);
        detail(json.putArray("successes"), good, "");
        detail(
                json.putArray("failures"),
                objects.stream().filter(o -> !Envelope.isObject(o)).toList(),
                "an object has a type and an id that begins with it");
        sharing.keepStatus(reader, json.path("id").stringValue(), json.toString());
        MediaType.write(ctx, 202, json);
    }

    private static void detail(ArrayNode out, List<JsonNode> objects, String why) {
        for (JsonNode object : objects) {
            ObjectNode line = out.addObject()
                    .put("id", object.path("id").asString("unknown"))
                    .put(
                            "version",
                            object.path("modified")
                                    .asString(object.path("created").asString("unknown")));
            if (!why.isEmpty()) {
                line.put("message", why);
            }
        }
    }

    private static String statusId(Reader reader, String now, byte[] body) {
        String key = reader.name() + "\n" + now + "\n" + new String(body, StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void delete(Context ctx) {
        Reader reader = door.reader(ctx);
        String collection = alias(ctx, reader);
        writable(reader, collection);
        Filter filter =
                new Filter(-1, Filter.MAX_PAGE, List.of(ctx.pathParam("object")), List.of(), List.of("all"), List.of());
        if (sharing.delete(collection, filter) == 0) {
            throw TaxiiError.notFound();
        }
        ctx.status(200).result(new byte[0]).contentType(MediaType.TAXII);
    }

    private void status(Context ctx) {
        Reader reader = door.reader(ctx);
        String body = sharing.status(reader, ctx.pathParam("status")).orElseThrow(TaxiiError::notFound);
        MediaType.write(ctx, 200, JSON.readTree(body));
    }

    private static void writable(Reader reader, String alias) {
        if (!mayWrite(reader, alias)) {
            throw new TaxiiError(403, "you may read this collection but not write to it");
        }
    }

    private static boolean mayWrite(Reader reader, String alias) {
        return reader.mayWrite() && alias.equals(Sharing.ownAlias(reader.name()));
    }

    /** The collection by id or alias, if the reader may see it. */
    private static String alias(Context ctx, Reader reader) {
        String wanted = ctx.pathParam("collection");
        return Sharing.visible(reader).stream()
                .filter(alias ->
                        alias.equals(wanted) || Sharing.collectionId(alias).equals(wanted))
                .findFirst()
                .orElseThrow(TaxiiError::notFound);
    }

    private static void dates(Context ctx, Page page) {
        if (!page.isEmpty()) {
            ctx.header("X-TAXII-Date-Added-First", page.objects().getFirst().added());
            ctx.header("X-TAXII-Date-Added-Last", page.objects().getLast().added());
        }
    }
}
