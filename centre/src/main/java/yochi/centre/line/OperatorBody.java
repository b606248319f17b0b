package yochi.centre.line;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.gate.Problem;
import yochi.core.model.Country;
import yochi.core.model.ExtractionRequest;

/** What an operator sends, read or refused with a {@link Problem} that names what is wrong. */
final class OperatorBody {
    static final int MOST = 1 << 20;
    private static final int LONGEST_TEXT = 200;
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final long USUAL_WAIT_MILLIS = 5000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode json;

    private OperatorBody(JsonNode json) {
        this.json = json;
    }

    /** Whom to invite. */
    record Invited(String kind, String name, Country country, String operator) {}

    /** A statement that is taken back. */
    record Withdrawal(String id, String why) {}

    static OperatorBody of(byte[] bytes) {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new Problem(400, "json.broken", "the body is no JSON: " + e.getOriginalMessage());
        }
        if (!json.isObject()) {
            throw new Problem(400, "json.broken", "the body is no JSON object");
        }
        return new OperatorBody(json);
    }

    Invited invited() {
        String kind = text("kind").orElse("node");
        return switch (kind) {
            case "node" ->
                new Invited(
                        kind,
                        needed("name"),
                        told("country", () -> Country.parse(needed("country"))),
                        text("operator").orElse("unknown"));
            case "member" -> new Invited(kind, needed("name"), Country.UNKNOWN, "");
            default -> throw new Problem(400, "party.kind", "neither node nor member: " + kind);
        };
    }

    /** Which statement is withdrawn, and the reason that all may read. */
    Withdrawal withdrawal() {
        return new Withdrawal(needed("id"), needed("why"));
    }

    String why() {
        return text("why").orElse("by the operator");
    }

    String fingerprint() {
        return needed("fingerprint");
    }

    /** Whom the desk has heard. */
    String by() {
        return needed("by");
    }

    PolicyFiles policy() {
        Map<String, String> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> file : json.path("files").properties()) {
            if (!file.getValue().isString() || file.getKey().isBlank() || file.getKey().length() > LONGEST_TEXT) {
                throw new Problem(400, "json.missing", "files maps names to texts");
            }
            files.put(file.getKey(), file.getValue().stringValue());
        }
        if (files.isEmpty()) {
            throw new Problem(400, "json.missing", "the body has no files");
        }
        return new PolicyFiles(needed("name"), files);
    }

    Duration patience() {
        JsonNode millis = json.path("waitMillis");
        if (millis.isMissingNode()) {
            return Duration.ofMillis(USUAL_WAIT_MILLIS);
        }
        if (!millis.canConvertToLong() || !millis.isIntegralNumber() || millis.longValue() < 0) {
            throw new Problem(400, "json.missing", "waitMillis is a number of milliseconds");
        }
        return Duration.ofMillis(Math.min(LONGEST_WAIT_MILLIS, millis.longValue()));
    }

    ExtractionRequest extraction() {
        return told("extraction", () -> OperatorJson.request(json));
    }

    /** The nodes named, by name or identity; empty where all are meant. */
    Optional<List<String>> nodes() {
        JsonNode nodes = json.path("nodes");
        if (nodes.isMissingNode()) {
            return Optional.empty();
        }
        List<String> out = new ArrayList<>();
        for (JsonNode node : nodes) {
            out.add(node.asString(""));
        }
        if (!nodes.isArray() || out.contains("")) {
            throw new Problem(400, "json.missing", "nodes is a list of names");
        }
        return Optional.of(out);
    }

    private static <T> T told(String what, Supplier<T> read) {
        try {
            return read.get();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Problem(400, what + ".broken", String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            throw new Problem(400, what + ".broken", e.getOriginalMessage());
        }
    }

    private String needed(String key) {
        return text(key).orElseThrow(() -> new Problem(400, "json.missing", "the body has no text " + key));
    }

    private Optional<String> text(String key) {
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank() || value.stringValue().length() > LONGEST_TEXT) {
            throw new Problem(400, "json.missing", key + " is a text of at most " + LONGEST_TEXT + " letters");
        }
        return Optional.of(value.stringValue());
    }
}
