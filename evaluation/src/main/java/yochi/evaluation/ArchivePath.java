package yochi.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Uptime;
import yochi.node.archive.Archive;
import yochi.node.archive.Retention;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Verdict;
import yochi.node.classify.VerdictBatch;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Detail;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * A capture's way into the archive, for {@code evaluation/bench/archive.sh}: read, classified, summarised, and where
 * wanted kept and sealed; prints what each part took of the processor, all threads of the process together.
 */
public final class ArchivePath {
    private static final long NANOS = 1_000_000_000L;

    private ArchivePath() {}

    /** How far the path goes. */
    enum Work {
        /** Read, classify, and summarise with sources per cell and minute. */
        SUMMARISE,
        /** The same with every detail. */
        DETAILS,
        /** Flow tuples to the archive, sealed (P3): without further details. */
        ARCHIVE,
        /** Every detail, and the archive. */
        ALL
    }

    /**
     * What one way took.
     *
     * @param packets packets handed on
     * @param closing CPU nanoseconds of the process while windows were closed
     * @param keeping the same, while they were put into the archive
     * @param sealing the same, while the archive was sealed and closed
     * @param process of the whole process so far, start of the JVM included
     * @param cells cells of all epochs
     * @param tuples pairs of cell and source of all epochs
     * @param bytes on the disk afterwards
     */
    record Way(
            long packets,
            long closing,
            long keeping,
            long sealing,
            long process,
            long cells,
            long tuples,
            long bytes) {}

    /** Goes the way once; the folder for the archive must not be there. */
    static Way run(Work work, Path capture, Path folder, Duration release) throws IOException {
        Sink sink = new Sink(work, folder, release);
        TraceSettings settings = TraceSettings.of(SensorTable.single(sink.sensor)).withoutDigest();
        new TraceReader(settings).read(capture, new ClassifyingSink(new Classifier(), sink));
        return sink.end();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Summarises; windows are closed as they pass, as a node does. */
    private static final class Sink implements PacketsOnly {
        private final Sensor sensor = Sensor.of("bench", Country.UNKNOWN);
        private final Path folder;
        private final long releaseNanos;
        private final Summariser summariser;
        private final List<Archive> archives;
        private long packets;
        private long closing;
        private long keeping;
        private long cells;
        private long tuples;
        private long windowEnd = Long.MIN_VALUE;

        Sink(Work work, Path folder, Duration release) {
            this.folder = folder;
            this.releaseNanos = release.toNanos();
            Set<Detail> details = work == Work.DETAILS || work == Work.ALL
                    ? EnumSet.allOf(Detail.class)
                    : EnumSet.noneOf(Detail.class);
            summariser = new Summariser(
                    SummarySettings.of(Duration.ofMinutes(1), release, Duration.ZERO, false).with(details),
                    List.of(sensor),
                    Places.none());
            archives = work == Work.ARCHIVE || work == Work.ALL
                    ? List.of(Archive.open(folder, Retention.usual(), InstantSource.fixed(Instant.EPOCH)))
                    : List.of();
        }

        @Override
        public void packet(Packet packet, Verdict verdict) {
            packets++;
            if (packet.timeNanos >= windowEnd) {
                close(packet.timeNanos);
            }
            summariser.packet(packet, verdict);
        }

        @Override
        public void packets(PacketBatch batch, VerdictBatch verdicts) {
            if (batch.timeNanos(batch.size() - 1) >= windowEnd) {
                PacketsOnly.super.packets(batch, verdicts);
                return;
            }
            packets += batch.size();
            summariser.packets(batch, verdicts);
        }

        private void close(long nanos) {
            long start = cpu();
            List<ClosedWindow> over = summariser.closed(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS)));
            closing += cpu() - start;
            keep(over);
            windowEnd = Math.floorDiv(nanos, releaseNanos) * releaseNanos + releaseNanos;
        }

        private void keep(List<ClosedWindow> over) {
            for (ClosedWindow window : over) {
                window.epochs().forEach(e -> {
                    cells += e.counted().cells();
                    tuples += e.counted().pairs();
                });
                long start = cpu();
                archives.forEach(a -> a.keep("bench", window, "policy"));
                keeping += cpu() - start;
            }
        }

        Way end() throws IOException {
            long start = cpu();
            List<ClosedWindow> over = summariser.close();
            closing += cpu() - start;
            keep(over);
            start = cpu();
            for (Archive archive : archives) {
                archive.keep("bench", dayAfter(over), "policy"); // what lies before its day is sealed
                Archive.Standing standing = archive.standing();
                if (standing.lost() > 0 || !standing.problem().isEmpty()) {
                    throw new IOException("windows lost: " + standing);
                }
                archive.close();
            }
            long end = cpu();
            return new Way(packets, closing, keeping, end - start, end, cells, tuples, bytes());
        }

        private ClosedWindow dayAfter(List<ClosedWindow> over) {
            Epoch last = over.getLast().window();
            Epoch next = new Epoch(last.startSecond() + Epoch.DAY, last.seconds());
            Uptime silent = new Uptime(sensor.name(), next, 0, 0, "benchmark");
            return new ClosedWindow(next, false, List.of(), List.of(silent), Map.of(), List.of());
        }

        private long bytes() throws IOException {
            if (archives.isEmpty()) {
                return 0;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                long sum = 0;
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sum += Files.size(file);
                }
                return sum;
            }
        }
    }

    /**
     * {@code summarise|details|archive|all CAPTURE FOLDER [RELEASE-MINUTES]}: a line {@code packets closing keeping
     * sealing process cells tuples bytes}, times in CPU nanoseconds.
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length < 3) {
            out.println("usage: ArchivePath summarise|details|archive|all CAPTURE FOLDER [RELEASE-MINUTES]");
            return;
        }
        Work work = Work.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Duration release = Duration.ofMinutes(arguments.length > 3 ? Integer.parseInt(arguments[3]) : 60);
        Way w = run(work, Path.of(arguments[1]), Path.of(arguments[2]), release);
        out.printf(
                Locale.ROOT,
                "%d %d %d %d %d %d %d %d%n",
                w.packets, w.closing, w.keeping, w.sealing, w.process, w.cells, w.tuples, w.bytes);
    }
}
