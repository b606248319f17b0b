package yochi.link.exchange;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import yochi.core.model.Prefix;

/**
 * A reader of STIX patterns written from the standard's grammar (STIX 2.1 §9), apart from the writer: one observation
 * expression of comparisons with =, IN, ISSUBSET, AND, OR and brackets. It answers whether one network-traffic object
 * with its references matches.
 */
final class PatternReader {
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\[|]|\\(|\\)|,|=|AND\\b|OR\\b|IN\\b|ISSUBSET\\b|"
            + "'(?:[^'\\\\]|\\\\.)*'|\\d+|[a-z0-9_.:*-]+(?:\\[\\*])?[a-z0-9_.]*)");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private PatternReader(String pattern) {
        Matcher matcher = TOKEN.matcher(pattern);
        int end = 0;
        while (end < pattern.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("cannot read the pattern at " + end + ": " + pattern);
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    static Predicate<JsonNode> parse(String pattern) {
        PatternReader reader = new PatternReader(pattern);
        reader.expect("[");
        Predicate<JsonNode> out = reader.any();
        reader.expect("]");
        if (reader.at != reader.tokens.size()) {
            throw new IllegalArgumentException("text behind the pattern: " + reader.tokens.get(reader.at));
        }
        return out;
    }

    private Predicate<JsonNode> any() {
        Predicate<JsonNode> left = all();
        while (peek().equals("OR")) {
            at++;
            left = left.or(all());
        }
        return left;
    }

    private Predicate<JsonNode> all() {
        Predicate<JsonNode> left = one();
        while (peek().equals("AND")) {
            at++;
            left = left.and(one());
        }
        return left;
    }

    private Predicate<JsonNode> one() {
        if (peek().equals("(")) {
            at++;
            Predicate<JsonNode> inner = any();
            expect(")");
            return inner;
        }
        String path = next();
        if (!path.startsWith("network-traffic:")) {
            throw new IllegalArgumentException("not a path into network traffic: " + path);
        }
        String[] steps = path.substring("network-traffic:".length()).split("\\.");
        String operator = next();
        List<String> values = values(operator);
        return traffic -> reach(List.of(traffic), steps).stream().anyMatch(found -> fits(found, operator, values));
    }

    private List<String> values(String operator) {
        if (!operator.equals("IN")) {
            return List.of(next());
        }
        List<String> out = new ArrayList<>();
        expect("(");
        out.add(next());
        while (peek().equals(",")) {
            at++;
            out.add(next());
        }
        expect(")");
        return out;
    }

    private static List<JsonNode> reach(List<JsonNode> from, String[] steps) {
        List<JsonNode> here = from;
        for (String step : steps) {
            boolean each = step.endsWith("[*]");
            String name = each ? step.substring(0, step.length() - 3) : step;
            List<JsonNode> there = new ArrayList<>();
            for (JsonNode node : here) {
                JsonNode child = node.path(name);
                if (each) {
                    child.forEach(there::add);
                } else if (!child.isMissingNode()) {
                    there.add(child);
                }
            }
            here = there;
        }
        return here;
    }

    private static boolean fits(JsonNode found, String operator, List<String> values) {
        return switch (operator) {
            case "=", "IN" -> values.stream().anyMatch(value -> equal(found, value));
            case "ISSUBSET" ->
                Prefix.parse(string(values.getFirst())).contains(InetAddress.ofLiteral(found.stringValue()));
            default -> throw new IllegalArgumentException("not an operator: " + operator);
        };
    }

    private static boolean equal(JsonNode found, String value) {
        return value.startsWith("'")
                ? found.isString() && found.stringValue().equals(string(value))
                : found.isIntegralNumber() && found.bigIntegerValue().equals(new BigInteger(value));
    }

    private static String string(String literal) {
        if (!literal.startsWith("'")) {
            throw new IllegalArgumentException("not a string: " + literal);
        }
        return literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        if (at == tokens.size()) {
            throw new IllegalArgumentException("the pattern ends early");
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw new IllegalArgumentException("expected " + token + ", found " + tokens.get(at - 1));
        }
    }
}
