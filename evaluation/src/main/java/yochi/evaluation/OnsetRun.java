package yochi.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.PortShare;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.evaluation.world.Outbreak;
import yochi.evaluation.world.TelescopeWindow;
import yochi.evaluation.world.TelescopeWorld;
import yochi.node.classify.Classifier;
import yochi.node.classify.Mark;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.onset.OnsetWatch;
import yochi.node.onset.WindowOnset;

/** One simulated darknet watched from its first window on, as a node would: what it said of each window. */
final class OnsetRun {
    private static final int TCP = 6;
    private static final int SYN = 2;
    private static final long MILLI = 1_000_000L;
    private static final long WINDOW_NANOS = TelescopeWorld.WINDOW_MILLIS * MILLI;

    private final TelescopeWorld world;
    private final List<Optional<WindowOnset>> said = new ArrayList<>();
    private double cpuSeconds;
    private long packets;

    private OnsetRun(TelescopeWorld world) {
        this.world = world;
    }

    /** Watches the windows from 0 on, before {@code until}. */
    static OnsetRun of(TelescopeWorld world, int until) {
        OnsetRun run = new OnsetRun(world);
        OnsetWatch watch = new OnsetWatch(1, false);
        Set<Integer> known = world.investigators();
        Packet packet = new Packet(new Origin(Sensor.of("simulated", new Country("ZZ")), "-"));
        Verdict verdict = new Verdict();
        packet.ipVersion = 4;
        packet.protocol = TCP;
        packet.known = Field.bits(Field.PORTS, Field.TCP_FLAGS);
        packet.tcpFlags(SYN);
        Classifier classifier = new Classifier();
        for (int w = 0; w < until; w++) {
            TelescopeWindow window = world.window(w);
            long before = CpuClock.nanos();
            long start = window.startMillis() * MILLI;
            for (int p = 0; p < window.packets(); p++) {
                packet.timeNanos = start + window.millis()[p] * MILLI;
                packet.sourceLow(window.sources()[p] & 0xFFFF_FFFFL);
                packet.destinationPort(window.ports()[p]);
                classifier.classify(packet, verdict);
                verdict.marks = known.contains(window.sources()[p]) ? Mark.INVESTIGATIVE.bit() : 0;
                watch.packet(packet, verdict);
            }
            List<WindowOnset> done = watch.take(Instant.ofEpochSecond(0, start + WINDOW_NANOS));
            run.packets += window.packets();
            run.cpuSeconds += (CpuClock.nanos() - before) * 1e-9;
            run.said.add(done.isEmpty() ? Optional.empty() : Optional.of(done.getLast()));
        }
        return run;
    }

    TelescopeWorld world() {
        return world;
    }

    int windows() {
        return said.size();
    }

    double cpuSecondsAWindow() {
        return cpuSeconds / said.size();
    }

    boolean alarm(int window) {
        return said.get(window).map(w -> w.verdict().alarm()).orElse(false);
    }

    /** Whether the window's verdict names one of the outbreak's ports. */
    boolean names(int window, Outbreak outbreak) {
        return said.get(window).map(w -> names(w, outbreak)).orElse(false);
    }

    private static boolean names(WindowOnset window, Outbreak outbreak) {
        for (int port : outbreak.ports()) {
            Service service = Service.tcp(port);
            int number = ServiceNumber.pack(service);
            if (window.services().contains(service)
                    || window.verdict().newService() == number
                    || window.verdict().ports().stream()
                            .mapToInt(PortShare::service)
                            .anyMatch(s -> s == number)) {
                return true;
            }
        }
        return false;
    }

    /** A detector's own score, 0 where it had none. */
    double score(int window, Detector detector) {
        return said.get(window)
                .map(w -> Math.max(0, w.verdict().word(detector).score()))
                .orElse(0.0);
    }

    /** Whether its p-value rests on the sensor's own past. */
    boolean isCalibrated(int window, Detector detector) {
        return said.get(window)
                .map(w -> w.verdict().word(detector).basis() == Detector.Basis.CALIBRATED)
                .orElse(false);
    }

    /** -log10 of that p-value, 0 where it does not. */
    double calibrated(int window, Detector detector) {
        return isCalibrated(window, detector)
                ? said.get(window).orElseThrow().verdict().word(detector).surprise()
                : 0;
    }

    /** -log10 of all detectors' p-value, 0 where there is none. */
    double surprise(int window) {
        return said.get(window).map(w -> w.verdict().surprise()).orElse(0.0);
    }

    double sources(int window) {
        return said.get(window).map(w -> (double) w.synchrony().sources()).orElse(0.0);
    }

    /** What was said of the window, if it was judged. */
    Optional<WindowOnset> at(int window) {
        return said.get(window);
    }

    /** All that were watched. */
    long packets() {
        return packets;
    }
}
