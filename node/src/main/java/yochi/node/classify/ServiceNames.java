package yochi.node.classify;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import yochi.core.model.Service;

/** What the services of well-known ports are called; the table is {@code service-names.csv}. */
public final class ServiceNames {
    static final String FILE = "service-names.csv";
    static final String HEADER = "protocol,port,name";

    private static final int LARGEST_PORT = 65_535;

    private final Map<Service, String> names = new HashMap<>();

    ServiceNames(FactTable table) {
        for (FactTable.Row row : table.rows()) {
            Service.Protocol protocol = switch (row.text(0)) {
                case "tcp" -> Service.Protocol.TCP;
                case "udp" -> Service.Protocol.UDP;
                default -> throw row.wrong("protocol must be tcp or udp, not '" + row.text(0) + "'");
            };
            Service service = new Service(protocol, row.number(1, 0, LARGEST_PORT));
            if (names.put(service, row.text(2).toLowerCase(Locale.ROOT)) != null) {
                throw row.wrong("the port stands twice");
            }
        }
    }

    /** The service's name, or the empty text. */
    public String of(Service service) {
        return names.getOrDefault(service, "");
    }
}
