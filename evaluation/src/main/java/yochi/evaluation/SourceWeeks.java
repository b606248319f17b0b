package yochi.evaluation;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Verdict;
import yochi.node.observation.Packet;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * The sources of captures by sensor and ISO week: to which services each came in which hours, and how many packets it
 * sent. Sources stay where the evaluation reads them; what it prints are shares.
 */
public final class SourceWeeks {
    private static final int DAYS = 7;
    private static final int HOURS = 24;
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final SortedMap<Epoch, SortedMap<String, SortedMap<Long, Source>>> weeks = new TreeMap<>();

    /** One source at one sensor in one week: hours of the week by service, and packets. */
    static final class Source {
        private final SortedMap<Cell, BitSet> hours = new TreeMap<>();
        private int packets;

        SortedMap<Cell, BitSet> hours() {
            return hours;
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
        long second = Math.floorDiv(packet.timeNanos, 1_000_000_000L);
        if (verdict.type().party() == Party.ORIGIN && span.contains(second)) {
            add(
                    second,
                    packet.origin.sensor().name(),
                    packet.sourceLow(),
                    new Cell(verdict.type(), service(packet)));
        }
    }

    private static Service service(Packet packet) {
        return switch (packet.protocol) {
            case TCP -> Service.tcp(packet.destinationPort());
            case UDP -> Service.udp(packet.destinationPort());
            case ICMP -> new Service(Service.Protocol.ICMP, packet.icmpType());
            default -> new Service(Service.Protocol.IP, packet.protocol);
        };
    }

    /** Counts one packet. */
    void add(long second, String sensor, long source, Cell cell) {
        Epoch week = Epoch.week(second);
        Source one = weeks.computeIfAbsent(week, w -> new TreeMap<>())
                .computeIfAbsent(sensor, s -> new TreeMap<>())
                .computeIfAbsent(source, s -> new Source());
        one.packets++;
        one.hours.computeIfAbsent(cell, c -> new BitSet()).set((int) ((second - week.startSecond()) / Epoch.HOUR));
    }

    /** By week, sensor and source. */
    SortedMap<Epoch, SortedMap<String, SortedMap<Long, Source>>> weeks() {
        return weeks;
    }

    /** Counts by day and service, every source once a service; first all other services, then those of the list. */
    static double[][] table(Iterable<Source> sources, List<Cell> services) {
        Map<Cell, Integer> index = new TreeMap<>();
        services.forEach(s -> index.put(s, index.size() + 1));
        double[][] out = new double[DAYS][services.size() + 1];
        for (Source source : sources) {
            source.hours.forEach((cell, hours) -> out[hours.nextSetBit(0) / HOURS][index.getOrDefault(cell, 0)]++);
        }
        return out;
    }
}
