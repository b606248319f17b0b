package yochi.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Verdict;
import yochi.node.observation.Packet;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * The sources of captures by sensor and ISO week: which services each came to, on which day first, and how many packets
 * it sent. Sources stay where the evaluation reads them; what it prints are shares.
 */
public final class SourceWeeks {
    private static final int DAYS = 7;

    private final SortedMap<Epoch, SortedMap<String, SortedMap<Long, Source>>> weeks = new TreeMap<>();

    /** One source at one sensor in one week: first day by service, and packets. */
    static final class Source {
        private final SortedMap<String, Integer> firstDay = new TreeMap<>();
        private int packets;

        SortedMap<String, Integer> firstDay() {
            return firstDay;
        }

        /** Base-2 logarithm of its packets. */
        int stratum() {
            return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(packets);
        }
    }

    private final Span span;

    SourceWeeks(Span span) {
        this.span = span;
    }

    /** Reads captures, or folders of them; what lies outside of the span is left out. */
    public static SourceWeeks read(List<Path> captures, Span span) {
        SourceWeeks out = new SourceWeeks(span);
        TraceSettings settings = TraceSettings.of(SensorTable.open());
        PacketsOnly sink = out::packet;
        new TraceReader(settings)
                .read(
                        captures.stream().map(Path::toString).toList(),
                        new ClassifyingSink(new Classifier(), sink));
        return out;
    }

    private void packet(Packet packet, Verdict verdict) {
        if (verdict.type().party() != Party.ORIGIN) {
            return;
        }
        long second = Math.floorDiv(packet.timeNanos, 1_000_000_000L);
        if (!span.contains(second)) {
            return;
        }
        add(
                second,
                packet.origin.sensor().name(),
                packet.sourceLow(),
                verdict.type() + " " + packet.protocol + "/"
                        + (packet.protocol == 1 ? packet.icmpType() : packet.destinationPort()));
    }

    /** Counts one packet. */
    void add(long second, String sensor, long source, String service) {
        Epoch week = Epoch.week(second);
        Source one = weeks.computeIfAbsent(week, w -> new TreeMap<>())
                .computeIfAbsent(sensor, s -> new TreeMap<>())
                .computeIfAbsent(source, s -> new Source());
        one.packets++;
        one.firstDay.merge(service, (int) ((second - week.startSecond()) / Epoch.DAY), Math::min);
    }

    /** The full weeks among those, by sensor and source. */
    SortedMap<Epoch, SortedMap<String, SortedMap<Long, Source>>> weeks() {
        return weeks;
    }

    /** Counts by day and service, every source once a service; services in the order of the list. */
    static double[][] table(Iterable<Source> sources, List<String> services) {
        Map<String, Integer> index = new TreeMap<>();
        services.forEach(s -> index.put(s, index.size()));
        double[][] out = new double[DAYS][services.size()];
        for (Source source : sources) {
            source.firstDay.forEach((service, day) -> out[day][index.getOrDefault(service, 0)]++);
        }
        return out;
    }

    /** All services that any of the sources came to. */
    static List<String> services(Iterable<Source> sources) {
        TreeMap<String, Boolean> out = new TreeMap<>();
        sources.forEach(s -> s.firstDay.keySet().forEach(k -> out.put(k, true)));
        return new ArrayList<>(out.keySet());
    }
}
