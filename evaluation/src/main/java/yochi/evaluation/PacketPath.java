package yochi.evaluation;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Verdict;
import yochi.node.classify.VerdictBatch;
import yochi.node.classify.VerdictCode;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.onset.OnsetWatch;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * The packet path alone, for {@code evaluation/bench/packets.sh}: reads a capture one or more times, and prints per
 * round the packets and the thread's CPU nanoseconds for each. One round is the whole process's work; several show the
 * steady state of a warm JVM.
 */
public final class PacketPath {
    private static final long MINUTE = 60_000_000_000L;

    private PacketPath() {}

    /** How far the path goes. */
    enum Work {
        /** Read, parse and classify every packet (P1). */
        CLASSIFY,
        /** The same, and statistics per minute and service with distinct sources (P2). */
        SUMMARISE,
        /** Read, parse, classify, and test every ten minutes for sources that act together (P5). */
        ONSET
    }

    /**
     * One reading of the capture.
     *
     * @param packets packets handed on
     * @param cpuNanos CPU time of the reading thread; 0 where one round is all: then the process is what is measured
     * @param digest sum over all verdicts, which the compiler thereby cannot leave out
     * @param windows windows tested for onset
     */
    record Round(long packets, long cpuNanos, long digest, int windows) {
        double nanosPerPacket() {
            return (double) cpuNanos / packets;
        }
    }

    static List<Round> run(Work work, Path capture, int rounds) {
        LongSupplier clock = rounds > 1 ? ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime : () -> 0L;
        List<Round> out = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Sensor sensor = Sensor.of("bench", Country.UNKNOWN);
            Sink sink = new Sink(work, sensor);
            long start = clock.getAsLong();
            TraceSettings settings = TraceSettings.of(SensorTable.single(sensor)).withoutDigest();
            InputAccount account =
                    new TraceReader(settings).read(capture, new ClassifyingSink(new Classifier(), sink));
            sink.end();
            long cpu = clock.getAsLong() - start;
            if (sink.packets == 0) {
                throw new IllegalArgumentException("no packet in " + capture + ": " + account.rejected());
            }
            out.add(new Round(sink.packets, cpu, sink.digest, sink.windows));
        }
        return out;
    }

    /** Counts, and summarises where that is wanted; minutes are closed as they pass, as a node does. */
    private static final class Sink implements PacketsOnly {
        private final boolean summarise;
        private final boolean watch;
        private final List<OnsetWatch> onset;
        private final List<Summariser> summariser;
        private long packets;
        private long digest;
        private int windows;
        private long minuteEnd = Long.MIN_VALUE;

        Sink(Work work, Sensor sensor) {
            summarise = work == Work.SUMMARISE;
            watch = work == Work.ONSET;
            onset = watch ? List.of(new OnsetWatch(1)) : List.of();
            summariser = summarise ? List.of(summariser(sensor)) : List.of();
        }

        private static Summariser summariser(Sensor sensor) {
            Duration minute = Duration.ofMinutes(1);
            return new Summariser(
                    SummarySettings.of(minute, minute, Duration.ZERO, false), List.of(sensor), Places.none());
        }

        @Override
        public void packet(Packet packet, Verdict verdict) {
            packets++;
            digest += verdict.service + verdict.countedLow;
            if (summarise) {
                if (packet.timeNanos >= minuteEnd) {
                    minute(packet.timeNanos);
                }
                summariser.getFirst().packet(packet, verdict);
            }
            if (watch) {
                onset.getFirst().packet(packet, verdict);
            }
        }

        @Override
        public void packets(PacketBatch batch, VerdictBatch verdicts) {
            int n = batch.size();
            if (watch || (summarise && batch.timeNanos(n - 1) >= minuteEnd)) {
                PacketsOnly.super.packets(batch, verdicts);
                return;
            }
            if (summarise) {
                summariser.getFirst().packets(batch, verdicts);
            }
            int[] codes = verdicts.codes();
            int[] counted = verdicts.counted();
            long sum = 0;
            for (int i = 0; i < n; i++) {
                sum += VerdictCode.service(codes[i]) + (counted[i] & 0xFFFF_FFFFL);
            }
            packets += n;
            digest += sum;
        }

        private void minute(long nanos) {
            digest += summariser.getFirst().closed(Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L))).size();
            minuteEnd = Math.floorDiv(nanos, MINUTE) * MINUTE + MINUTE;
        }

        void end() {
            summariser.forEach(s -> digest += s.close().size());
            onset.forEach(o -> windows = o.finish().size());
        }
    }

    /**
     * {@code classify|summarise|onset CAPTURE [ROUNDS]}: a line {@code packets cpuNanos nsPerPacket
     * windows} for each round.
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length < 2) {
            out.println("usage: PacketPath classify|summarise|onset CAPTURE [ROUNDS]");
            return;
        }
        Work work = Work.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        for (Round r : run(work, Path.of(arguments[1]), rounds)) {
            out.printf(Locale.ROOT, "%d %d %.2f %d%n", r.packets(), r.cpuNanos(), r.nanosPerPacket(), r.windows());
        }
    }
}
