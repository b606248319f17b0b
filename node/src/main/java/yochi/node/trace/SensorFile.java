package yochi.node.trace;

import java.nio.file.Files;
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
import yochi.node.observation.Observable;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/**
 * A sensors file: who watches where, which addresses, and what its network lets it see.
 *
 * @param version {@code yochi.sensors/1}
 * @param policy the privacy policy that fits these sensors, relative to this file
 * @param longestSilence a sensor silent for longer may be down
 * @param sensors the sensors
 */
public record SensorFile(
        String version, Optional<Path> policy, @Default("PT4H") Duration longestSilence, List<Entry> sensors) {
    /** The name that is looked for beside an input. */
    public static final String NAME = "sensors.yaml";

    private static final String VERSION = "yochi.sensors/1";

    /**
     * One sensor.
     *
     * @param addresses how many addresses it watches, where the blocks are not public; 0: not known
     * @param monitored the blocks it watches
     * @param observable what it can see; left out: not known, taken as everything
     */
    record Entry(
            String name,
            Country country,
            @Default("") String operator,
            @Default("0") long addresses,
            @Default("[]") List<Prefix> monitored,
            @Default("[]") List<Visible> observable) {
        Entry {
            if (addresses != 0 && !monitored.isEmpty() && sensor(name, country, monitored) != addresses) {
                throw new IllegalArgumentException("the monitored blocks hold " + sensor(name, country, monitored)
                        + " addresses, not " + addresses);
            }
        }

        private static long sensor(String name, Country country, List<Prefix> monitored) {
            return Sensor.of(name, country).watching(monitored).monitoredAddresses();
        }

        Sensor sensor() {
            long count = monitored.isEmpty() ? addresses : sensor(name, country, monitored);
            List<Observable> seen = new ArrayList<>();
            observable.forEach(visible -> seen.addAll(visible.observables()));
            return new Sensor(name, country, operator, monitored, count, seen);
        }
    }

    /** Services that a sensor can see during a time. */
    record Visible(List<Service> services, Optional<Instant> from, Optional<Instant> until) {
        List<Observable> observables() {
            return services.stream()
                    .map(s -> new Observable(s, from.orElse(Instant.MIN), until.orElse(Instant.MAX)))
                    .toList();
        }
    }

    public SensorFile {
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("version is " + version + ", this program reads " + VERSION);
        }
        List<Sensor> made = sensors.stream().map(Entry::sensor).toList();
        SensorTable.of(made);
        sensors = List.copyOf(sensors);
    }

    /** Reads the file; every problem is told at once. */
    public static SensorFile read(Path file) {
        return SettingsFile.read(file, SensorFile.class);
    }

    /** The sensors file in the directory, or in the directory of the file. */
    public static Optional<Path> beside(Path input) {
        Path folder = Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
        return Optional.ofNullable(folder).map(f -> f.resolve(NAME)).filter(Files::isRegularFile);
    }

    public SensorTable table() {
        return SensorTable.of(sensors.stream().map(Entry::sensor).toList());
    }
}
