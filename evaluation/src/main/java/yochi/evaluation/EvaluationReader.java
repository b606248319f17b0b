package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Reads {@code yochi.evaluate/1} documents back; what a newer writer added is passed over. */
final class EvaluationReader {
    /** Most measures of a document. */
    private static final int MOST = 100_000;

    private final String source;

    /** @param source named in messages */
    EvaluationReader(String source) {
        this.source = source;
    }

    Evaluation read(String json) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw problem("", "is no JSON: " + e.getOriginalMessage());
        }
        String version = text(root, "version", "");
        if (!version.equals(Evaluation.VERSION)) {
            throw problem("version", "is " + version + ", this side reads " + Evaluation.VERSION);
        }
        return new Evaluation(
                version,
                text(root, "suite", ""),
                text(root, "data", ""),
                text(root, "from", ""),
                text(root, "until", ""),
                text(root, "policy", ""),
                whole(root, "seed", ""),
                each(root, "measures", "", this::measured),
                root.path("command").asString(""),
                root.has("limits") ? each(root, "limits", "", (n, at) -> n.asString("")) : List.of());
    }

    private Evaluation.Measured measured(JsonNode m, String at) {
        JsonNode difference = m.path("difference");
        return new Evaluation.Measured(
                text(m, "name", at),
                text(m, "group", at),
                text(m, "unit", at),
                better(text(m, "better", at), at),
                m.path("target").isNull() || m.path("target").isMissingNode()
                        ? Optional.empty()
                        : Optional.of(number(m, "target", at)),
                number(m, "value", at),
                number(m, "low", at),
                number(m, "high", at),
                whole(m, "n", at),
                whole(m, "nIndependent", at),
                each(m, "rivals", at, (r, a) -> new Evaluation.Rival(text(r, "name", a), number(r, "value", a))),
                difference.isObject()
                        ? Optional.of(new Evaluation.Difference(
                                number(difference, "value", at + ".difference"),
                                number(difference, "low", at + ".difference"),
                                number(difference, "high", at + ".difference")))
                        : Optional.empty(),
                text(m, "verdict", at));
    }

    private String better(String word, String at) {
        for (Evaluation.Better b : Evaluation.Better.values()) {
            if (b.word().equals(word)) {
                return word;
            }
        }
        throw problem(at + ".better", "is " + word + "; it is higher, lower or target");
    }

    private <T> List<T> each(
            JsonNode from, String key, String at, BiFunction<JsonNode, String, T> read) {
        JsonNode list = from.path(key);
        if (!list.isArray() || list.size() > MOST) {
            throw problem(at + "." + key, "must be a list of at most " + MOST);
        }
        List<T> out = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            out.add(read.apply(list.get(i), at + "." + key + "[" + i + "]"));
        }
        return out;
    }

    private String text(JsonNode from, String key, String at) {
        return value(from, key, at, "a text", JsonNode::isString).asString();
    }

    /** Not a number is written as text or as null, as JSON has no word for it. */
    private double number(JsonNode from, String key, String at) {
        JsonNode value = from.path(key);
        if (value.isNull() || (value.isString() && value.asString().equals("NaN"))) {
            return Double.NaN;
        }
        return value(from, key, at, "a number", JsonNode::isNumber).asDouble();
    }

    private long whole(JsonNode from, String key, String at) {
        JsonNode value = value(from, key, at, "a whole number", JsonNode::isIntegralNumber);
        if (!value.canConvertToLong()) {
            throw problem(at + "." + key, "is too large a number");
        }
        return value.asLong();
    }

    private JsonNode value(
            JsonNode from, String key, String at, String wanted, Predicate<JsonNode> fits) {
        JsonNode value = from.path(key);
        if (!fits.test(value)) {
            throw problem(at + "." + key, "must be " + wanted);
        }
        return value;
    }

    private YochiException problem(String at, String what) {
        String place = at.startsWith(".") ? at.substring(1) : at;
        return new YochiException(
                ErrorCode.INPUT_REJECTED,
                source + (place.isEmpty() ? " " : ": " + place + " ") + what
                        + "; make it anew with `yochi evaluate SUITE --json FILE`");
    }
}
