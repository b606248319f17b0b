package yochi.world.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import yochi.world.campaign.Staging.Telescope;

/** Writes simulated darknet packets in the form of the Spoki telescope's raw log, and the sensors file beside it. */
public final class DarknetTable {
    private static final String HEADER = "ts|saddr|daddr|ipid|ttl|proto|sport|dport|anum|snum|payload|syn|ack|rst|fin"
            + "|window size";

    private DarknetTable() {}

    /** Writes the table into the folder and returns its path. */
    public static Path write(List<DarknetPacket> packets, Path folder) {
        List<String> rows = new ArrayList<>();
        rows.add(HEADER);
        for (DarknetPacket p : packets) {
            rows.add(String.join(
                    "|",
                    Long.toString(p.time().toEpochMilli()),
                    p.source(),
                    p.destination(),
                    "0|55|tcp",
                    Integer.toString(p.sourcePort()),
                    Integer.toString(p.destinationPort()),
                    "1|2||1",
                    p.answer() ? "1" : "0",
                    "0|0|65535"));
        }
        return TextFile.write(folder.resolve("darknet.csv"), rows);
    }

    /** Writes the sensors file of the telescope into the folder and returns its path. */
    public static Path sensors(Telescope telescope, Path folder) {
        return TextFile.write(
                folder.resolve("sensors.yaml"),
                List.of(
                        "# Simulated: a telescope in the world of a historical campaign.",
                        "version: yochi.sensors/1",
                        "longestSilence: P1D",
                        "sensors:",
                        "  - name: " + telescope.name(),
                        "    country: " + telescope.country(),
                        "    operator: simulated",
                        "    addresses: " + telescope.addresses(),
                        "    monitored: [" + telescope.block() + "]"));
    }
}
