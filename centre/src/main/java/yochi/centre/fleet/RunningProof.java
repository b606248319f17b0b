package yochi.centre.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.link.wire.ConfigDigest;

/**
 * What a node tells about the policy it runs: the texts, from which the digest follows, and in a file of our own
 * whether an observation has been judged under it and what it tried before (OpAMP alone cannot tell "went back from B"
 * from "never got B").
 *
 * @param digest of the texts that run, computed here
 * @param firstObservation observation time of the first observation judged under them, if there was one
 * @param history what the node tried, oldest first
 */
record RunningProof(String digest, Optional<Instant> firstObservation, List<Tried> history) {
    /** Name of our file beside the policy's own. */
    static final String FILE = "effective.json";

    private static final int MAX_HISTORY = 100;
    private static final int MAX_DETAIL = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One attempt.
     *
     * @param number 1, 2, 3 … in the node's life
     * @param digest of what was tried
     * @param outcome such as {@code applied}, {@code failed}
     * @param detail the error, or empty
     */
    record Tried(long number, String digest, String outcome, String detail) {}

    /** Reads the effective configuration; a file of ours that cannot be read proves nothing and says nothing. */
    static RunningProof of(Map<String, String> effective) {
        Map<String, String> files = new HashMap<>(effective);
        Optional<JsonNode> ours = Optional.ofNullable(files.remove(FILE)).flatMap(RunningProof::json);
        String digest = files.isEmpty() ? "" : ConfigDigest.of(files);
        return new RunningProof(
                digest,
                ours.flatMap(j -> instant(j.path("firstObservation"))),
                ours.map(j -> history(j.path("history"))).orElse(List.of()));
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(JsonNode value) {
        try {
            return value.isString() ? Optional.of(Instant.parse(value.stringValue())) : Optional.empty();
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static List<Tried> history(JsonNode array) {
        List<Tried> out = new ArrayList<>();
        for (JsonNode t : array) {
            if (out.size() < MAX_HISTORY && t.path("number").canConvertToLong()
                    && t.path("number").isIntegralNumber()) {
                String detail = t.path("detail").asString("");
                out.add(new Tried(
                        t.path("number").longValue(),
                        t.path("digest").asString(""),
                        t.path("outcome").asString(""),
                        detail.substring(0, Math.min(MAX_DETAIL, detail.length()))));
            }
        }
        return out;
    }
}
