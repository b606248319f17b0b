package yochi.centre.collection;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;
import yochi.link.wire.ExtractionCodec;
import yochi.link.wire.OffenderReportCodec;
import yochi.link.wire.Parcel;
import yochi.link.wire.ReportCodec;
import yochi.link.wire.SeenVictimReportCodec;
import yochi.link.wire.VictimReportCodec;

/** The collection's part of the party listener: reports, victims, parcels, extraction requests and answers. */
public final class CollectionRoutes {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final int MOST_WORD = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Gate gate;
    private final Predicate<NodeId> admitted;
    private final Collection collection;
    private final Victims victims;
    private final Offenders offenders;
    private final SeenVictims seenVictims;
    private final Extractions extractions;
    private final Parcels parcels;

    /**
     * Routes.
     *
     * @param admitted whether the fleet knows the node and has not revoked it
     */
    public CollectionRoutes(
            Gate gate,
            Predicate<NodeId> admitted,
            Collection collection,
            Victims victims,
            Offenders offenders,
            SeenVictims seenVictims,
            Extractions extractions,
            Parcels parcels) {
        this.gate = gate;
        this.admitted = admitted;
        this.collection = collection;
        this.victims = victims;
        this.offenders = offenders;
        this.seenVictims = seenVictims;
        this.extractions = extractions;
        this.parcels = parcels;
    }

    public void register(RoutesConfig routes) {
        routes.post("/reports", ctx -> receipt(ctx, collection.take(node(ctx), body(ctx, ReportCodec.MAX_BYTES))));
        routes.post("/victims", ctx -> receipt(ctx, victims.take(node(ctx), body(ctx, VictimReportCodec.MAX_BYTES))));
        routes.post(
                "/offenders", ctx -> receipt(ctx, offenders.take(node(ctx), body(ctx, OffenderReportCodec.MAX_BYTES))));
        routes.post(
                "/seen-victims",
                ctx -> receipt(ctx, seenVictims.take(node(ctx), body(ctx, SeenVictimReportCodec.MAX_BYTES))));
        routes.post("/parcels", ctx -> receipt(ctx, parcels.take(node(ctx), body(ctx, Parcel.MAX_BYTES))));
        routes.get("/parcels/next", this::nextParcel);
        routes.post("/parcels/{node}/{sequence}/state", this::parcelMoved);
        routes.get("/extractions/next", this::next);
        routes.post("/extractions/{id}", this::answer);
    }

    private NodeId node(Context ctx) {
        NodeId node = gate.node(ctx);
        if (!admitted.test(node)) {
            throw gate.refuse("node.refused", "node " + node + " is unknown here or was revoked");
        }
        return node;
    }

    private static byte[] body(Context ctx, int limit) throws IOException {
        try (InputStream in = ctx.bodyInputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new Problem(413, "message.large", "a message has at most " + limit + " bytes");
            }
            return bytes;
        }
    }

    private static void receipt(Context ctx, Collection.Receipt receipt) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("node", receipt.node().toString());
        out.put("sequence", receipt.sequence());
        out.put("status", receipt.duplicate() ? "duplicate" : "stored");
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(out));
    }

    private void nextParcel(Context ctx) {
        String purpose = Optional.ofNullable(ctx.queryParam("purpose")).orElse("");
        parcels.next(node(ctx), purpose)
                .ifPresentOrElse(
                        bytes -> ctx.contentType("application/vnd.yochi.parcel").result(bytes), () -> ctx.status(204));
    }

    private void parcelMoved(Context ctx) throws IOException {
        NodeId node = node(ctx);
        String word = new String(body(ctx, MOST_WORD), StandardCharsets.UTF_8).strip();
        Parcels.State state = Arrays.stream(Parcels.State.values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Problem(400, "parcel.state", "a node says taken, refused or acknowledged"));
        String number = ctx.pathParam("sequence");
        if (!number.matches("[0-9]{1,18}")) {
            throw new Problem(400, "parcel.number", "no number of a parcel: it has up to 18 digits");
        }
        parcels.moved(node, ctx.pathParam("node"), Long.parseLong(number), state);
        ctx.status(204);
    }

    private void next(Context ctx) throws InterruptedException {
        Optional<ExtractionRequest> request = extractions.next(node(ctx), LONG_POLL);
        if (request.isEmpty()) {
            ctx.status(204);
            return;
        }
        ctx.contentType("application/vnd.yochi.extraction").result(ExtractionCodec.encode(request.get()));
    }

    private void answer(Context ctx) throws IOException {
        NodeId node = node(ctx);
        ExtractionAnswer answer;
        try {
            answer = ExtractionCodec.answer(body(ctx, ExtractionCodec.MAX_BYTES));
        } catch (YochiException e) {
            throw Problem.of(e);
        }
        if (!answer.request().equals(ctx.pathParam("id")) || !answer.node().equals(node)) {
            throw new Problem(400, "extraction.foreign", "the answer is to another request or of another node");
        }
        if (!extractions.answer(node, answer)) {
            throw new Problem(410, "extraction.over", "nobody waits for this answer any more");
        }
        ctx.status(204);
    }
}
