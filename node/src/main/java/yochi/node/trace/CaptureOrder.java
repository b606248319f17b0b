package yochi.node.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import yochi.node.input.ByteSource;
import yochi.node.input.PathExpansion;
import yochi.node.input.StoredInput;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.SensorTable;

/** Puts captures into the order of their first packets, however they were named; all other inputs keep their places. */
final class CaptureOrder {
    private static final int HEAD = 1 << 16;
    private static final TraceSettings ANY_SENSOR = TraceSettings.of(SensorTable.open());

    private record Begun(PathExpansion.Found input, long nanos) {}

    private CaptureOrder() {}

    static List<PathExpansion.Found> of(List<PathExpansion.Found> inputs) {
        if (inputs.size() < 2) {
            return inputs;
        }
        List<Begun> captures = new ArrayList<>();
        List<PathExpansion.Found> ordered = new ArrayList<>(inputs);
        Deque<Integer> places = new ArrayDeque<>();
        for (int i = 0; i < ordered.size(); i++) {
            Optional<Long> first = firstPacket(ordered.get(i).path());
            if (first.isPresent()) {
                captures.add(new Begun(ordered.get(i), first.get()));
                places.add(i);
            }
        }
        captures.sort(Comparator.comparingLong(Begun::nanos));
        captures.forEach(capture -> ordered.set(places.remove(), capture.input()));
        return ordered;
    }

    /** The earliest time near a capture's begin, the smallest number where it has none; empty for other inputs. */
    static Optional<Long> firstPacket(String path) {
        if (path.equals(PathExpansion.STANDARD_INPUT)) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(Path.of(path));
                StoredInput stored = new StoredInput(file, false, ANY_SENSOR.expansion(), bytes -> {})) {
            ByteSource whole = new ByteSource(stored.decoded());
            whole.require(HEAD);
            int from = whole.position();
            byte[] head = Arrays.copyOfRange(whole.buffer(), from, from + Math.min(HEAD, whole.available()));
            ByteSource source = new ByteSource(new ByteArrayInputStream(head));
            source.require(head.length);
            Optional<TraceFormat> format = TraceFormat.capture(source);
            Tally tally = new Tally();
            format.ifPresent(f -> f.reader(ANY_SENSOR).read(path, source, tally, ObservationSink.NOBODY));
            return format.map(f -> tally.firstNanos());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // reading it will say so
        }
    }
}
