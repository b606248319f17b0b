package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Party;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;

/**
 * The countries that attacking addresses belong to, from cells that tell one: only policies with the dimension
 * {@code place} let such cells out. Kept for as long as the pages show, per release window, so that a correction takes
 * the place of what it corrects.
 */
final class Origins {
    /** The window that is shown and the one before it (the pages' week, twice). */
    private static final Duration KEPT = Duration.ofDays(14);

    private record Release(NodeId node, Epoch window, boolean late) {}

    /**
     * What one release told.
     *
     * @param sensorDays sensors times days watched in it
     * @param addressDays addresses times days, NaN where a number is not known
     */
    private record Told(
            int revision, SortedMap<Country, Map<AttackType, Long>> packets, double sensorDays, double addressDays) {}

    private final Map<Release, Told> releases = new java.util.HashMap<>();

    synchronized void add(EpochReport report) {
        SortedMap<Country, Map<AttackType, Long>> packets = new TreeMap<>();
        for (Statistic cell : report.cells()) {
            if (cell.key().party() == Party.ORIGIN
                    && cell.key().place().known()
                    && cell.measures().get(Metric.PACKETS) instanceof Measure.Count count) {
                packets.computeIfAbsent(cell.key().place(), c -> new EnumMap<>(AttackType.class))
                        .merge(cell.key().attackType(), count.value(), Long::sum);
            }
        }
        Release release = new Release(report.node(), report.window(), report.late());
        Told before = releases.get(release);
        if (before == null ? packets.isEmpty() : before.revision > report.revision()) {
            return;
        }
        double sensorDays = 0;
        double addressDays = 0;
        for (Uptime u : report.late() ? List.<Uptime>of() : report.uptime()) {
            double days = u.share() * u.epoch().seconds() / Epoch.DAY;
            sensorDays += days;
            if (days > 0) {
                addressDays += u.monitoredAddresses() == 0 ? Double.NaN : days * u.monitoredAddresses();
            }
        }
        releases.put(release, new Told(report.revision(), packets, sensorDays, addressDays));
        Instant oldest = newest().minus(KEPT);
        releases.keySet().removeIf(r -> r.window().end().isBefore(oldest));
    }

    private Instant newest() {
        return releases.keySet().stream().map(r -> r.window().end()).max(Instant::compareTo).orElseThrow();
    }

    /** Sensors and addresses times days watched by the releases that told a country, by the start of their windows. */
    synchronized double[] exposure(Instant from, Instant until) {
        double[] out = new double[2];
        releases.forEach((release, told) -> {
            if (!release.window().start().isBefore(from)
                    && release.window().start().isBefore(until)) {
                out[0] += told.sensorDays();
                out[1] += told.addressDays();
            }
        });
        return out;
    }

    /** Packets by country and kind in [from, until), by the start of their release windows. */
    synchronized SortedMap<Country, Map<AttackType, Long>> between(Instant from, Instant until) {
        SortedMap<Country, Map<AttackType, Long>> out = new TreeMap<>();
        releases.forEach((release, told) -> {
            if (!release.window().start().isBefore(from)
                    && release.window().start().isBefore(until)) {
                told.packets().forEach((country, kinds) -> {
                    Map<AttackType, Long> sums = out.computeIfAbsent(country, c -> new EnumMap<>(AttackType.class));
                    kinds.forEach((kind, n) -> sums.merge(kind, n, Long::sum));
                });
            }
        });
        return out;
    }
}
