package yochi.node.observation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.link.config.Default;
import yochi.link.config.SettingsFile;

/**
 * The sensors file (YAML, docs/formats.md): who watches what, where, since when.
 *
 * @param version must be {@value #VERSION}
 * @param policy privacy policy that fits these sensors' data, relative to the file
 * @param longestSilence a sensor silent for longer may be down
 * @param sensors the sensors
 */
public record SensorsFile(
        String version,
        Optional<Path> policy,
        @Default("PT4H") Duration longestSilence,
        List<Entry> sensors) {
    public static final String VERSION = "yochi.sensors/1";

    /**
     * One sensor.
     *
     * @param name display name; rows of formats that name their sensor carry it
     * @param country where it stands, {@code unknown} where that is not stated
     * @param operator who runs it
     * @param addresses how many addresses it watches; may be left out where {@code monitored} tells it
     * @param monitored blocks it watches
     * @param observable what its network lets it see; left out: not known, taken as everything
     */
    public record Entry(
            String name,
            Country country,
            @Default("") String operator,
            Optional<Long> addresses,
            @Default("[]") List<Prefix> monitored,
            @Default("[]") List<Observed> observable) {
        Sensor sensor() {
            List<Observable> seen = new ArrayList<>();
            for (Observed o : observable) {
                Instant from = o.from().orElse(Instant.MIN);
                Instant until = o.until().orElse(Instant.MAX);
                o.services().forEach(s -> seen.add(new Observable(s, from, until)));
            }
            Sensor plain = new Sensor(name, country, operator, List.of(), addresses.orElse(0L), seen);
            if (monitored.isEmpty()) {
                return plain;
            }
            Sensor watching = plain.watching(monitored);
            return addresses.isEmpty()
                    ? watching
                    : new Sensor(name, country, operator, watching.monitored(), addresses.get(), seen);
        }
    }

    /**
     * Services seen during a time.
     *
     * @param services services such as {@code tcp/445}, {@code tcp/*} or {@code any}
     * @param from first instant, if known
     * @param until first instant after, if known
     */
    public record Observed(List<Service> services, Optional<Instant> from, Optional<Instant> until) {}

    public SensorsFile {
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("sensors file version " + version + ", this side reads " + VERSION);
        }
        sensors = List.copyOf(sensors);
    }

    public static SensorsFile read(Path file) {
        return SettingsFile.read(file, SensorsFile.class);
    }

    /** The sensors it names. */
    public List<Sensor> named() {
        return sensors.stream().map(Entry::sensor).toList();
    }
}
