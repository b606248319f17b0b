package yochi.centre.line;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.collection.Extractions;
import yochi.centre.fleet.FleetNode;
import yochi.centre.gate.Problem;
import yochi.centre.gate.RequestBody;
import yochi.centre.response.Refusal;
import yochi.centre.round.Round;
import yochi.core.model.NodeId;
import yochi.link.identity.OwnerOnlyFile;

/**
 * What an operator may do to a running centre: invite, revoke, push a policy, extract, see and stop rounds of analyses.
 * Who can read the token in the centre's own directory is an operator; the token is made anew at each start.
 */
final class OperatorRoutes {
    /** File in the centre's directory: address, fingerprint of the root, token. */
    static final String TOKEN_FILE = "operator.token";

    private static final String PATH = "/api/operator/";
    private static final int TOKEN_BYTES = 32;
    /** Rounds told at once: those of a night. */
    private static final int ROUNDS = 50;
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
        routes.post(PATH + "withdrawals", allowed(this::withdraw));
        routes.get(PATH + "fleet", allowed(this::fleet));
        routes.get(PATH + "rounds", allowed(this::rounds));
        routes.delete(PATH + "rounds", allowed(this::stop));
        routes.post(PATH + "notices/{id}/acknowledgement", allowed(this::telephoned));
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

    private static OperatorBody body(Context ctx) throws IOException {
        RequestBody.json(ctx);
        return OperatorBody.of(RequestBody.read(ctx, OperatorBody.MOST));
    }

    private static void answer(Context ctx, Object json) {
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(json));
    }

    private void invite(Context ctx) throws IOException {
        OperatorBody.Invited who = body(ctx).invited();
        Invitation invitation = who.kind().equals("node")
                ? centre.inviteNode(who.name(), who.country(), who.operator())
                : centre.inviteMember(who.name());
        ctx.contentType("application/yaml").result(invitation.text());
    }

    private void revoke(Context ctx) throws IOException {
        OperatorBody body = body(ctx);
        List<NodeId> nodes = nodes(body);
        nodes.forEach(n -> centre.revoke(n, body.why()));
        answer(ctx, Map.of("revoked", nodes.stream().map(NodeId::toString).toList()));
    }

    private void push(Context ctx) throws IOException, InterruptedException {
        OperatorBody body = body(ctx);
        answer(ctx, OperatorJson.of(centre.push(body.policy(), nodes(body), body.patience())));
    }

    private void extract(Context ctx) throws IOException, InterruptedException {
        OperatorBody body = body(ctx);
        Extractions asked = centre.extractions();
        answer(ctx, OperatorJson.of(asked.extract(body.extraction(), nodes(body), Extractions.DEADLINE)));
    }

    private void rounds(Context ctx) {
        answer(ctx, OperatorJson.of(
                centre.rounds().flatMap(Round::progress),
                centre.rounds().map(r -> r.times(ROUNDS)).orElse(List.of())));
    }

    private void stop(Context ctx) {
        boolean stopped = centre.rounds().map(Round::cancel).orElse(false);
        answer(ctx, Map.of("stopped", stopped));
    }

    private void telephoned(Context ctx) throws IOException {
        OperatorBody body = body(ctx);
        try {
            centre.response()
                    .orElseThrow(() -> new Problem(404, "notice.unknown", "this centre has no response room"))
                    .acknowledgeByTelephone(ctx.pathParam("id"), body.fingerprint(), body.by());
        } catch (Refusal refusal) {
            throw new Problem(422, "notice.refused", String.valueOf(refusal.getMessage()));
        }
        ctx.status(204);
    }

    private void withdraw(Context ctx) throws IOException {
        OperatorBody.Withdrawal said = body(ctx).withdrawal();
        try {
            centre.ledger()
                    .orElseThrow(() -> new Problem(404, "statement.unknown", "this centre keeps no ledger"))
                    .withdraw(said.id(), said.why());
        } catch (IllegalArgumentException e) {
            throw new Problem(422, "statement.refused", String.valueOf(e.getMessage()));
        }
        ctx.status(204);
    }

    private void fleet(Context ctx) {
        answer(ctx, OperatorJson.of(
                centre.fleet(), centre.collection(), centre.tellings(), centre.parcels().counts()));
    }

    /** The nodes named in the body by name or identity; all that are not revoked where none is named. */
    private List<NodeId> nodes(OperatorBody body) {
        List<FleetNode> all = centre.fleet().nodes();
        Optional<List<String>> wanted = body.nodes();
        if (wanted.isEmpty()) {
            return all.stream()
                    .filter(n -> n.revoked().isEmpty())
                    .map(FleetNode::id)
                    .toList();
        }
        return wanted.get().stream()
                .map(word -> all.stream()
                        .filter(n -> n.name().equals(word) || n.id().toString().equals(word.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new Problem(404, "node.unknown", "no node " + word + " among " + names(all)))
                        .id())
                .toList();
    }

    private static Set<String> names(List<FleetNode> nodes) {
        return nodes.stream().map(FleetNode::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
