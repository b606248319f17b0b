package yochi.centre.ledger;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.centre.gate.RequestBody;
import yochi.link.exchange.ChainHead;
import yochi.link.exchange.Countersigned;
import yochi.link.identity.PartyName;

/** The ledger over HTTP: the public chain for everybody, heads and receipts for members. */
public final class LedgerRoutes {
    private static final int MOST_LINES = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Ledger ledger;
    private final Receipts receipts;
    private final PartyName centre;

    public LedgerRoutes(Ledger ledger, Receipts receipts, PartyName centre) {
        this.ledger = ledger;
        this.receipts = receipts;
        this.centre = centre;
    }

    /** The open listener's part: reading only. */
    public void open(RoutesConfig routes) {
        routes.get("/api/ledger", this::summary);
        routes.get("/api/ledger/entries", this::entries);
    }

    /** The party listener's part. */
    public void party(RoutesConfig routes, Gate gate) {
        routes.get("/heads/next", ctx -> next(ctx, gate.member(ctx)));
        routes.post("/receipts", ctx -> take(ctx, gate.member(ctx)));
    }

    private void summary(Context ctx) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("schema", Export.SCHEMA);
        out.put("centre", centre.toString());
        out.put("signingKey", receipts.publicKey().toString());
        out.put("entries", ledger.length());
        out.put("head", ledger.head());
        out.put("rules", new TreeMap<>(ledger.rules()));
        Map<String, Receipts.Last> last = receipts.last();
        Map<String, Object> held = new LinkedHashMap<>();
        held.put("members", last.size());
        last.values().stream().max(Comparator.comparing(Receipts.Last::received)).ifPresent(newest -> {
            held.put("newest", newest.number());
            held.put("received", newest.received().toString());
        });
        out.put("receipts", held);
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(out));
    }

    private void entries(Context ctx) {
        long after = number(ctx, "after", 0, Long.MAX_VALUE).orElse(0L);
        long limit = number(ctx, "limit", 1, MOST_LINES).orElse((long) MOST_LINES);
        List<ChainLine> lines = ledger.published(after, (int) limit);
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("application/x-ndjson")
                .result(lines.stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Long> number(Context ctx, String name, long low, long high) {
        String text = ctx.queryParam(name);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(text);
            if (value >= low && value <= high) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            throw new Problem(400, "parameter.bad", name + " is no number: " + text);
        }
        throw new Problem(400, "parameter.bad", name + " is not within " + low + " and " + high + ": " + text);
    }

    private void next(Context ctx, String member) {
        long held = number(ctx, "after", 0, Long.MAX_VALUE).orElse(0L);
        Optional<String> head = receipts.next(member, held);
        if (head.isEmpty()) {
            ctx.status(204);
            return;
        }
        ctx.contentType("application/json").result(head.get().getBytes(StandardCharsets.UTF_8));
    }

    private void take(Context ctx, String member) throws IOException {
        RequestBody.json(ctx);
        String text = new String(RequestBody.read(ctx, Countersigned.MOST_CHARACTERS), StandardCharsets.UTF_8);
        try {
            ChainHead head = receipts.take(member, text);
            ctx.contentType("application/json").result(JSON.writeValueAsBytes(Map.of("number", head.number())));
        } catch (IllegalArgumentException e) {
            throw new Problem(422, "message.refused", String.valueOf(e.getMessage()));
        }
    }
}
