package yochi.world.campaign;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import yochi.world.campaign.Staging.Watcher;

/**
 * Writes simulated lists as a watcher's node reads them: a table in the form of the DDoSia target lists (a row is one
 * target of one list) and the sensors file beside it.
 */
public final class OrderTable {
    private static final String HEADER =
            "snapshot_utc,target_id,victim_cc,cc_source,tld,host_cc,asn,vectors,ports,n_entries";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private OrderTable() {}

    /** Writes the table into the folder and returns its path. */
    public static Path write(List<OrderList> lists, Path folder) {
        List<String> rows = new ArrayList<>();
        rows.add(HEADER);
        for (OrderList list : lists) {
            list.targets().forEach(t -> rows.add(row(list.time(), t)));
        }
        return TextFile.write(folder.resolve("orders.csv"), rows);
    }

    private static String row(Instant time, ListedTarget t) {
        String country = t.country().code();
        return String.join(
                ",",
                STAMP.format(time),
                t.pseudonym(),
                country,
                "tld",
                country.toLowerCase(java.util.Locale.ROOT),
                country,
                Long.toString(t.asn().number()),
                t.vectors().stream().map(v -> v + ":1").collect(Collectors.joining("|")),
                t.port() == 0 ? "" : Integer.toString(t.port()),
                Integer.toString(t.vectors().size()));
    }

    /** Writes the sensors file of a watcher into the folder and returns its path. */
    public static Path sensors(Watcher watcher, Path folder) {
        return TextFile.write(
                folder.resolve("sensors.yaml"),
                List.of(
                        "# Simulated: a reader of attack orders in the world of a historical campaign.",
                        "version: yochi.sensors/1",
                        "longestSilence: P1D",
                        "sensors:",
                        "  - {name: " + watcher.name() + ", country: " + watcher.country()
                                + ", operator: simulated, addresses: 0}"));
    }
}
