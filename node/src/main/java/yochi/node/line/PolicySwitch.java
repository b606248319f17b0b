package yochi.node.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.YochiException;

/**
 * Which policy runs: swapped whole at once, kept on disk, with the history of what was tried. A policy that cannot be
 * read leaves the old one running. Those who judge observations tell it when the first one was judged under a policy.
 */
final class PolicySwitch {
    /** Name of our proof beside the policy's own files in the effective configuration. */
    static final String PROOF = "effective.json";

    private static final int HISTORY = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Function<Map<String, String>, NodePolicy> reader;
    private final EventLog events;
    private final List<ObjectNode> history = new ArrayList<>();
    private volatile NodePolicy current;
    private volatile long version;
    private Runnable changed = () -> {};
    private Optional<Instant> firstObservation = Optional.empty();
    private Optional<NodeStatus.Offered> offered = Optional.empty();
    private long number;

    private PolicySwitch(
            Path file, Function<Map<String, String>, NodePolicy> reader, EventLog events, NodePolicy current) {
        this.file = file;
        this.reader = reader;
        this.events = events;
        this.current = current;
    }

    /**
     * Takes up the policy that ran last, or the given one if there was none.
     *
     * @param file where it is kept
     * @param reader how texts become a policy; throws {@link YochiException} on those it cannot read
     */
    static PolicySwitch open(
            Path file, Function<Map<String, String>, NodePolicy> reader, Map<String, String> first, EventLog events) {
        if (!Files.exists(file)) {
            return new PolicySwitch(file, reader, events, reader.apply(first));
        }
        try {
            JsonNode kept = JSON.readTree(Files.readString(file));
            Map<String, String> files = new TreeMap<>();
            kept.path("files").properties().forEach(e -> files.put(e.getKey(), e.getValue().asString("")));
            PolicySwitch out = new PolicySwitch(file, reader, events, reader.apply(files));
            out.number = kept.path("number").asLong(0);
            kept.path("history").forEach(h -> out.history.add((ObjectNode) h));
            return out;
        } catch (IOException | JacksonException | ClassCastException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, file + ": " + e.getMessage(), e);
        }
    }

    /** Whom to tell when something about the policy has changed. */
    synchronized void onChange(Runnable listener) {
        changed = listener;
    }

    /** The policy in force now. */
    NodePolicy current() {
        return current;
    }

    /** Changes with the policy in force: who judges looks at it before each observation. */
    long version() {
        return version;
    }

    /** Puts an offered policy in force, or keeps the old one and says why. */
    synchronized void take(OpampTranslator.Offer offer) {
        offered = Optional.of(new NodeStatus.Offered(offer.digest(), NodeStatus.Outcome.APPLYING, ""));
        changed.run();
        try {
            NodePolicy next = reader.apply(offer.files());
            if (!next.digest().equals(offer.digest())) {
                throw new YochiException(
                        ErrorCode.PEER_REFUSED,
                        "the policy's texts have digest " + next.digest() + ", offered as " + offer.digest());
            }
            boolean same = next.digest().equals(current.digest());
            note(next.digest(), "applied", "");
            keep(next);
            if (!same) {
                firstObservation = Optional.empty();
            }
            current = next;
            version = number;
            offered = Optional.of(new NodeStatus.Offered(offer.digest(), NodeStatus.Outcome.APPLIED, ""));
            events.mark("policy.applied", next.digest(), Map.of());
        } catch (YochiException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            note(offer.digest(), "failed", why);
            keep(current);
            offered = Optional.of(new NodeStatus.Offered(offer.digest(), NodeStatus.Outcome.FAILED, why));
            events.mark("policy.failed", offer.digest(), Map.of("why", why));
        }
        changed.run();
    }

    /** An observation was judged under the policy; the first one is the proof that it is in effect. */
    synchronized void judged(NodePolicy policy, Instant observation) {
        if (policy.equals(current) && firstObservation.isEmpty()) {
            firstObservation = Optional.of(observation);
            events.mark("policy.effective", policy.digest(), Map.of("observation", observation.toString()));
            changed.run();
        }
    }

    private void note(String digest, String outcome, String detail) {
        number++;
        history.add(JSON.createObjectNode()
                .put("number", number)
                .put("digest", digest)
                .put("outcome", outcome)
                .put("detail", detail));
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
    }

    private void keep(NodePolicy policy) {
        ObjectNode out = JSON.createObjectNode().put("number", number);
        ObjectNode files = out.putObject("files");
        policy.files().forEach(files::put);
        ArrayNode tried = out.putArray("history");
        history.forEach(tried::add);
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, JSON.writeValueAsString(out));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, file + ": " + e.getMessage(), e);
        }
    }

    /** What became of the last offer since the start. */
    synchronized Optional<NodeStatus.Offered> offered() {
        return offered;
    }

    /** The running texts and the proof beside them. */
    synchronized Map<String, String> effective() {
        ObjectNode proof = JSON.createObjectNode().put("policyDigest", current.digest());
        firstObservation.ifPresent(t -> proof.put("firstObservation", t.toString()));
        ArrayNode tried = proof.putArray("history");
        history.forEach(tried::add);
        Map<String, String> out = new TreeMap<>(current.files());
        out.put(PROOF, JSON.writeValueAsString(proof));
        return out;
    }
}
