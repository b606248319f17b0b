package yochi.link.exchange;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Mitigation;
import yochi.core.model.Mitigation.Action;
import yochi.core.model.Mitigation.Match;
import yochi.core.model.Mitigation.Range;
import yochi.core.model.Prefix;

/** The JSON form of a {@link Mitigation}; absent members of the match mean every value. */
final class MitigationJson {
    private MitigationJson() {}

    static ObjectNode write(Mitigation mitigation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", mitigation.id())
                .put("lease", mitigation.lease().toString())
                .put("why", mitigation.why());
        json.set("match", match(mitigation.match()));
        json.set("action", action(mitigation.action()));
        return json;
    }

    static Mitigation read(Fields in) {
        return new Mitigation(
                in.text("id"),
                match(in.object("match")),
                action(in.object("action")),
                in.duration("lease"),
                in.text("why"));
    }

    private static ObjectNode match(Match match) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("destination", match.destination().toString());
        json.set(
                "sources",
                Fields.array(match.sources().stream().map(Prefix::toString).toList()));
        match.protocol().ifPresent(number -> json.put("protocol", number));
        ArrayNode destinationPorts = json.putArray("destinationPorts");
        match.destinationPorts().forEach(destinationPorts::add);
        ArrayNode sourcePorts = json.putArray("sourcePorts");
        match.sourcePorts().forEach(sourcePorts::add);
        match.packetLength()
                .ifPresent(range ->
                        json.putObject("packetLength").put("low", range.low()).put("high", range.high()));
        return json;
    }

    private static Match match(Fields in) {
        return new Match(
                Prefix.parse(in.text("destination")),
                in.texts("sources").stream().map(Prefix::parse).toList(),
                in.has("protocol") ? Optional.of(protocol(in)) : Optional.empty(),
                in.ports("destinationPorts"),
                in.ports("sourcePorts"),
                in.objectIfAny("packetLength").map(range -> new Range(range.port("low"), range.port("high"))));
    }

    private static int protocol(Fields in) {
        int number = in.port("protocol");
        if (number > 255) {
            throw new IllegalArgumentException("not an IP protocol: " + number);
        }
        return number;
    }

    private static ObjectNode action(Action action) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (action) {
            case Action.Discard d -> json.put("kind", "discard");
            case Action.Limit limit -> json.put("kind", "limit").put("bytesPerSecond", limit.bytesPerSecond());
        };
    }

    private static Action action(Fields in) {
        String kind = in.text("kind");
        return switch (kind) {
            case "discard" -> new Action.Discard();
            case "limit" -> {
                long rate = in.whole("bytesPerSecond");
                if (rate < 0) {
                    throw new IllegalArgumentException("a negative rate: " + rate);
                }
                yield new Action.Limit(rate);
            }
            default -> throw new IllegalArgumentException("not a known action: " + kind);
        };
    }
}
