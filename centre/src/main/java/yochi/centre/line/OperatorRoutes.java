package yochi.centre.line;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.fleet.FleetNode;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.gate.Problem;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.link.identity.OwnerOnlyFile;

/**
 * What an operator may do to a running centre: invite, revoke, push a policy, extract. Who can read the token in the
 * centre's own directory is an operator; the token is made anew at each start.
 */
final class OperatorRoutes {
    /** File in the centre's directory: address, fingerprint of the root, token. */
    static final String TOKEN_FILE = "operator.token";

    private static final String PATH = "/api/operator/";
    private static final int TOKEN_BYTES = 32;
    private static final int MAX_BODY = 1 << 20;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Centre centre;
    private final Path file;
    private final String token;

    OperatorRoutes(Centre centre, Path file, Surroundings around) {
        this.centre = centre;
        this.file = file;
        byte[] bytes = new byte[TOKEN_BYTES];
        around.random().nextBytes(bytes);
        token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Writes down, for the owner of the directory only, where and how to speak to this run of the centre. */
    void announce() {
        OwnerOnlyFile.replace(
                file, List.of(centre.openListener() + " " + centre.authority().fingerprint() + " " + token));
    }

    void register(RoutesConfig routes) {
        routes.post(PATH + "invitations", allowed(this::invite));
        routes.post(PATH + "revocations", allowed(this::revoke));
        routes.post(PATH + "policies", allowed(this::push));
        routes.post(PATH + "extractions", allowed(this::extract));
        routes.get(PATH + "fleet", allowed(this::fleet));
    }

    private Handler allowed(Handler inner) {
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return ctx -> {
            String given = Optional.ofNullable(ctx.header("Authorization")).orElse("");
            if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
                throw new Problem(401, "operator.unknown", "this needs the token in the centre's own directory");
            }
            inner.handle(ctx);
        };
    }

    private static JsonNode body(Context ctx) throws IOException {
        try (InputStream in = ctx.bodyInputStream()) {
            return JSON.readTree(in.readNBytes(MAX_BODY));
        } catch (JacksonException e) {
            throw new Problem(400, "json.broken", "the body is no JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new Problem(400, "json.missing", "the body has no text " + key);
        }
        return value.stringValue();
    }

    private static void answer(Context ctx, Object json) {
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(json));
    }

    private void invite(Context ctx) throws IOException {
        JsonNode json = body(ctx);
        String kind = json.path("kind").asString("node");
        Invitation invitation = switch (kind) {
            case "node" ->
                centre.inviteNode(
                        text(json, "name"),
                        Country.parse(text(json, "country")),
                        json.path("operator").asString("unknown"));
            case "member" -> centre.inviteMember(text(json, "name"));
            default -> throw new Problem(400, "party.kind", "neither node nor member: " + kind);
        };
        ctx.contentType("application/yaml").result(invitation.text());
    }

    private void revoke(Context ctx) throws IOException {
        JsonNode json = body(ctx);
        List<NodeId> nodes = nodes(json);
        nodes.forEach(n -> centre.revoke(n, json.path("why").asString("by the operator")));
        answer(ctx, Map.of("revoked", nodes.stream().map(NodeId::toString).toList()));
    }

    private void push(Context ctx) throws IOException, InterruptedException {
        JsonNode json = body(ctx);
        Map<String, String> files = new TreeMap<>();
        json.path("files")
                .properties()
                .forEach(e -> files.put(e.getKey(), e.getValue().asString("")));
        if (files.isEmpty()) {
            throw new Problem(400, "json.missing", "the body has no files");
        }
        PolicyFiles policy = new PolicyFiles(text(json, "name"), files);
        answer(ctx, OperatorJson.of(centre.push(policy, nodes(json), wait(json))));
    }

    private static Duration wait(JsonNode json) {
        Duration wished = Duration.ofMillis(json.path("waitMillis").asLong(5000));
        return wished.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wished;
    }

    private void extract(Context ctx) throws IOException, InterruptedException {
        JsonNode json = body(ctx);
        try {
            answer(
                    ctx,
                    OperatorJson.of(centre.extractions()
                            .extract(
                                    OperatorJson.request(json),
                                    nodes(json),
                                    yochi.centre.collection.Extractions.DEADLINE)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Problem(400, "extraction.broken", String.valueOf(e.getMessage()));
        }
    }

    private void fleet(Context ctx) {
        answer(ctx, OperatorJson.of(centre.fleet(), centre.collection(), centre.tellings()));
    }

    /** The nodes named in the body by name or identity; all that are not revoked where none is named. */
    private List<NodeId> nodes(JsonNode json) {
        List<FleetNode> all = centre.fleet().nodes();
        if (json.path("nodes").isMissingNode()) {
            return all.stream()
                    .filter(n -> n.revoked().isEmpty())
                    .map(FleetNode::id)
                    .toList();
        }
        Set<String> known = new java.util.TreeSet<>();
        List<NodeId> out = new ArrayList<>();
        for (JsonNode wanted : json.path("nodes")) {
            String word = wanted.asString("");
            all.forEach(n -> known.add(n.name()));
            out.add(all.stream()
                    .filter(n -> n.name().equals(word) || n.id().toString().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new Problem(404, "node.unknown", "no node " + word + " among " + known))
                    .id());
        }
        return out;
    }
}
