package yochi.node.trace;

import static yochi.node.trace.Fields.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;

/** The JSON lines of Heralding: one session a record, with its attempts to log in, which it never lets through. */
final class HeraldingLog implements LogDialect {
    static final String ID = "heralding";

    static boolean fits(byte[] head, int length) {
        return TextHead.holds(head, length, "session_id", "num_auth_attempts", "source_ip", "destination_port");
    }

    @Override
    public Optional<LogEvent> event(JsonNode record) {
        List<Act> acts = new ArrayList<>();
        for (JsonNode attempt : record.path("auth_attempts")) {
            acts.add(new Act.Login(text(attempt, "username"), text(attempt, "password"), false));
        }
        int counted = record.path("num_auth_attempts").asInt(0);
        if (counted > acts.size()) {
            acts.add(new Act.Logins(counted - acts.size(), 0));
        }
        return Optional.of(new LogEvent(
                Fields.time(record, "timestamp"),
                "",
                Optional.of(Fields.needed(record, "source_ip")),
                Fields.address(record, "destination_ip"),
                Optional.of(Fields.service("tcp", record.path("destination_port"))),
                text(record, "session_id"),
                LogEvent.Place.WHOLE,
                acts));
    }
}
