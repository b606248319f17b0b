package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Honeypot rows in the marx format for tests: the same few addresses (documentation ranges) at every hour. */
final class MadeTraffic {
    static final LocalDate FIRST_DAY = LocalDate.of(2013, 5, 1);
    static final String POLICY =
            """
            name: test-replay
            epoch: PT1H
            release: P1D
            k: 3
            networks: 1
            sensors: 1
            dominance: 1.01
            dimensions: [sensor, service, tool, operator]
            sketches: {every: P1D, keyLife: P7D, atLeast: 3}
            """;

    private static final int SOURCES = 5;

    private MadeTraffic() {}

    /** Two services at every hour of so many days, at each sensor. */
    static Path rows(Path file, int days, String... sensors) throws IOException {
        DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        List<String> rows = new ArrayList<>(List.of("datetime,host,src,proto,type,spt,dpt"));
        for (int hour = 0; hour < 24 * days; hour++) {
            for (int source = 0; source < SOURCES; source++) {
                LocalDateTime at = FIRST_DAY.atStartOfDay().plusHours(hour).plusMinutes(5 + source);
                long address = 0xC6336400L + source;
                for (String sensor : sensors) {
                    rows.add(at.format(stamp) + "," + sensor + "," + address + ",TCP,,4000,445");
                    rows.add(at.format(stamp) + "," + sensor + "," + address + ",TCP,,4000,22");
                }
            }
        }
        return Files.write(file, rows);
    }

    static Path sensors(Path file, String... sensors) throws IOException {
        StringBuilder out = new StringBuilder("version: yochi.sensors/1\nsensors:\n");
        for (String sensor : sensors) {
            out.append("  - {name: ").append(sensor).append(", country: SG, operator: lab, addresses: 1}\n");
        }
        return Files.writeString(file, out);
    }
}
