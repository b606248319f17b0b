package yochi.node.trace;

import static yochi.node.trace.Fields.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import yochi.node.observation.Specimen;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;

/**
 * JSON lines of a Docker API honeypot: one request a record, with image and command where a container was created. The
 * time is the hour, so what a source does in one hour is a session.
 */
final class DockerLog implements LogDialect {
    static final String ID = "docker-api";

    private static final Pattern CREATE = Pattern.compile("(?:/v[\\d.]+)?/containers/create(?:\\?.*)?");
    private static final Pattern LINK = Pattern.compile("(?i)(?:https?|ftp)://[^\\s\"'\\\\|;)>]{4,512}");
    private static final int MOST_LINKS = 16;

    static boolean fits(byte[] head, int length) {
        return TextHead.holds(head, length, "hour", "src", "method", "path");
    }

    @Override
    public Optional<LogEvent> event(JsonNode record) {
        return Optional.of(new LogEvent(
                Fields.time(record, "hour"),
                "",
                Optional.of(Fields.needed(record, "src")),
                Optional.empty(),
                Optional.of(Fields.service("tcp", record.path("port"))),
                "",
                LogEvent.Place.PART,
                acts(record)));
    }

    private static List<Act> acts(JsonNode record) {
        String path = text(record, "path");
        if (path.isEmpty()) {
            throw new LogFault("path is missing");
        }
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.Request(path, 0));
        if (text(record, "method").equals("POST") && CREATE.matcher(path).matches()) {
            acts.add(new Act.Exploit("docker-container-create"));
        }
        String command = text(record, "cmd");
        if (!command.isEmpty() && !command.equals("null")) {
            acts.add(new Act.Command(command));
            Matcher link = LINK.matcher(command);
            for (int i = 0; i < MOST_LINKS && link.find(); i++) {
                acts.add(new Act.Download(Specimen.of("", link.group())));
            }
        }
        return acts;
    }
}
