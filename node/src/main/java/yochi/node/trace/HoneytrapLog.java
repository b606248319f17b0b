package yochi.node.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static yochi.node.trace.Fields.text;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import yochi.node.observation.Specimen;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;

/** The JSON log of honeytrap: one attack a record, with the bytes that the stranger sent, and files it offered. */
final class HoneytrapLog implements LogDialect {
    static final String ID = "honeytrap";

    private static final Pattern REQUEST =
            Pattern.compile("(?:GET|POST|HEAD|PUT|OPTIONS|DELETE|CONNECT|PATCH) (\\S{1,4096}) HTTP/1\\.[01]");
    /** A slide of this many NOP instructions is no chance: 2^-128 in random bytes. */
    private static final String NOP_SLIDE = "\u0090".repeat(16);

    private static final int MOST_HEX = 1 << 16;

    static boolean fits(byte[] head, int length) {
        return TextHead.holds(head, length, "attack_connection", "remote_ip", "local_port");
    }

    @Override
    public Optional<LogEvent> event(JsonNode record) {
        JsonNode connection = record.path("attack_connection");
        if (text(connection, "remote_ip").equals("0.0.0.0")) {
            throw new LogFault("an empty record: honeytrap wrote neither address nor time");
        }
        return Optional.of(new LogEvent(
                Fields.time(record, "start_time"),
                "",
                Optional.of(Fields.needed(connection, "remote_ip")),
                Fields.address(connection, "local_ip"),
                Optional.of(Fields.service(text(connection, "protocol"), connection.path("local_port"))),
                "",
                LogEvent.Place.WHOLE,
                acts(record, connection)));
    }

    private static List<Act> acts(JsonNode record, JsonNode connection) {
        List<Act> acts = new ArrayList<>(sent(text(connection.path("payload"), "data_hex")));
        JsonNode downloads = record.path("downloads");
        for (JsonNode file : downloads) {
            acts.add(new Act.Download(
                    Specimen.of(text(file, "md5_hash") + text(file.path("payload"), "md5_hash"), text(file, "url"))));
        }
        for (int i = downloads.size(); i < Math.min(16, record.path("download_count").asInt(0)); i++) {
            acts.add(new Act.Download(Specimen.of("", "")));
        }
        return acts;
    }

    /** What the bytes were: a web request, or a text in which to search. */
    static List<Act> sent(String hex) {
        String cut = hex.length() > MOST_HEX ? hex.substring(0, MOST_HEX) : hex;
        String payload;
        try {
            payload = new String(HexFormat.of().parseHex(cut), ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new LogFault("the payload is no hexadecimal text");
        }
        if (payload.isEmpty()) {
            return List.of();
        }
        List<Act> acts = new ArrayList<>();
        Matcher request = REQUEST.matcher(payload);
        if (request.lookingAt()) {
            acts.add(new Act.Request(request.group(1), 0));
        }
        if (payload.contains(NOP_SLIDE)) {
            acts.add(new Act.Exploit("nop-slide"));
        }
        acts.add(new Act.Text(payload));
        return acts;
    }
}
