package yochi.node.trace;

import static yochi.node.trace.Fields.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import yochi.core.model.Service;
import yochi.node.observation.Specimen;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;

/**
 * The EVE log of Suricata beside a honeypot: alerts, web requests, files and protocol events of one flow are one
 * session, which its {@code flow} event ends. An alert names an exploit only where its category does.
 */
final class EveLog implements LogDialect {
    static final String ID = "eve";

    /** Categories of Suricata's own classification.config that speak of code run or rights gained. */
    private static final Set<String> EXPLOITS = Set.of(
            "attempted administrator privilege gain",
            "successful administrator privilege gain",
            "attempted user privilege gain",
            "successful user privilege gain",
            "unsuccessful user privilege gain",
            "web application attack",
            "executable code was detected",
            "exploit kit activity detected",
            "a network trojan was detected",
            "malware command and control activity detected",
            "targeted malicious activity was detected");
    /** Events that say nothing of a stranger. */
    private static final Set<String> OWN = Set.of("stats", "engine", "netflow", "capture", "drop", "pkthdr");

    private static final Set<String> PLAIN = Set.of(
            "dns", "tls", "ssh", "smb", "ftp", "ftp_data", "smtp", "tftp", "snmp", "sip", "rdp", "rfb", "mqtt", "ike",
            "nfs", "krb5", "dhcp", "dcerpc", "http2", "modbus", "dnp3", "enip", "pgsql", "telnet", "bittorrent-dht",
            "quic", "ldap", "websocket", "anomaly", "template", "ikev2", "mdns", "pop3", "doh2", "arp");

    static boolean fits(byte[] head, int length) {
        return TextHead.holds(head, length, "event_type", "timestamp")
                && !TextHead.firstObject(head, length).contains("\"eventid\"");
    }

    @Override
    public Optional<LogEvent> event(JsonNode record) {
        String type = text(record, "event_type");
        if (type.isEmpty()) {
            throw new LogFault("event_type is missing");
        }
        if (OWN.contains(type)) {
            return Optional.empty();
        }
        String flow = record.path("flow_id").asString("");
        return Optional.of(new LogEvent(
                Fields.time(record, "timestamp"),
                text(record, "host"),
                Optional.of(Fields.needed(record, "src_ip")),
                Fields.address(record, "dest_ip"),
                Optional.of(service(record)),
                flow,
                type.equals("flow") ? LogEvent.Place.LAST : LogEvent.Place.PART,
                acts(type, record)));
    }

    private static Service service(JsonNode record) {
        String transport = text(record, "proto").toLowerCase(Locale.ROOT);
        return switch (transport) {
            case "tcp", "udp" -> Fields.service(transport, record.path("dest_port"));
            case "icmp" -> new Service(Service.Protocol.ICMP, record.path("icmp_type").asInt(-1));
            case "ipv6-icmp" -> new Service(Service.Protocol.ICMP6, record.path("icmp_type").asInt(-1));
            default -> new Service(Service.Protocol.IP, -1);
        };
    }

    private static List<Act> acts(String type, JsonNode record) {
        List<Act> acts = new ArrayList<>();
        switch (type) {
            case "alert" -> {
                JsonNode alert = record.path("alert");
                if (EXPLOITS.contains(text(alert, "category").toLowerCase(Locale.ROOT))) {
                    acts.add(new Act.Exploit("sid:" + alert.path("signature_id").asString("0")));
                }
            }
            case "http" -> {
                JsonNode http = record.path("http");
                acts.add(new Act.Request(text(http, "url"), http.path("status").asInt(0)));
                acts.add(new Act.Text(text(http, "http_user_agent")));
            }
            case "fileinfo" -> {
                JsonNode file = record.path("fileinfo");
                String hash = text(file, "sha256").isEmpty() ? text(file, "md5") : text(file, "sha256");
                if (file.path("stored").asBoolean(false) || !hash.isEmpty()) {
                    acts.add(new Act.Download(Specimen.of(hash, "").sized(file.path("size").asLong(-1))));
                }
            }
            case "flow" -> {}
            default -> {
                if (!PLAIN.contains(type)) {
                    acts.add(new Act.Unknown(type));
                }
            }
        }
        return acts;
    }
}
