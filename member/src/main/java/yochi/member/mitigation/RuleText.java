package yochi.member.mitigation;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import yochi.core.model.Mitigation;
import yochi.core.model.Mitigation.Action;
import yochi.core.model.Mitigation.Match;
import yochi.core.model.Prefix;

/**
 * A rule as one line that a network engineer reads at a glance and {@link #parse} reads back, in FlowSpec's words:
 * {@code id=m1 lease=PT10M destination=192.0.2.80/32 source=203.0.113.0/27 protocol=6 destination-port=443 then=discard
 * why="…"}.
 */
final class RuleText {
    private RuleText() {}

    static String print(Mitigation rule) {
        Match m = rule.match();
        StringBuilder out =
                new StringBuilder("id=" + rule.id() + " lease=" + rule.lease() + " destination=" + m.destination());
        list(out, "source", m.sources());
        m.protocol().ifPresent(p -> out.append(" protocol=").append(p));
        list(out, "destination-port", m.destinationPorts());
        list(out, "source-port", m.sourcePorts());
        m.packetLength()
                .ifPresent(r -> out.append(" packet-length=")
                        .append(r.low())
                        .append('-')
                        .append(r.high()));
        String then = switch (rule.action()) {
            case Action.Discard d -> "discard";
            case Action.Limit l -> "rate-limit:" + l.bytesPerSecond();
        };
        return out.append(" then=")
                .append(then)
                .append(" why=\"")
                .append(rule.why().replaceAll("[\"\\p{Cntrl}]", " "))
                .append('"')
                .toString();
    }

    private static void list(StringBuilder out, String name, List<?> values) {
        if (!values.isEmpty()) {
            out.append(' ').append(name).append('=');
            out.append(values.stream().map(Object::toString).collect(Collectors.joining(",")));
        }
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @throws IllegalArgumentException on a missing or unknown field: a rule is never read wider than it was written
     */
    static Mitigation parse(String line) {
        int why = line.indexOf(" why=\"");
        if (why < 0 || !line.endsWith("\"")) {
            throw new IllegalArgumentException("not a rule: " + line);
        }
        Map<String, String> fields = new HashMap<>();
        for (String part : line.substring(0, why).trim().split(" ", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a field of a rule: " + part);
            }
            fields.put(part.substring(0, equals), part.substring(equals + 1));
        }
        Match match = new Match(
                Prefix.parse(take(fields, "destination")),
                many(fields, "source", Prefix::parse),
                Optional.ofNullable(fields.remove("protocol")).map(Integer::valueOf),
                many(fields, "destination-port", Integer::valueOf),
                many(fields, "source-port", Integer::valueOf),
                Optional.ofNullable(fields.remove("packet-length")).map(RuleText::range));
        String then = take(fields, "then");
        Action action = then.equals("discard") ? new Action.Discard() : limit(then);
        String id = take(fields, "id");
        Duration lease = Duration.parse(take(fields, "lease"));
        if (!fields.isEmpty()) {
            throw new IllegalArgumentException("unknown fields of a rule: " + fields.keySet());
        }
        return new Mitigation(id, match, action, lease, line.substring(why + 6, line.length() - 1));
    }

    private static Action limit(String then) {
        if (!then.startsWith("rate-limit:")) {
            throw new IllegalArgumentException("unknown action " + then);
        }
        return new Action.Limit(Long.parseLong(then.substring("rate-limit:".length())));
    }

    private static String take(Map<String, String> fields, String name) {
        String value = fields.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("a rule without " + name);
        }
        return value;
    }

    private static <T> List<T> many(Map<String, String> fields, String name, Function<String, T> parse) {
        String value = fields.remove(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(parse).toList();
    }

    private static Mitigation.Range range(String text) {
        int dash = text.indexOf('-');
        return new Mitigation.Range(
                Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }
}
