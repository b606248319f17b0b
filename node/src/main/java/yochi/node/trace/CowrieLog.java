package yochi.node.trace;

import static yochi.node.trace.Fields.text;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import yochi.core.model.Service;
import yochi.node.observation.Specimen;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;

/** The JSON lines of Cowrie: an event each; it names its sessions itself. */
final class CowrieLog implements LogDialect {
    static final String ID = "cowrie";

    private static final String PREFIX = "cowrie.";
    /** Longest name that is kept; Cowrie writes 12 characters for a session. */
    private static final int LONGEST = 128;

    private static final int PORT = 0xFFFF;

    static boolean fits(byte[] head, int length) {
        return TextHead.holds(head, length, "eventid")
                && TextHead.firstObject(head, length).contains("\"" + PREFIX);
    }

    @Override
    public Optional<LogEvent> event(JsonNode record) {
        String id = text(record, "eventid");
        String name = text(record, "session");
        if (!id.startsWith(PREFIX) || name.isEmpty() || id.length() > LONGEST) {
            throw new LogFault("no Cowrie event: eventid or session is missing");
        }
        return Optional.of(new LogEvent(
                Fields.time(record, "timestamp"),
                text(record, "sensor"),
                Fields.address(record, "src_ip"),
                Fields.address(record, "dst_ip"),
                service(record, id),
                name,
                id.equals("cowrie.session.closed") ? LogEvent.Place.LAST : LogEvent.Place.PART,
                acts(id, record)));
    }

    private static Optional<Service> service(JsonNode record, String id) {
        int port = record.path("dst_port").asInt(-1);
        boolean right = port >= 0 && port <= PORT && id.equals("cowrie.session.connect");
        return right ? Optional.of(Service.tcp(port)) : Optional.empty();
    }

    private static List<Act> acts(String id, JsonNode record) {
        return switch (id) {
            case "cowrie.login.failed" -> List.of(login(record, false));
            case "cowrie.login.success" -> List.of(login(record, true));
            case "cowrie.command.input" -> List.of(new Act.Command(text(record, "input")));
            case "cowrie.session.file_download", "cowrie.session.file_upload" ->
                List.of(new Act.Download(Specimen.of(text(record, "shasum"), text(record, "url"))));
            case "cowrie.client.version" -> List.of(new Act.Text(text(record, "version")));
            case "cowrie.session.connect", "cowrie.session.closed", "cowrie.session.params", "cowrie.log.closed" ->
                List.of();
            case "cowrie.session.file_download.failed", "cowrie.command.success", "cowrie.command.failed" -> List.of();
            case "cowrie.client.kex", "cowrie.client.size", "cowrie.client.var", "cowrie.client.fingerprint" ->
                List.of();
            case "cowrie.direct-tcpip.request", "cowrie.direct-tcpip.data" -> List.of();
            default -> List.of(new Act.Unknown(id));
        };
    }

    private static Act login(JsonNode record, boolean successful) {
        return new Act.Login(text(record, "username"), text(record, "password"), successful);
    }
}
