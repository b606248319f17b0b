package yochi.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * What the person who watches brought along: a capture or a log of their own, which becomes one more node of act 1.
 *
 * @param file the capture or log
 * @param country where it was recorded
 * @param format its format's id
 * @param records that it holds
 * @param taken of them
 * @param rejected the others, by reason
 * @param first earliest observation
 * @param last latest observation
 */
public record Visitor(
        Path file,
        Country country,
        String format,
        long records,
        long taken,
        Map<String, Long> rejected,
        Instant first,
        Instant last) {
    private static final Duration WEEK = Duration.ofDays(7);

    public Visitor {
        rejected = Map.copyOf(rejected);
    }

    /** Reads the file once, so that a bad one is refused before anything is started. */
    public static Visitor inspect(Path file, Country country, Instant now) {
        Sensor sensor = Sensor.of(name(country), country);
        TraceSettings how = TraceSettings.of(SensorTable.single(sensor))
                .withoutDigest()
                .until(() -> now.plus(Duration.ofDays(1)));
        InputAccount account = new TraceReader(how).read(file, ObservationSink.NOBODY);
        if (account.packets() == 0) {
            String why = account.rejected().stream()
                    .map(r -> r.message(file.toString()))
                    .collect(Collectors.joining("\n"));
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    why.isEmpty() ? file + " holds no observation: check the file" : why);
        }
        Map<String, Long> rejected = new TreeMap<>();
        account.rejected().forEach(r -> rejected.merge(r.reason().id(), r.count(), Long::sum));
        return new Visitor(
                file.toAbsolutePath(),
                country,
                account.format().map(Object::toString).orElse(""),
                account.records(),
                account.packets(),
                rejected,
                account.first().orElseThrow(),
                account.last().orElseThrow());
    }

    private static String name(Country country) {
        return "visitor-" + country.toString().toLowerCase(Locale.ROOT);
    }

    /** Name of its node and sensor. */
    String name() {
        return name(country);
    }

    /** By how many whole weeks its times are moved so that it ends in the last week that is played. */
    Duration moved(Instant end) {
        return WEEK.multipliedBy(Math.floorDiv(Duration.between(last, end).toSeconds() - 1, WEEK.toSeconds()));
    }

    List<String> inputs() {
        return List.of(file.toString());
    }
}
