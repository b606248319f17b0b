package yochi.evaluation.forecast;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.evaluation.Span;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.PacketsOnly;
import yochi.node.observation.Packet;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * Which source came to which service at which sensor on which UTC day, and how often: read from captures, kept where
 * the evaluation reads them. Only services that are asked for.
 */
final class SourceDays {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final SortedMap<Service, SortedMap<Visit, Long>> packets = new TreeMap<>();
    private final SortedMap<String, SortedSet<Long>> watched = new TreeMap<>();

    /** One source at one sensor on one day since 1970-01-01. */
    record Visit(long source, String sensor, long day) implements Comparable<Visit> {
        @Override
        public int compareTo(Visit other) {
            int bySource = Long.compare(source, other.source);
            int byDay = bySource == 0 ? Long.compare(day, other.day) : bySource;
            return byDay == 0 ? sensor.compareTo(other.sensor) : byDay;
        }
    }

    SourceDays(List<Service> services) {
        services.forEach(s -> packets.put(s, new TreeMap<>()));
    }

    static SourceDays read(Path captures, Span span, List<Service> services) {
        SourceDays out = new SourceDays(services);
        PacketsOnly sink = (packet, verdict) -> out.packet(packet, span);
        new TraceReader(TraceSettings.of(SensorTable.open()))
                .read(List.of(captures.toString()), new ClassifyingSink(new Classifier(), sink));
        return out;
    }

    private void packet(Packet packet, Span span) {
        long second = Math.floorDiv(packet.timeNanos, 1_000_000_000L);
        if (!span.contains(second)) {
            return;
        }
        String sensor = packet.origin.sensor().name();
        long day = Math.floorDiv(second, Epoch.DAY);
        watched.computeIfAbsent(sensor, s -> new TreeSet<>()).add(day);
        if (packet.protocol == TCP || packet.protocol == UDP) {
            int port = packet.destinationPort();
            Service service = packet.protocol == TCP ? Service.tcp(port) : Service.udp(port);
            if (packets.containsKey(service)) {
                add(service, new Visit(packet.sourceLow(), sensor, day));
            }
        }
    }

    /** Counts one packet of a service that is asked for. */
    void add(Service service, Visit visit) {
        watched.computeIfAbsent(visit.sensor, s -> new TreeSet<>()).add(visit.day);
        packets.getOrDefault(service, new TreeMap<>()).merge(visit, 1L, Long::sum);
    }

    List<String> sensors() {
        return new ArrayList<>(watched.keySet());
    }

    /** Days on which the sensor saw any packet at all; another day is missing. */
    SortedSet<Long> watched(String sensor) {
        return watched.getOrDefault(sensor, new TreeSet<>());
    }

    /** Packets by source, sensor and day. */
    Map<Visit, Long> of(Service service) {
        return packets.getOrDefault(service, new TreeMap<>());
    }
}
