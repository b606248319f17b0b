package yochi.node.trace;

import static yochi.node.trace.Fields.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Service;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;

/**
 * The JSON log of the Cisco ASA honeypot: one web request or message a record. It names neither port nor session, so
 * all that a source does until it is idle is a session.
 */
final class CiscoAsaLog implements LogDialect {
    static final String ID = "ciscoasa";

    private static final String SAID = "payload_printable";
    private static final Pattern REQUEST = Pattern.compile("\"([A-Z]{3,10}) (\\S+)(?: HTTP/[\\d.]+)?\" (\\d{3}) .*");
    /** Where the form of the web VPN sends what was typed: the honeypot never lets anybody in. */
    private static final String LOGIN_FORM = "/+webvpn+/index.html";
    /** The honeypot does not escape what it quotes: the text reaches to the end of the record. */
    private static final Pattern UNESCAPED = Pattern.compile(
            "\\{\"timestamp\": \"([^\"]{1,40})\", \"src_ip\": \"([^\"]{1,45})\", \"payload_printable\": \"(.*)\"\\}");

    static boolean fits(byte[] head, int length) {
        return TextHead.holds(head, length, "timestamp", "src_ip", SAID);
    }

    @Override
    public Optional<LogEvent> event(JsonNode record) {
        if (record.path(SAID).isMissingNode()) {
            throw new LogFault(SAID + " is missing");
        }
        return Optional.of(new LogEvent(
                Fields.time(record, "timestamp"),
                "",
                Optional.of(Fields.needed(record, "src_ip")),
                Optional.empty(),
                Optional.of(Service.tcp(-1)),
                "",
                LogEvent.Place.PART,
                acts(text(record, SAID))));
    }

    private static List<Act> acts(String said) {
        Matcher request = REQUEST.matcher(said);
        if (!request.matches()) {
            return List.of(new Act.Text(said));
        }
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.Request(request.group(2), Integer.parseInt(request.group(3))));
        if (request.group(1).equals("POST") && request.group(2).startsWith(LOGIN_FORM)) {
            acts.add(new Act.Logins(1, 0));
        }
        return acts;
    }

    @Override
    public Optional<JsonNode> mended(String line) {
        Matcher parts = UNESCAPED.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("timestamp", parts.group(1));
        record.put("src_ip", parts.group(2));
        record.put(SAID, parts.group(3));
        return Optional.of(record);
    }
}
