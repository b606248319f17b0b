package yochi.node.trace;

import static yochi.node.trace.Fields.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import yochi.node.observation.Specimen;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;

/**
 * The JSON log of Dionaea: one connection a record, with the credentials tried, FTP commands and files handed over. Its
 * own listening sockets and its connections outward are no observations.
 */
final class DionaeaLog implements LogDialect {
    static final String ID = "dionaea";

    static boolean fits(byte[] head, int length) {
        return TextHead.holds(head, length, "connection", "transport", "src_ip", "timestamp");
    }

    @Override
    public Optional<LogEvent> event(JsonNode record) {
        JsonNode connection = record.path("connection");
        String type = text(connection, "type");
        if (type.isEmpty()) {
            throw new LogFault("connection.type is missing");
        }
        if (type.equals("listen") || type.equals("connect")) {
            return Optional.empty();
        }
        return Optional.of(new LogEvent(
                Fields.time(record, "timestamp"),
                "",
                Optional.of(Fields.needed(record, "src_ip")),
                Fields.address(record, "dst_ip"),
                Optional.of(Fields.service(text(connection, "transport"), record.path("dst_port"))),
                "",
                LogEvent.Place.WHOLE,
                acts(record)));
    }

    private static List<Act> acts(JsonNode record) {
        List<Act> acts = new ArrayList<>();
        JsonNode users = record.path("credentials").path("username");
        JsonNode passwords = record.path("credentials").path("password");
        for (int i = 0; i < Math.max(users.size(), passwords.size()); i++) {
            acts.add(new Act.Login(users.path(i).asString(""), passwords.path(i).asString(""), false));
        }
        boolean told = !acts.isEmpty();
        JsonNode commands = record.path("ftp").path("commands").path("command");
        JsonNode arguments = record.path("ftp").path("commands").path("arguments");
        String user = "";
        for (int i = 0; i < commands.size(); i++) {
            String argument = arguments.path(i).asString("");
            switch (commands.path(i).asString("").toUpperCase(Locale.ROOT)) {
                case "USER" -> user = argument;
                case "PASS" -> {
                    if (!told) {
                        acts.add(new Act.Login(user, argument, false));
                    }
                }
                case "STOR", "STOU", "APPE" -> acts.add(new Act.Download(Specimen.of("", "")));
                default -> acts.add(new Act.Text(argument));
            }
        }
        for (JsonNode file : record.path("downloads")) {
            acts.add(new Act.Download(Specimen.of(text(file, "md5_hash") + text(file, "md5"), text(file, "url"))));
        }
        return acts;
    }
}
