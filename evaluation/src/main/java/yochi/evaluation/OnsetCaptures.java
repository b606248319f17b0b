package yochi.evaluation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.OnsetJudge;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Verdict;
import yochi.node.observation.Packet;
import yochi.node.observation.SensorTable;
import yochi.node.onset.OnsetWatch;
import yochi.node.onset.WindowOnset;
import yochi.node.trace.SensorFile;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * Early detection on real captures: how many alerts a day each sensor raises, and all of them read as one. Nobody knows
 * the truth of them, so an alert may be a group that came or a false one; recall cannot be measured here.
 */
public final class OnsetCaptures {
    private static final String ALL = "all sensors as one";
    private static final double BUDGET = OnsetJudge.Settings.USUAL.alarmsADay();
    private static final List<String> LIMITS = List.of(
            "Real captures have no truth: an alert is not known to be false, and what was missed is not known.",
            "Honeypots with one address each see a few sources in ten minutes, too few for most groups to be told;"
                    + " figures of a darknet need one.",
            "Counts of packets and hosts by ten minutes, as in the NICT sample, hold no sources: they are judged by"
                    + " trend, not by onset.");

    private final Span span;
    private final SortedMap<String, Tally> sensors = new TreeMap<>();

    /** What one watch said; alarms of windows in a row are one alert. */
    private static final class Tally {
        private final OnsetWatch watch = new OnsetWatch(1, false);
        private final TreeSet<String> services = new TreeSet<>();
        private int windows;
        private int calibrated;
        private int alerts;
        private int young;
        private int floods;
        private long sources;
        private long late;
        private Instant alarmedUntil = Instant.MIN;

        void packet(Packet packet, Verdict verdict) {
            watch.packet(packet, verdict);
            watch.take(Instant.ofEpochSecond(0, packet.timeNanos)).forEach(this::add);
        }

        void end() {
            watch.finish().forEach(this::add);
        }

        private void add(WindowOnset window) {
            boolean held = window.verdict().word(Detector.SERVICES).basis() == Detector.Basis.CALIBRATED;
            windows++;
            calibrated += held ? 1 : 0;
            sources += window.synchrony().sources();
            floods += window.verdict().floods().size();
            late += window.late();
            if (window.verdict().alarm()) {
                boolean goesOn = alarmedUntil.equals(window.from());
                alerts += held && !goesOn ? 1 : 0;
                young += held || goesOn ? 0 : 1;
                alarmedUntil = window.until();
                window.services().forEach(service -> services.add(service.toString()));
            }
        }
    }

    private OnsetCaptures(Span span) {
        this.span = span;
    }

    /** Reads captures, or folders of them, as the sensors file beside them says; outside of the span nothing counts. */
    public static Evaluation evaluate(List<Path> captures, Span span) {
        OnsetCaptures out = new OnsetCaptures(span);
        PacketsOnly sink = out::packet;
        SensorTable table = captures.stream()
                .flatMap(path -> SensorFile.beside(path).stream())
                .findFirst()
                .map(file -> SensorFile.read(file).table())
                .orElseGet(SensorTable::open);
        new TraceReader(TraceSettings.of(table))
                .read(
                        captures.stream().map(Path::toString).toList(),
                        new ClassifyingSink(new Classifier(), sink));
        if (out.sensors.isEmpty()) {
            throw new YochiException(
                    ErrorCode.USAGE,
                    "no packet to judge in " + captures + "; name captures of packets, with a sensors.yaml beside them"
                            + " where they hold both directions");
        }
        List<Evaluation.Measured> measures = new ArrayList<>();
        for (Map.Entry<String, Tally> sensor : out.sensors.entrySet()) {
            sensor.getValue().end();
            measures.add(measured(sensor.getKey(), sensor.getValue()));
        }
        String from = span.from().map(Object::toString).orElse("");
        String until = span.until().map(Object::toString).orElse("");
        String read = captures.stream().map(p -> p.getFileName().toString()).sorted().reduce((a, b) -> a + " " + b)
                .orElse("");
        return new Evaluation(Evaluation.VERSION, "onset", read, from, until, "", 1, measures).limitedBy(LIMITS);
    }

    private void packet(Packet packet, Verdict verdict) {
        if (span.contains(Math.floorDiv(packet.timeNanos, 1_000_000_000L))) {
            for (String name : List.of(packet.origin.sensor().name(), ALL)) {
                sensors.computeIfAbsent(name, n -> new Tally()).packet(packet, verdict);
            }
        }
    }

    private static Evaluation.Measured measured(String sensor, Tally tally) {
        OnsetFigures.Alerts alerts = new OnsetFigures.Alerts(
                tally.alerts, Math.max(1, tally.calibrated) / (double) OnsetPair.DAY);
        String words = String.format(
                Locale.ROOT,
                " of windows with packets that rest on history (%d of %d); %d alerts before; %.1f sources a window;"
                        + " %d forged floods; %d packets too late; services %s",
                tally.calibrated,
                tally.windows,
                tally.young,
                (double) tally.sources / Math.max(1, tally.windows),
                tally.floods,
                tally.late,
                tally.services);
        return OnsetFigures.aDay(
                "alerts a day",
                sensor,
                "runs of alarmed windows a day, real or false",
                alerts,
                1,
                tally.calibrated >= OnsetPair.DAY ? Optional.of(BUDGET) : Optional.empty(),
                List.of(),
                words);
    }
}
